"""The public names that are written in Python, and where: their module is imported when one is first asked for.

A program needs few of them; to import all would take several times as long as everything else at the start, and
seconds where a compiler is not warm yet.
"""

import importlib
import sys

from ._functions import dispatched

__all__ = ["NAMES", "find"]

_MODULES = {
    "_about": "get_include info show_config show_runtime",
    "_apply": "apply_along_axis apply_over_axes",
    "_averages": "average corrcoef cov ptp",
    "_bits": "base_repr binary_repr packbits unpackbits",
    "_broadcast": "broadcast",
    "_choosing": "piecewise select",
    "_comparison": "allclose array_equal array_equiv isclose",
    "_conversion": """
        asanyarray asarray_chkfinite asfortranarray copyto isfortran isscalar iterable ndim require shape size
    """,
    "_creation": "empty_like eye full full_like geomspace identity linspace logspace ones ones_like zeros_like",
    "_differences": "cumprod cumulative_prod cumulative_sum diff ediff1d unwrap",
    "_digits": "format_float_positional format_float_scientific",
    "_dlpack": "from_dlpack",
    "_einsum": "einsum einsum_path",
    "_elementwise": """
        angle around clip fix imag iscomplex isneginf isposinf isreal nan_to_num real real_if_close round sinc
    """,
    "_errstate": "errstate getbufsize geterr geterrcall setbufsize seterr seterrcall",
    "_files": "fromfile fromiter fromstring",
    "_flat": "flatiter",
    "_genfromtxt": "genfromtxt",
    "_grid_builders": "c_ index_exp mgrid ogrid r_ s_",
    "_grids": "fromfunction indices ix_ meshgrid",
    "_histograms": "digitize histogram histogram2d histogram_bin_edges histogramdd",
    "_indexes": "diag_indices_from ndenumerate ndindex ravel_multi_index unravel_index",
    "_insertion": "delete insert trim_zeros",
    "_joining": "append array_split block column_stack dsplit dstack hsplit hstack split unstack vsplit vstack",
    "_loadtxt": "loadtxt",
    "_manipulation": "broadcast_to copy expand_dims ravel reshape roll squeeze stack transpose",
    "_matrix": "asmatrix bmat matrix",
    "_memmap": "memmap",
    "_objects": "object_",
    "_packed": "bytes_ str_",
    "_records": "void",
    "_nditer": "nditer",
    "_nested_iters": "nested_iters",
    "_npz": "load save savez savez_compressed",
    "_overlap": "may_share_memory shares_memory",
    "_picking": """
        argwhere choose compress count_nonzero extract flatnonzero place put put_along_axis repeat take
        take_along_axis
    """,
    "_poly1d": "poly1d",
    "_polynomials": "poly polyadd polyder polydiv polyfit polyint polymul polysub polyval roots",
    "_printing": "array2string array_repr array_str get_printoptions printoptions set_printoptions",
    "_products": "cross diagonal kron outer tensordot trace",
    "_quantiles": "median percentile quantile",
    "_reductions": "all any argmax argmin cumsum max mean min nonzero prod sum",
    "_repetition": "pad resize tile",
    "_savetxt": "savetxt",
    "_sets": """
        intersect1d isin setdiff1d setxor1d union1d unique unique_all unique_counts unique_inverse unique_values
    """,
    "_signals": "convolve correlate interp",
    "_slopes": "gradient trapezoid",
    "_sorting": "argpartition argsort partition searchsorted sort sort_complex",
    "_spread": "std var",
    "_threads": "get_num_threads set_num_threads",
    "_triangles": """
        diag diag_indices diagflat fill_diagonal mask_indices tri tril tril_indices tril_indices_from triu
        triu_indices triu_indices_from vander
    """,
    "_type_names": "ScalarType mintypecode sctypeDict typecodes typename",
    "_types": "astype common_type finfo iinfo iscomplexobj isdtype isrealobj issubdtype min_scalar_type",
    "_vectorize": "frompyfunc vectorize",
    "_views": """
        atleast_1d atleast_2d atleast_3d broadcast_arrays broadcast_shapes flip fliplr flipud matrix_transpose
        moveaxis rollaxis rot90 swapaxes
    """,
    "_windows": "bartlett blackman hamming hanning i0 kaiser",
    "_without_nan": """
        nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile
        nanstd nansum nanvar
    """,
}

# Second names, as NumPy has them.
_ALIASES = {"amax": "max", "amin": "min", "permute_dims": "transpose"}

# Modules that a program may take from the namespace without having imported them.
_SUBMODULES = frozenset(
    ("ctypeslib", "dtypes", "emath", "exceptions", "fft", "lib", "linalg", "polynomial", "random", "testing", "typing")
)

_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

NAMES = frozenset((*_HOMES, *_ALIASES, *_SUBMODULES))


def find(package, name):
    """The object of a public name of the package; AttributeError if there is none."""
    if name == "__config__":
        return importlib.import_module(f"{package}._about")
    if name == "emath":
        return importlib.import_module(f"{package}.lib").scimath
    if name in _SUBMODULES:
        return importlib.import_module(f"{package}.{name}")
    if name in _ALIASES:
        return getattr(sys.modules[package], _ALIASES[name])
    if name in _HOMES:
        return dispatched(getattr(importlib.import_module(f"{package}.{_HOMES[name]}"), name), package)
    from ._removed import told

    raise AttributeError(told(package, name))
