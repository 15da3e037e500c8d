"""Which loops ufuncs have (``numpy.lib.introspect``)."""

__all__ = ["opt_func_info"]


def opt_func_info(func_name=None, signature=None):
    """The loops of ufuncs, by name and types.

    Parameters
    ----------
    func_name, signature : str, optional
        Regular expressions for names and for the letters of types.

    Returns
    -------
    dict
        Name -> letters -> the instruction set in use, which is chosen for the whole process.

    Examples
    --------
    >>> import uniarray as np
    >>> sorted(np.lib.introspect.opt_func_info("^sqrt$", "^d"))
    ['sqrt']
    """
    import re

    import uniarray

    found = {}
    for name, one in sorted(vars(uniarray).items()):
        if not isinstance(one, uniarray.ufunc) or (func_name and not re.search(func_name, name)):
            continue
        loops = {
            types: {"current": "chosen at start", "available": "chosen at start"}
            for types in one.types
            if not signature or re.search(signature, types.replace("->", ""))
        }
        if loops:
            found[name] = loops
    return found
