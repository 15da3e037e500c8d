"""Discrete Fourier transforms."""

from ._frequencies import fftfreq, fftshift, ifftshift, rfftfreq
from ._many import fft2, fftn, ifft2, ifftn, irfft2, irfftn, rfft2, rfftn
from ._one import fft, hfft, ifft, ihfft, irfft, rfft

__all__ = [
    "fft",
    "fft2",
    "fftfreq",
    "fftn",
    "fftshift",
    "hfft",
    "ifft",
    "ifft2",
    "ifftn",
    "ifftshift",
    "ihfft",
    "irfft",
    "irfft2",
    "irfftn",
    "rfft",
    "rfft2",
    "rfftfreq",
    "rfftn",
]
