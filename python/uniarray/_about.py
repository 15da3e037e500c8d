"""What the library says about itself."""

import os
import sys

__all__ = ["get_include", "info", "show_config", "show_runtime"]


def get_include():
    """The directory with the C headers of the array API, for a compiler's ``-I``.

    An extension includes ``<uniarray/array_api.h>``.

    Examples
    --------
    >>> import os
    >>> import uniarray as np
    >>> os.path.exists(os.path.join(np.get_include(), "uniarray", "array_api.h"))
    True
    """
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, "include")
    if os.path.isdir(installed):
        return installed
    # In a checkout, from which editable installations are, too.
    return os.path.join(os.path.dirname(os.path.dirname(package)), "include")


def _configuration():
    from . import _core

    return {
        "Compilers": {"rust": {"name": "rustc", "commands": "cargo build --release"}},
        "Build Dependencies": {
            # With AVX-512 products are the library's own.
            "blas": {"name": "matrixmultiply", "found": True},
            "lapack": {"name": "faer", "found": True},
        },
        "Python Information": {"path": sys.executable, "version": "{}.{}".format(*sys.version_info[:2])},
        "Binary": {"path": getattr(_core, "__file__", None), "version": _core.__version__},
    }


def show_config(mode="stdout"):
    """Prints what the library was built with.

    Parameters
    ----------
    mode : {'stdout', 'dicts'}
        'dicts' gives it as dictionaries.

    Examples
    --------
    >>> import uniarray as np
    >>> np.show_config("dicts")["Build Dependencies"]["lapack"]["name"]
    'faer'
    """
    if mode not in ("stdout", "dicts"):
        raise AttributeError(f"Invalid `mode`, use one of: stdout, dicts (got {mode!r})")
    found = _configuration()
    if mode == "dicts":
        return found
    for part, entries in found.items():
        print(f"{part}:")
        for name, value in entries.items():
            print(f"  {name}: {value}")
    return None


def show_runtime():
    """Prints what the library runs on.

    Examples
    --------
    >>> import uniarray as np
    >>> np.show_runtime()  # doctest: +ELLIPSIS
    [{'uniarray_version': ...
    """
    import platform
    import pprint

    from . import _core

    pprint.pprint(
        [
            {
                "uniarray_version": _core.__version__,
                "python": sys.version,
                "uname": tuple(platform.uname()),
            }
        ],
        sort_dicts=False,
    )


def info(object=None, maxwidth=76, output=None, toplevel="numpy"):
    """Prints the docstring of an object, or of what a name of the namespace stands for.

    Examples
    --------
    >>> import uniarray as np
    >>> np.info(np.pi)
    no documentation of float
    """
    import inspect

    output = sys.stdout if output is None else output
    if isinstance(object, str):
        import uniarray

        found = uniarray
        for part in object.split("."):
            found = getattr(found, part)
        object = found
    described = callable(object) or inspect.ismodule(object)
    text = inspect.getdoc(object) if described or object is None else None
    print(text or f"no documentation of {type(object).__name__}", file=output)
