"""Expressions in NumPy's words whose results NumPy has written down in `oracle/<topic>.json`.

One module per topic; each has `GROUPS`. An expression may be preceded by statements: `a = np.zeros(3); a[1] = 2; a`;
its last part is what counts.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Optional

TOPICS = [
    "algebra",
    "arrangement",
    "array_printing",
    "assignment",
    "bad_input",
    "buffers",
    "building",
    "corners",
    "creation",
    "decompositions",
    "dtype_objects",
    "einstein",
    "floating_errors",
    "halves",
    "indexing",
    "making",
    "matrices",
    "numbers",
    "object_arrays",
    "operators",
    "packed_dtypes",
    "picking",
    "polynomials",
    "products",
    "random_distributions",
    "random_streams",
    "reductions",
    "scalars",
    "sequences",
    "sets",
    "shapes",
    "sorting",
    "statistics",
    "transforms",
    "types",
    "ufunc_calls",
    "ufunc_parts",
    "walking",
]


class Group(NamedTuple):
    """Expressions that share a rule.

    `wording` is false where the text of an error comes from the interpreter, which has its own on every
    implementation: there the type of the exception counts alone. `needs` names what a host must be able to do, `limits`
    the same for single expressions: on a host that lacks it they must differ.
    """

    rule: str
    expressions: list
    wording: bool = True
    needs: Optional[str] = None
    limits: Mapping[str, str] = MappingProxyType({})
