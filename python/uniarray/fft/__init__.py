"""Discrete Fourier transforms.

``norm`` says which direction is scaled: the inverse ('backward', by default), both by the square root ('ortho'), or the
other one ('forward').

>>> import uniarray as np
>>> np.fft.fft([1, 0, 0, 0])
array([1.+0.j, 1.+0.j, 1.+0.j, 1.+0.j])
"""

from .._functions import dispatch as _dispatch
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

_dispatch(globals(), __name__, "fft.")
