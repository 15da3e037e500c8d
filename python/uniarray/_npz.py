"""Arrays in files: ``save`` and ``load``, and archives of several."""

import contextlib
import os
import pickle
import zipfile
from collections.abc import Mapping

from . import _npy_format as _format
from ._core import asarray, ndarray
from ._npy_header import MAGIC_PREFIX, MAX_HEADER_SIZE

__all__ = ["NpzFile", "load", "save", "savez", "savez_compressed"]

_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_NO_PICKLES = (
    "This file contains pickled (object) data. If you trust the file you can load it unsafely using the "
    "`allow_pickle=` keyword argument or `pickle.load()`."
)


class _Attributes:
    """The items of a mapping as attributes."""

    def __init__(self, mapping):
        self._mapping = mapping

    def __getattr__(self, name):
        try:
            return self._mapping[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return list(self._mapping)


class NpzFile(Mapping):
    """An archive of arrays by name, which are read when they are asked for.

    Parameters
    ----------
    fid : file, str or path-like
    own_fid : bool
        Whether the file is closed with this object.
    allow_pickle : bool
        Whether the file is trusted: objects are unpickled, and headers may have any length.
    max_header_size : int
        Longer headers are refused.

    Attributes
    ----------
    files : list of str
        The names.
    f : object
        Has the arrays as attributes.
    zip : zipfile.ZipFile

    Examples
    --------
    >>> import io
    >>> import uniarray as np
    >>> file = io.BytesIO()
    >>> np.savez(file, x=np.arange(3))
    >>> _ = file.seek(0)
    >>> with np.load(file) as archive:
    ...     print(archive, archive["x"], archive.f.x[1])
    NpzFile 'object' with keys: x [0 1 2] 1
    """

    # What close() finds where opening failed.
    zip = None
    fid = None
    _most_shown = 5

    def __init__(self, fid, own_fid=False, allow_pickle=False, pickle_kwargs=None, *, max_header_size=MAX_HEADER_SIZE):
        self.zip = _open_zip(fid, "r")
        names = self.zip.namelist()
        self.files = [name[:-4] if name.endswith(".npy") else name for name in names]
        # Both with and without the ending.
        self._files = {**dict(zip(self.files, names)), **{name: name for name in names}}
        self.allow_pickle = allow_pickle
        self.pickle_kwargs = pickle_kwargs
        self.max_header_size = max_header_size
        self.f = _Attributes(self)
        if own_fid:
            self.fid = fid

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        """Close the file."""
        if self.zip is not None:
            self.zip.close()
            self.zip = None
        if self.fid is not None:
            self.fid.close()
            self.fid = None
        self.f = None

    def __del__(self):
        self.close()

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def __contains__(self, key):
        return key in self._files

    def __getitem__(self, key):
        if key not in self._files:
            raise KeyError(f"{key} is not a file in the archive")
        name = self._files[key]
        with self.zip.open(name) as file:
            is_array = file.read(len(MAGIC_PREFIX)) == MAGIC_PREFIX
        # Opened again rather than rewound, which not every member allows.
        with self.zip.open(name) as file:
            if not is_array:
                return file.read()
            return _format.read_array(file, self.allow_pickle, self.pickle_kwargs, max_header_size=self.max_header_size)

    def __repr__(self):
        name = self.fid if isinstance(self.fid, str) else getattr(self.fid, "name", "object")
        names = ", ".join(self.files[: self._most_shown])
        return f"NpzFile {name!r} with keys: {names}{'...' if len(self.files) > self._most_shown else ''}"


def _open_zip(file, mode, compression=zipfile.ZIP_STORED):
    if hasattr(file, "__fspath__"):
        file = os.fspath(file)
    return zipfile.ZipFile(file, mode, compression, allowZip64=True)


def load(
    file,
    mmap_mode=None,
    allow_pickle=False,
    fix_imports=True,
    encoding="ASCII",
    *,
    max_header_size=MAX_HEADER_SIZE,
):
    """Read an array, or an archive of arrays, from a file that `save` or `savez` has written.

    Parameters
    ----------
    file : file, str or path-like
    mmap_mode : {None, 'r+', 'r', 'w+', 'c'}
        How to map the file into memory instead of reading it.
    allow_pickle : bool
        Whether the file is trusted: pickles are loaded, which may do anything, and headers may have any length.
    fix_imports, encoding
        For pickles of Python 2.
    max_header_size : int
        Longer headers are refused.

    Returns
    -------
    ndarray, memmap or NpzFile

    Raises
    ------
    OSError
        If there is no such file.
    EOFError
        If nothing is in it.
    ValueError
        If it is damaged, or a pickle and those are not allowed.

    Examples
    --------
    >>> import io
    >>> import uniarray as np
    >>> file = io.BytesIO()
    >>> np.save(file, np.eye(2))
    >>> _ = file.seek(0)
    >>> np.load(file)
    array([[1., 0.],
           [0., 1.]])
    """
    if encoding not in ("ASCII", "latin1", "bytes"):
        # Others would change numbers, too.
        raise ValueError("encoding must be 'ASCII', 'latin1', or 'bytes'")
    pickle_kwargs = {"encoding": encoding, "fix_imports": fix_imports}
    with contextlib.ExitStack() as stack:
        own = not hasattr(file, "read")
        fid = stack.enter_context(open(os.fspath(file), "rb")) if own else file
        start = fid.read(len(MAGIC_PREFIX))
        if not start:
            raise EOFError("No data left in file")
        fid.seek(-len(start), os.SEEK_CUR)
        if start.startswith(_ZIP_STARTS):
            archive = NpzFile(fid, own, allow_pickle, pickle_kwargs, max_header_size=max_header_size)
            # Now the archive closes the file.
            stack.pop_all()
            return archive
        if start == MAGIC_PREFIX:
            if mmap_mode:
                limit = 2**64 if allow_pickle else max_header_size
                return _format.open_memmap(file, mmap_mode, max_header_size=limit)
            return _format.read_array(fid, allow_pickle, pickle_kwargs, max_header_size=max_header_size)
        if not allow_pickle:
            raise ValueError(_NO_PICKLES)
        try:
            return pickle.load(fid, **pickle_kwargs)
        except Exception as error:
            raise pickle.UnpicklingError(f"Failed to interpret file {file!r} as a pickle") from error


def _array(value):
    return value if isinstance(value, ndarray) else asarray(value)


def _with_ending(file, ending):
    name = os.fspath(file)
    return name if name.endswith(ending) else name + ending


def save(file, arr, allow_pickle=True):
    """Write an array to a file.

    Parameters
    ----------
    file : file, str or path-like
        A name gets the ending ``.npy`` if it has not got it.
    arr : array_like
    allow_pickle : bool
        Whether Python objects may be written, which are pickled.

    Examples
    --------
    >>> import io
    >>> import uniarray as np
    >>> file = io.BytesIO()
    >>> np.save(file, [1, 2])
    >>> len(file.getvalue())
    144
    """
    arr = _array(arr)
    if hasattr(file, "write"):
        _format.write_array(file, arr, allow_pickle=allow_pickle)
        return
    with open(_with_ending(file, ".npy"), "wb") as fid:
        _format.write_array(fid, arr, allow_pickle=allow_pickle)


def savez(file, *args, allow_pickle=True, **kwds):
    """Write several arrays to one archive, not compressed.

    Parameters
    ----------
    file : file, str or path-like
        A name gets the ending ``.npz`` if it has not got it.
    *args, **kwds : array_like
        Those without a name are called ``arr_0``, ``arr_1`` and so on.
    allow_pickle : bool
        Whether Python objects may be written, which are pickled.

    Examples
    --------
    >>> import io
    >>> import uniarray as np
    >>> file = io.BytesIO()
    >>> np.savez(file, np.arange(2), y=1.5)
    >>> _ = file.seek(0)
    >>> sorted(np.load(file).files)
    ['arr_0', 'y']
    """
    _save_archive(file, args, kwds, zipfile.ZIP_STORED, allow_pickle)


def savez_compressed(file, *args, allow_pickle=True, **kwds):
    """Write several arrays to one compressed archive.

    Parameters
    ----------
    file : file, str or path-like
    *args, **kwds : array_like
    allow_pickle : bool
        As for `savez`.

    Examples
    --------
    >>> import io
    >>> import uniarray as np
    >>> file = io.BytesIO()
    >>> np.savez_compressed(file, zeros=np.zeros(1000))
    >>> len(file.getvalue()) < 1000
    True
    """
    _save_archive(file, args, kwds, zipfile.ZIP_DEFLATED, allow_pickle)


def _save_archive(file, args, kwds, compression, allow_pickle):
    if not hasattr(file, "write"):
        file = _with_ending(file, ".npz")
    arrays = dict(kwds)
    for place, value in enumerate(args):
        name = f"arr_{place}"
        if name in arrays:
            raise ValueError(f"Cannot use un-named variables and keyword {name}")
        arrays[name] = value
    with _open_zip(file, "w", compression) as archive:
        for name, value in arrays.items():
            # Members may be longer than is known when they are begun.
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                _format.write_array(member, _array(value), allow_pickle=allow_pickle)
