"""Fourier transforms. Last digits are the library's own, so results are rounded."""

from cases import Group

X = "x = np.array([1.0, 2.0, -1.0, 0.5, 3.0])"
Z = "z = np.array([1 + 1j, 2.0, -1j, 0.5])"
M = "m = np.arange(12.0).reshape(3, 4) % 5"

GROUPS = [
    Group(
        "along one axis",
        [
            *(f"{X}; np.fft.{f}(x).round(8) + 0.0" for f in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft")),
            *(f"{Z}; np.fft.{f}(z).round(8) + 0.0" for f in ("fft", "ifft", "irfft", "hfft")),
            *(f"{X}; np.fft.{f}(x, norm='ortho').round(8) + 0.0" for f in ("fft", "ifft", "rfft", "irfft", "hfft")),
            *(f"{X}; np.fft.{f}(x, norm='forward').round(8) + 0.0" for f in ("fft", "ifft", "rfft", "irfft", "ihfft")),
            *(f"{X}; np.fft.{f}(x, {n}).round(8) + 0.0" for f in ("fft", "rfft", "irfft", "hfft") for n in (1, 3, 8)),
            f"{M}; np.fft.fft(m, axis=0).round(8) + 0.0",
            f"{M}; np.fft.rfft(m, axis=0).round(8) + 0.0",
            f"{X}; np.fft.fft(x.astype('f4')).dtype.name",
            f"{X}; np.fft.rfft(x.astype('f4')).dtype.name",
            f"{X}; np.fft.irfft(x.astype('f4')).dtype.name",
            "np.fft.fft(np.arange(4)).round(8) + 0.0",
            f"{X}; np.fft.fft(x, 0)",
            f"{X}; np.fft.fft(x, axis=1)",
            f"{X}; np.fft.fft(x, norm='nonsense')",
            "np.fft.fft([])",
        ],
    ),
    Group(
        "along several axes",
        [
            *(f"{M}; np.fft.{f}(m).round(8) + 0.0" for f in ("fftn", "ifftn", "rfftn", "irfftn", "fft2", "rfft2")),
            f"{M}; np.fft.fftn(m, axes=(0,)).round(8) + 0.0",
            f"{M}; np.fft.fftn(m, s=(2, 3), axes=(0, 1)).round(8) + 0.0",
            f"{M}; np.fft.irfftn(m, s=(3, 5), axes=(0, 1)).round(8) + 0.0",
            f"{M}; np.fft.fftn(m, s=(2,), axes=(0, 1))",
            f"{M}; np.fft.fft2(m, norm='ortho').round(8) + 0.0",
        ],
    ),
    Group(
        "frequencies and shifts",
        [
            *(f"np.fft.{f}({n}, 0.5)" for f in ("fftfreq", "rfftfreq") for n in (1, 4, 5)),
            "np.fft.fftfreq(2.5)",
            f"{X}; np.fft.fftshift(x)",
            f"{X}; np.fft.ifftshift(x)",
            f"{M}; np.fft.fftshift(m)",
            f"{M}; np.fft.ifftshift(m, axes=1)",
        ],
    ),
]
