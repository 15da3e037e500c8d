"""What the module tells of itself by the array API standard."""

from ._core import complex128, dtype, float64, int64
from ._types import isdtype

__all__ = ["__array_api_version__", "__array_namespace_info__"]

__array_api_version__ = "2025.12"

_NAMES = [
    *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float32", "float64", "complex64", "complex128"),
]


class __array_namespace_info__:
    """Inspection of the namespace, by the array API standard.

    Examples
    --------
    >>> import uniarray as np
    >>> info = np.__array_namespace_info__()
    >>> info.default_dtypes()["real floating"]
    dtype('float64')
    """

    def capabilities(self):
        """Whether there is indexing by booleans, whether shapes may depend on values, and how many axes there may be.

        Examples
        --------
        >>> import uniarray as np
        >>> np.__array_namespace_info__().capabilities()["max dimensions"]
        64
        """
        return {"boolean indexing": True, "data-dependent shapes": True, "max dimensions": 64}

    def default_device(self):
        """The device of new arrays: 'cpu'.

        Examples
        --------
        >>> import uniarray as np
        >>> np.__array_namespace_info__().default_device()
        'cpu'
        """
        return "cpu"

    def default_dtypes(self, *, device=None):
        """The dtypes of new arrays, by family.

        Examples
        --------
        >>> import uniarray as np
        >>> np.__array_namespace_info__().default_dtypes()["indexing"]
        dtype('int64')
        """
        _check_device(device)
        return {
            "real floating": dtype(float64),
            "complex floating": dtype(complex128),
            "integral": dtype(int64),
            "indexing": dtype(int64),
        }

    def dtypes(self, *, device=None, kind=None):
        """The dtypes of a family, of several or of all, by name.

        Parameters
        ----------
        device : {None, 'cpu'}
        kind : str or tuple of str, optional
            As for ``isdtype``.

        Examples
        --------
        >>> import uniarray as np
        >>> np.__array_namespace_info__().dtypes(kind="real floating")
        {'float32': dtype('float32'), 'float64': dtype('float64')}
        """
        _check_device(device)
        every = {name: dtype(name) for name in _NAMES}
        if kind is None:
            return every
        for one in kind if isinstance(kind, tuple) else (kind,):
            if not isinstance(one, str):
                raise ValueError(f"unsupported kind: {kind!r}")
        try:
            return {name: one for name, one in every.items() if isdtype(one, kind)}
        except ValueError:
            raise ValueError(f"unsupported kind: {kind!r}") from None

    def devices(self):
        """The devices that there are.

        Examples
        --------
        >>> import uniarray as np
        >>> np.__array_namespace_info__().devices()
        ('cpu',)
        """
        return ("cpu",)


def _check_device(device):
    if device not in ("cpu", None):
        raise ValueError(f'Device not understood. Only "cpu" is allowed, but received: {device!r}')
