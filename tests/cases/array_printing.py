"""repr and str of arrays, letter for letter."""

from dtypes import ALL, INTEGERS, bounds

from cases import Group


def both(*arrays):
    """repr and str of each."""
    return [f"{function}({array})" for array in arrays for function in ("repr", "str")]


GROUPS = [
    Group(
        "every dtype names itself unless it is the default of its kind",
        both(*(f"np.array([0, 1, 2], {name!r})" for name in ALL)),
    ),
    Group(
        "integers are padded to the widest",
        both(
            "np.array([1, 10, 100])",
            "np.array([-1, 10, 100])",
            "np.array([-100, 5])",
            *(f"np.array([{bounds(name)[0]}, 0, {bounds(name)[1]}], {name!r})" for name in INTEGERS),
        ),
    ),
    Group("bools are padded", both("np.array([True, False])", "np.array([[True], [True]])", "np.array(False)")),
    Group(
        "floats show the shortest digits that tell them apart",
        both(
            "np.array([0.1, 0.2, 0.3])",
            "np.array([0.1 + 0.2, 0.3])",
            "np.array([1.0, 2.5, 10.25])",
            "np.array([1/3, 2/3, 100/3])",
            "np.array([0.1, 1/3], 'f4')",
            "np.array([123456.789, 0.001])",
            "np.array([-1.5, 2.25])",
            "np.array([1e15, 1.0])",
            "np.array([99999999.0, 1.5])",
            "np.array([100000000.0, 1.5])",
            "np.array([0.0001, 0.5])",
            "np.array([0.00009, 0.5])",
            "np.array([1.123456789, 2.0])",
            "np.array([16777216.0, 0.25], 'f4')",
            "np.array([3.141592653589793])",
            "np.array([3.141592653589793], 'f4')",
        ),
    ),
    Group(
        "wide ranges of floats turn to exponents for the whole array",
        both(
            "np.array([1e-5, 1.0])",
            "np.array([1e10, 1.0])",
            "np.array([1e16])",
            "np.array([1e-300, 1e300])",
            "np.array([1.5e-7, -2.25e12, 0.0])",
            "np.array([5e-324, 1.7976931348623157e308])",
            "np.array([1e100, nan, -inf])",
            "np.array([1e-45, 3.4028235e38], 'f4')",
            "np.array([1e-5, 1e99, 1e-100])",
            "np.array([0.5, 1001.0, 1e-3])",
            "np.array([0.5, 1000.0, 1e-3])",
            "np.array([-1e20, 1.0])",
        ),
    ),
    Group(
        "nan and infinities are aligned with the numbers",
        both(
            "np.array([nan, inf, -inf])",
            "np.array([nan])",
            "np.array([-inf])",
            "np.array([1.0, nan])",
            "np.array([1.0, inf, -2.0])",
            "np.array([-1.25, nan, 100])",
            "np.array([nan, 1e20])",
            "np.array([-0.0, 0.0])",
            "np.array([1, inf], 'f4')",
        ),
    ),
    Group(
        "complex numbers pad both parts",
        both(
            "np.array([1+2j, -3.5-0.25j])",
            "np.array([0j])",
            "np.array([1j, 10+100j])",
            "np.array([complex(nan, inf), complex(-inf, -0.0)])",
            "np.array([1e20+1j, 1+1e-5j])",
            "np.array([0.1+1/3j, 2], 'c8')",
            "np.array(1.5-2j)",
            "np.array([[1+1j, 2], [3, 4-4j]])",
            "np.array([complex(1, nan), 2.5j])",
        ),
    ),
    Group(
        "nested axes are bracketed, indented and separated by blank lines",
        both(
            "np.arange(6).reshape(2, 3)",
            "np.arange(6.0).reshape(3, 2) - 2.5",
            "np.arange(24).reshape(2, 3, 4)",
            "np.arange(16).reshape(2, 2, 2, 2)",
            "np.arange(4).reshape(1, 1, 4, 1)",
            "np.zeros((1, 1, 1, 1, 1))",
            "np.arange(6).reshape(2, 3).T",
            "np.arange(6)[::-2]",
            "np.zeros((2, 3), bool)",
        ),
    ),
    Group(
        "zero-dimensional arrays",
        both(
            "np.array(5)",
            "np.array(-2.5)",
            "np.array(1e300)",
            "np.array(nan)",
            "np.array(True)",
            "np.array(3, 'i2')",
            "np.array(0.1, 'f4')",
            "np.array(2j)",
            "np.array(1e16)",
            "np.array(123456789.125)",
        ),
    ),
    Group(
        "empty arrays tell dtype and shape",
        both(
            "np.array([])",
            "np.array([], int)",
            "np.zeros((0, 3))",
            "np.zeros((2, 0), 'i4')",
            "np.zeros((3, 0, 2))",
            "np.zeros(0, bool)",
            "np.zeros((0, 0), complex)",
        ),
    ),
    Group(
        "lines wrap at 75 characters",
        both(
            "np.arange(30)",
            "np.arange(100)",
            "np.arange(100) - 50",
            "np.arange(20) / 7",
            "np.arange(20, dtype='f4') / 3",
            "np.arange(40, dtype='u1')",
            "np.arange(60).reshape(2, 30)",
            "np.arange(25) * (1 + 0.5j)",
            "np.arange(40) % 3 == 0",
            "np.arange(18)",
            "np.arange(19)",
            "np.arange(20, dtype='i8')",
            "np.arange(16, dtype='i4')",
            "np.arange(17, dtype='i4')",
            "np.ones(24, 'f4')",
            "np.ones((3, 30))",
            "np.arange(10) * 10**15",
            "np.zeros((2, 2, 40), 'i1')",
        ),
    ),
    Group(
        "more than 1000 elements are summarised by three at each end",
        both(
            "np.arange(1000)",
            "np.arange(1001)",
            "np.arange(2000) / 2",
            "np.arange(1001, dtype='i4')",
            "np.arange(10000).reshape(100, 100)",
            "np.zeros((20, 30, 40))",
            "np.zeros((2, 600))",
            "np.zeros((600, 2), 'i2')",
            "np.ones((4, 4, 4, 4, 4))",
            "np.arange(1200) % 2 == 0",
            "np.arange(3000) * 1j",
            "np.arange(7 * 200).reshape(7, 200)",
            "np.arange(6 * 200).reshape(6, 200)",
            "np.arange(1001) * 1e-10",
            "np.arange(4000)[::2]",
        ),
    ),
    Group(
        "digits hidden by the summary do not widen what is shown",
        [
            "a = np.zeros(1001, int); a[500] = 10**9; repr(a)",
            "a = np.zeros(1001); a[500] = 1e-9; repr(a)",
            "a = np.zeros(1001); a[1] = 1e-9; repr(a)",
        ],
    ),
    Group(
        "f-strings use str",
        ["f'{np.arange(3)}'", "f'{np.array(2.5)}'", "f'{np.arange(3)!r}'", "'%s' % np.array([1.5])"],
    ),
]
