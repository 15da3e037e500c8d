"""Memory shared with other array libraries by DLPack.

The compiled half makes and reads the capsules. What others have taken over is kept here until they say that they are
done with it, which they may do in any thread; that is looked up at the next export or import.
"""

import itertools

from ._core import _dlpack_capsule, _dlpack_released, _from_dlpack_capsule

__all__ = ["from_dlpack"]

_CPU = (1, 0)

# Arrays whose memory others use, by the key that they were exported with.
_exported = {}
_keys = itertools.count(1)


def _forget_released():
    for key in _dlpack_released():
        _exported.pop(key, None)


def device():
    """The device of every array in DLPack's terms: (kDLCPU, 0)."""
    return _CPU


def export(array, stream, max_version, dl_device, copy):
    """A capsule of an array's memory, or of a copy.

    Raises
    ------
    BufferError
        If the array cannot be described or is asked for on another device.
    ValueError
        If a stream is given.
    """
    if stream is not None:
        raise ValueError("NumPy only supports stream=None.")
    if dl_device is not None and tuple(dl_device) != _CPU:
        raise BufferError("unsupported device requested")
    versioned = max_version is not None and max_version[0] >= 1
    if copy:
        array = array.copy("K")
    _forget_released()
    key = next(_keys)
    capsule = _dlpack_capsule(array, key, versioned, copy is True)
    _exported[key] = array
    return capsule


def from_dlpack(x, /, *, device=None, copy=None):
    """An array of the memory of an object that has ``__dlpack__``, which is shared and not copied.

    Parameters
    ----------
    x : object
    device : {None, 'cpu'}
    copy : bool, optional
        Whether to copy; False: raise BufferError where that is needed.

    Examples
    --------
    >>> import uniarray as np
    >>> a = np.arange(3)
    >>> b = np.from_dlpack(a)
    >>> b[0] = 7
    >>> a
    array([7, 1, 2])
    """
    if device is not None and device != "cpu":
        raise ValueError(f'Device not understood. Only "cpu" is allowed, but received: {device}')
    wanted = None if device is None else _CPU
    export_of = x.__dlpack__
    try:
        capsule = export_of(max_version=(1, 1), dl_device=wanted, copy=copy)
    except TypeError:
        # Producers from before version 1 know none of these arguments.
        if copy is not None or wanted is not None:
            raise
        capsule = export_of()
    array = _from_dlpack_capsule(capsule)
    _forget_released()
    return array
