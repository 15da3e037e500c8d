"""Indices of every kind, as plain descriptions that any module can turn into its own arrays."""

from differential import st


@st.composite
def indices(draw, shape, basic):
    """A tuple of descriptions: ints, slices, Ellipsis, None and, unless `basic`, lists and masks."""
    parts = []
    axis = 0
    used = draw(st.integers(0, len(shape)))
    ellipsis = draw(st.booleans())
    joint = draw(st.integers(1, 3))  # length that the integer arrays share
    while axis < used:
        n = shape[axis]
        kinds = ["int", "slice", "slice"] + ([] if basic else ["list", "list", "mask", "column", "mask2"])
        kind = draw(st.sampled_from(kinds))
        if kind == "int" and draw(st.integers(0, 9)):
            parts.append(("int", draw(st.integers(-n, n - 1)) if n else 0))
        elif kind == "int":
            parts.append(("int", n + 1))
        elif kind == "slice":
            bound = st.none() | st.integers(-n - 2, n + 2)
            step = draw(st.none() | st.sampled_from([1, 2, 3, -1, -2, -3]))
            parts.append(("slice", (draw(bound), draw(bound), step)))
        elif kind in ("list", "column") and n:
            length = draw(st.sampled_from([joint, joint, joint, 1]))
            # Without repetition, so that no element is written twice in an undefined order.
            members = draw(st.permutations(range(n)))[:length]
            signs = [draw(st.booleans()) for _ in members]
            values = [m - n if negative else m for m, negative in zip(members, signs)]
            parts.append((kind, values))
        elif kind == "mask2" and axis + 1 < used:
            m = shape[axis + 1]
            rows = [[draw(st.booleans()) for _ in range(m)] for _ in range(n)]
            parts.append(("mask2", (rows, (n, m))))
            axis += 1
        else:
            parts.append(("mask", [draw(st.booleans()) for _ in range(n)]))
        axis += 1
    for _ in range(draw(st.integers(0, 1))):
        parts.insert(draw(st.integers(0, len(parts))), ("none", None))
    if ellipsis:
        parts.insert(draw(st.integers(0, len(parts))), ("ellipsis", None))
    return parts


def build(parts, module):
    """The index itself, with arrays of `module`."""
    makers = {
        "int": lambda value: value,
        "slice": lambda value: slice(*value),
        "list": lambda value: module.array(value, dtype="int64"),
        "column": lambda value: module.array(value, dtype="int32").reshape(-1, 1),
        "mask": lambda value: module.array(value, dtype="bool"),
        "mask2": lambda value: module.array(value[0], dtype="bool").reshape(value[1]),
        "none": lambda value: None,
        "ellipsis": lambda value: Ellipsis,
    }
    return tuple(makers[kind](value) for kind, value in parts)
