//! What the docstrings of the ufuncs say.
//!
//! One row per ufunc of the table in [`uniarray_core::table`]. The results of the examples are Python's `repr`, the same as
//! NumPy's; `tests/test_examples.py` runs them. Arrays of floats show eight digits, so that no mathematical library's last one matters.

/// The part of a docstring that is the ufunc's own.
struct Row {
    name: &'static str,
    /// One sentence, with the units.
    summary: &'static str,
    /// Special values and errors; may be empty.
    note: &'static str,
    /// Expressions, with `np` for this library, and what they show.
    examples: &'static [(&'static str, &'static str)],
}

/// The docstring of the ufunc `name` without its first line, or `None` for an unknown name.
pub fn text(name: &str) -> Option<String> {
    let row = DOCS.iter().find(|row| row.name == name)?;
    let mut text = format!("{}\n\n", row.summary);
    if !row.note.is_empty() {
        text += &format!("{}\n\n", row.note);
    }
    text += ">>> import uniarray as np\n";
    for (call, result) in row.examples {
        text += &format!(">>> {call}\n{result}\n");
    }
    Some(text)
}

const fn row(
    name: &'static str,
    summary: &'static str,
    note: &'static str,
    examples: &'static [(&'static str, &'static str)],
) -> Row {
    Row {
        name,
        summary,
        note,
        examples,
    }
}

const DOCS: &[Row] = &[
    row(
        "add",
        "Sum of two numbers; of two truth values, whether at least one is true.",
        "Integers that get too large wrap around.",
        &[(
            "np.add([1, 2], [[10], [20]])",
            "array([[11, 12],\n       [21, 22]])",
        )],
    ),
    row(
        "subtract",
        "The first number less the second.",
        "TypeError for two truth values: use logical_xor. Integers that get too large wrap around.",
        &[("np.subtract([5, 7], 2)", "array([3, 5])")],
    ),
    row(
        "multiply",
        "Product of two numbers; of two truth values, whether both are true.",
        "Integers that get too large wrap around.",
        &[("np.multiply([1, 2, 3], [4, 5, 6])", "array([ 4, 10, 18])")],
    ),
    row(
        "divide",
        "Quotient of two numbers; that of integers is a float64.",
        "By zero: inf or nan, with a RuntimeWarning.",
        &[("np.divide([6, 7], 2)", "array([3. , 3.5])")],
    ),
    row(
        "floor_divide",
        "Quotient of two numbers, rounded down to a whole one.",
        "By zero: 0 for integers, inf or nan for floats, with a RuntimeWarning. TypeError for complex numbers.",
        &[("np.floor_divide([7, -7], 2)", "array([ 3, -4])")],
    ),
    row(
        "remainder",
        "What is left of x1 after division by x2 rounded down; it has the sign of x2.",
        "By zero: 0 for integers, nan for floats, with a RuntimeWarning. TypeError for complex numbers.",
        &[("np.remainder([7, -7], 3)", "array([1, 2])")],
    ),
    row(
        "fmod",
        "What is left of x1 after division by x2 rounded towards zero; it has the sign of x1.",
        "By zero: 0 for integers, nan for floats, with a RuntimeWarning. TypeError for complex numbers.",
        &[("np.fmod([7, -7], 3)", "array([ 1, -1])")],
    ),
    row(
        "divmod",
        "Quotient rounded down, and what is left: floor_divide and remainder in one.",
        "By zero: as these two, with a RuntimeWarning. TypeError for complex numbers.",
        &[("np.divmod([7, -7], 3)", "(array([ 2, -3]), array([1, 2]))")],
    ),
    row(
        "power",
        "x1 to the power x2.",
        "ValueError for integers to negative integer powers. Negative floats to fractional powers: nan, with a RuntimeWarning.",
        &[
            ("np.power(2, [0, 1, 10])", "array([   1,    2, 1024])"),
            ("np.power([4.0, 9.0], 0.5)", "array([2., 3.])"),
        ],
    ),
    row(
        "float_power",
        "x1 to the power x2, computed in float64 or complex128 whatever the dtypes.",
        "Unlike power, it takes negative powers of integers.",
        &[("np.float_power([2, 4], -1)", "array([0.5 , 0.25])")],
    ),
    row(
        "negative",
        "The number with the other sign.",
        "TypeError for truth values: use logical_not. Unsigned integers wrap around.",
        &[("np.negative([1, -2, 0])", "array([-1,  2,  0])")],
    ),
    row(
        "positive",
        "The number itself, in a new array.",
        "TypeError for truth values.",
        &[("np.positive([1, -2])", "array([ 1, -2])")],
    ),
    row(
        "absolute",
        "Distance from zero: a number without its sign, or the length of a complex one.",
        "The most negative integer of a dtype stays as it is.",
        &[
            ("np.absolute([-3, 0, 2])", "array([3, 0, 2])"),
            ("np.absolute([3 - 4j, 1j])", "array([5., 1.])"),
        ],
    ),
    row(
        "fabs",
        "A number without its sign, as a float whatever the dtype.",
        "TypeError for complex numbers.",
        &[("np.fabs([-3, 2])", "array([3., 2.])")],
    ),
    row(
        "sign",
        "-1 below zero, 0 at zero, 1 above; of a complex number, the number of length 1 in its direction.",
        "nan for nan. TypeError for truth values.",
        &[("np.sign([-2.5, 0, 4])", "array([-1.,  0.,  1.])")],
    ),
    row(
        "reciprocal",
        "1 divided by x.",
        "Integers stay integers, so that all beyond 1 and -1 give 0.",
        &[
            ("np.reciprocal([0.5, 4])", "array([2.  , 0.25])"),
            ("np.reciprocal([1, 2])", "array([1, 0])"),
        ],
    ),
    row(
        "square",
        "x times x.",
        "Integers that get too large wrap around.",
        &[("np.square([3, -4])", "array([ 9, 16])")],
    ),
    row(
        "sqrt",
        "Square root, the one that is not negative.",
        "Negative floats: nan, with a RuntimeWarning; as complex numbers they have a root.",
        &[("np.sqrt([0, 9, 2.25])", "array([0. , 3. , 1.5])")],
    ),
    row(
        "cbrt",
        "Cube root; negative numbers have negative ones.",
        "TypeError for complex numbers.",
        &[("np.cbrt([27.0, -8.0])", "array([ 3., -2.])")],
    ),
    row(
        "conjugate",
        "Complex number with the imaginary part negated; real numbers stay as they are.",
        "",
        &[("np.conjugate([1 + 2j, 3])", "array([1.-2.j, 3.-0.j])")],
    ),
    row(
        "gcd",
        "Greatest integer, not negative, that divides both.",
        "TypeError for floats.",
        &[("np.gcd([12, -18], 8)", "array([4, 2])")],
    ),
    row(
        "lcm",
        "Smallest integer, not negative, that both divide.",
        "TypeError for floats.",
        &[("np.lcm([4, 6], 10)", "array([20, 30])")],
    ),
    row(
        "equal",
        "Whether two numbers are equal.",
        "nan equals nothing, itself included.",
        &[("np.equal([1, 2, 3], [1, 0, 3])", "array([ True, False,  True])")],
    ),
    row(
        "not_equal",
        "Whether two numbers differ.",
        "nan differs from all, itself included.",
        &[(
            "np.not_equal([1, 2, 3], [1, 0, 3])",
            "array([False,  True, False])",
        )],
    ),
    row(
        "less",
        "Whether the first number is smaller than the second.",
        "False for nan. Complex numbers are compared by their real parts, and by the imaginary ones if those are equal.",
        &[("np.less([1, 2, 3], 2)", "array([ True, False, False])")],
    ),
    row(
        "less_equal",
        "Whether the first number is smaller than the second, or equal.",
        "False for nan. Complex numbers are compared by their real parts, and by the imaginary ones if those are equal.",
        &[("np.less_equal([1, 2, 3], 2)", "array([ True,  True, False])")],
    ),
    row(
        "greater",
        "Whether the first number is larger than the second.",
        "False for nan. Complex numbers are compared by their real parts, and by the imaginary ones if those are equal.",
        &[("np.greater([1, 2, 3], 2)", "array([False, False,  True])")],
    ),
    row(
        "greater_equal",
        "Whether the first number is larger than the second, or equal.",
        "False for nan. Complex numbers are compared by their real parts, and by the imaginary ones if those are equal.",
        &[("np.greater_equal([1, 2, 3], 2)", "array([False,  True,  True])")],
    ),
    row(
        "maximum",
        "Larger of two numbers; nan if either is nan.",
        "fmax prefers numbers to nan.",
        &[("np.maximum([1, 5, np.nan], 3)", "array([ 3.,  5., nan])")],
    ),
    row(
        "minimum",
        "Smaller of two numbers; nan if either is nan.",
        "fmin prefers numbers to nan.",
        &[("np.minimum([1, 5, np.nan], 3)", "array([ 1.,  3., nan])")],
    ),
    row(
        "fmax",
        "Larger of two numbers; if one is nan, the other.",
        "",
        &[("np.fmax([1, 5, np.nan], 3)", "array([3., 5., 3.])")],
    ),
    row(
        "fmin",
        "Smaller of two numbers; if one is nan, the other.",
        "",
        &[("np.fmin([1, 5, np.nan], 3)", "array([1., 3., 3.])")],
    ),
    row(
        "logical_and",
        "Whether both are true.",
        "Numbers count as true unless they are zero.",
        &[(
            "np.logical_and([True, True, False], [True, False, False])",
            "array([ True, False, False])",
        )],
    ),
    row(
        "logical_or",
        "Whether at least one is true.",
        "Numbers count as true unless they are zero.",
        &[(
            "np.logical_or([True, True, False], [True, False, False])",
            "array([ True,  True, False])",
        )],
    ),
    row(
        "logical_xor",
        "Whether exactly one is true.",
        "Numbers count as true unless they are zero.",
        &[(
            "np.logical_xor([True, True, False], [True, False, False])",
            "array([False,  True, False])",
        )],
    ),
    row(
        "logical_not",
        "Whether it is false.",
        "Numbers count as true unless they are zero.",
        &[("np.logical_not([0, 2.5, -1])", "array([ True, False, False])")],
    ),
    row(
        "bitwise_and",
        "Bits that are set in both integers; of truth values, whether both are true.",
        "Only for integers and truth values: TypeError for others.",
        &[("np.bitwise_and([12, 5], 6)", "array([4, 4])")],
    ),
    row(
        "bitwise_or",
        "Bits that are set in at least one of two integers; of truth values, whether one is true.",
        "Only for integers and truth values: TypeError for others.",
        &[("np.bitwise_or([12, 5], 6)", "array([14,  7])")],
    ),
    row(
        "bitwise_xor",
        "Bits that are set in exactly one of two integers; of truth values, whether they differ.",
        "Only for integers and truth values: TypeError for others.",
        &[("np.bitwise_xor([12, 5], 6)", "array([10,  3])")],
    ),
    row(
        "invert",
        "Integer with every bit the other way; of a truth value, the other one.",
        "Only for integers and truth values: TypeError for others.",
        &[
            ("np.invert([0, 5, -1])", "array([-1, -6,  0])"),
            ("np.invert([True, False])", "array([False,  True])"),
        ],
    ),
    row(
        "left_shift",
        "Bits of x1 moved up by x2 places: x1 times 2 to the power x2.",
        "What leaves the dtype's width is lost. TypeError for floats.",
        &[("np.left_shift([1, 3], 4)", "array([16, 48])")],
    ),
    row(
        "right_shift",
        "Bits of x1 moved down by x2 places: x1 divided by 2 to the power x2, rounded down.",
        "What leaves at the low end is lost. TypeError for floats.",
        &[("np.right_shift([16, 7, -7], 1)", "array([ 8,  3, -4])")],
    ),
    row(
        "bitwise_count",
        "How many bits are set in an integer without its sign, as uint8.",
        "Only for integers and truth values: TypeError for others.",
        &[("np.bitwise_count([0, 255, -3])", "array([0, 8, 2], dtype=uint8)")],
    ),
    row(
        "floor",
        "Largest whole number that is not above x.",
        "Integers stay as they are. TypeError for complex numbers.",
        &[("np.floor([1.7, -1.2])", "array([ 1., -2.])")],
    ),
    row(
        "ceil",
        "Smallest whole number that is not below x.",
        "Integers stay as they are. TypeError for complex numbers.",
        &[("np.ceil([1.2, -1.7])", "array([ 2., -1.])")],
    ),
    row(
        "trunc",
        "Whole part: x rounded towards zero.",
        "Integers stay as they are. TypeError for complex numbers.",
        &[("np.trunc([1.7, -1.7])", "array([ 1., -1.])")],
    ),
    row(
        "rint",
        "Nearest whole number; of two equally near ones, the even.",
        "The result is a float, or complex.",
        &[("np.rint([0.5, 1.5, 2.7])", "array([0., 2., 3.])")],
    ),
    row(
        "isnan",
        "Whether it is nan, that is, not a number.",
        "",
        &[("np.isnan([1.0, np.nan, np.inf])", "array([False,  True, False])")],
    ),
    row(
        "isinf",
        "Whether it is inf or -inf.",
        "",
        &[("np.isinf([1.0, np.nan, -np.inf])", "array([False, False,  True])")],
    ),
    row(
        "isfinite",
        "Whether it is neither nan nor infinite.",
        "",
        &[(
            "np.isfinite([1.0, np.nan, np.inf])",
            "array([ True, False, False])",
        )],
    ),
    row(
        "signbit",
        "Whether the sign bit is set: true below zero, and for -0.0.",
        "TypeError for complex numbers.",
        &[("np.signbit([-2.5, -0.0, 0.0])", "array([ True,  True, False])")],
    ),
    row(
        "copysign",
        "Number as large as x1, with the sign of x2.",
        "TypeError for complex numbers.",
        &[("np.copysign([3, -4], -0.0)", "array([-3., -4.])")],
    ),
    row(
        "nextafter",
        "Next floating-point number after x1 on the way to x2.",
        "TypeError for complex numbers.",
        &[(
            "np.nextafter(1.0, [0, 2]) - 1",
            "array([-1.11022302e-16,  2.22044605e-16])",
        )],
    ),
    row(
        "spacing",
        "Distance from x to the next floating-point number away from zero.",
        "TypeError for complex numbers.",
        &[(
            "np.spacing([1.0, 1024.0])",
            "array([2.22044605e-16, 2.27373675e-13])",
        )],
    ),
    row(
        "heaviside",
        "Step: 0 for x1 below zero, 1 above, and x2 at zero.",
        "nan for nan. TypeError for complex numbers.",
        &[("np.heaviside([-1.5, 0, 2], 0.5)", "array([0. , 0.5, 1. ])")],
    ),
    row(
        "ldexp",
        "x1 times 2 to the power x2, an integer.",
        "The opposite of frexp. TypeError for an x2 that is no integer.",
        &[("np.ldexp([0.5, 3.0], [4, -1])", "array([8. , 1.5])")],
    ),
    row(
        "frexp",
        "Mantissa, from 0.5 to below 1 without its sign, and power of 2, an int32, whose product is x.",
        "The opposite of ldexp.",
        &[(
            "np.frexp([8.0, -0.75, 0.0])",
            "(array([ 0.5 , -0.75,  0.  ]), array([4, 0, 0], dtype=int32))",
        )],
    ),
    row(
        "modf",
        "Fractional and whole part of a number, each with its sign.",
        "TypeError for complex numbers.",
        &[(
            "np.modf([2.75, -1.5])",
            "(array([ 0.75, -0.5 ]), array([ 2., -1.]))",
        )],
    ),
    row(
        "exp",
        "e to the power x.",
        "Too large for the dtype: inf, with a RuntimeWarning.",
        &[("np.exp([0, 1, 2])", "array([1.        , 2.71828183, 7.3890561 ])")],
    ),
    row(
        "exp2",
        "2 to the power x.",
        "Too large for the dtype: inf, with a RuntimeWarning.",
        &[("np.exp2([0, 3, -1])", "array([1. , 8. , 0.5])")],
    ),
    row(
        "expm1",
        "e to the power x, less 1; exact also for x near zero, where exp(x) - 1 is not.",
        "",
        &[("np.expm1([0, 1e-12])", "array([0.e+00, 1.e-12])")],
    ),
    row(
        "log",
        "Natural logarithm: the power of e that is x.",
        "0: -inf, and negative floats: nan, both with a RuntimeWarning.",
        &[(
            "np.log([1, np.e, 10])",
            "array([0.        , 1.        , 2.30258509])",
        )],
    ),
    row(
        "log2",
        "Logarithm to the base 2: the power of 2 that is x.",
        "0: -inf, and negative floats: nan, both with a RuntimeWarning.",
        &[("np.log2([1, 8, 0.25])", "array([ 0.,  3., -2.])")],
    ),
    row(
        "log10",
        "Logarithm to the base 10: the power of 10 that is x.",
        "0: -inf, and negative floats: nan, both with a RuntimeWarning.",
        &[("np.log10([1, 1000, 0.01])", "array([ 0.,  3., -2.])")],
    ),
    row(
        "log1p",
        "Natural logarithm of 1 + x; exact also for x near zero, where log(1 + x) is not.",
        "-1: -inf, and below: nan, both with a RuntimeWarning.",
        &[("np.log1p([0, 1e-12])", "array([0.e+00, 1.e-12])")],
    ),
    row(
        "logaddexp",
        "log(exp(x1) + exp(x2)), for probabilities kept as natural logarithms: exp does not overflow.",
        "TypeError for complex numbers.",
        &[(
            "np.logaddexp([1000, 1001], 1000)",
            "array([1000.69314718, 1001.31326169])",
        )],
    ),
    row(
        "logaddexp2",
        "log2(exp2(x1) + exp2(x2)), for probabilities kept as logarithms to the base 2.",
        "TypeError for complex numbers.",
        &[(
            "np.logaddexp2([2000, 2003], [2000, 2003])",
            "array([2001., 2004.])",
        )],
    ),
    row(
        "sin",
        "Sine of an angle in radians.",
        "Infinities: nan, with a RuntimeWarning.",
        &[("np.sin([0, np.pi / 6, np.pi / 2])", "array([0. , 0.5, 1. ])")],
    ),
    row(
        "cos",
        "Cosine of an angle in radians.",
        "Infinities: nan, with a RuntimeWarning.",
        &[("np.cos([0, np.pi / 3, np.pi])", "array([ 1. ,  0.5, -1. ])")],
    ),
    row(
        "tan",
        "Tangent of an angle in radians.",
        "Infinities: nan, with a RuntimeWarning.",
        &[("np.tan([0, np.pi / 4, -np.pi / 4])", "array([ 0.,  1., -1.])")],
    ),
    row(
        "arcsin",
        "Angle in radians, from -pi/2 to pi/2, whose sine is x.",
        "Floats beyond -1 and 1: nan, with a RuntimeWarning.",
        &[(
            "np.arcsin([0, 0.5, 1])",
            "array([0.        , 0.52359878, 1.57079633])",
        )],
    ),
    row(
        "arccos",
        "Angle in radians, from 0 to pi, whose cosine is x.",
        "Floats beyond -1 and 1: nan, with a RuntimeWarning.",
        &[(
            "np.arccos([1, 0.5, -1])",
            "array([0.        , 1.04719755, 3.14159265])",
        )],
    ),
    row(
        "arctan",
        "Angle in radians, from -pi/2 to pi/2, whose tangent is x.",
        "",
        &[(
            "np.arctan([0, 1, -np.inf])",
            "array([ 0.        ,  0.78539816, -1.57079633])",
        )],
    ),
    row(
        "arctan2",
        "Angle in radians, from -pi to pi, of the point whose y is x1 and whose x is x2.",
        "TypeError for complex numbers.",
        &[(
            "np.arctan2([1, 0, -1], [1, -1, 0])",
            "array([ 0.78539816,  3.14159265, -1.57079633])",
        )],
    ),
    row(
        "hypot",
        "Length of the hypotenuse of a right triangle with the legs x1 and x2.",
        "Squares do not overflow. TypeError for complex numbers.",
        &[("np.hypot([3, 5], [4, 12])", "array([ 5., 13.])")],
    ),
    row(
        "degrees",
        "Angle in degrees, from one in radians.",
        "The same as rad2deg. TypeError for complex numbers.",
        &[("np.degrees([0, np.pi / 2, np.pi])", "array([  0.,  90., 180.])")],
    ),
    row(
        "rad2deg",
        "Angle in degrees, from one in radians.",
        "The same as degrees. TypeError for complex numbers.",
        &[("np.rad2deg([0, np.pi / 2, np.pi])", "array([  0.,  90., 180.])")],
    ),
    row(
        "radians",
        "Angle in radians, from one in degrees.",
        "The same as deg2rad. TypeError for complex numbers.",
        &[(
            "np.radians([0, 90, 180])",
            "array([0.        , 1.57079633, 3.14159265])",
        )],
    ),
    row(
        "deg2rad",
        "Angle in radians, from one in degrees.",
        "The same as radians. TypeError for complex numbers.",
        &[(
            "np.deg2rad([0, 90, 180])",
            "array([0.        , 1.57079633, 3.14159265])",
        )],
    ),
    row(
        "sinh",
        "Hyperbolic sine: (exp(x) - exp(-x)) / 2.",
        "Too large for the dtype: inf, with a RuntimeWarning.",
        &[(
            "np.sinh([0, 1, -1])",
            "array([ 0.        ,  1.17520119, -1.17520119])",
        )],
    ),
    row(
        "cosh",
        "Hyperbolic cosine: (exp(x) + exp(-x)) / 2.",
        "Too large for the dtype: inf, with a RuntimeWarning.",
        &[(
            "np.cosh([0, 1, -1])",
            "array([1.        , 1.54308063, 1.54308063])",
        )],
    ),
    row(
        "tanh",
        "Hyperbolic tangent: sinh(x) / cosh(x), between -1 and 1.",
        "",
        &[(
            "np.tanh([0, 1, -np.inf])",
            "array([ 0.        ,  0.76159416, -1.        ])",
        )],
    ),
    row(
        "arcsinh",
        "Number whose hyperbolic sine is x.",
        "",
        &[(
            "np.arcsinh([0, 1, -1])",
            "array([ 0.        ,  0.88137359, -0.88137359])",
        )],
    ),
    row(
        "arccosh",
        "Number, not negative, whose hyperbolic cosine is x.",
        "Floats below 1: nan, with a RuntimeWarning.",
        &[(
            "np.arccosh([1, 2, np.inf])",
            "array([0.       , 1.3169579,       inf])",
        )],
    ),
    row(
        "arctanh",
        "Number whose hyperbolic tangent is x.",
        "1 and -1: infinities, and beyond: nan, both with a RuntimeWarning.",
        &[(
            "np.arctanh([0, 0.5, -0.5])",
            "array([ 0.        ,  0.54930614, -0.54930614])",
        )],
    ),
    row(
        "matmul",
        "Product of two matrices, which is also what the operator @ gives.",
        "Of arrays with more than two axes the last two are the matrices, and the others broadcast. A vector stands for a row as the \
         first and for a column as the second operand. ValueError for operands without axes: use multiply.",
        &[
            (
                "np.matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]])",
                "array([[19, 22],\n       [43, 50]])",
            ),
            ("np.matmul([[1, 2], [3, 4]], [1, 10])", "array([21, 43])"),
            ("np.matmul([1, 2], [3, 4])", "np.int64(11)"),
        ],
    ),
    row(
        "vecdot",
        "Dot product of the vectors along the last axes.",
        "Of complex numbers the first operand is conjugated.",
        &[("np.vecdot([[1, 2], [3, 4]], [1, 10])", "array([21, 43])")],
    ),
    row(
        "matvec",
        "Product of a matrix and a vector.",
        "The last two axes of the first and the last axis of the second operand; the others broadcast.",
        &[("np.matvec([[1, 2], [3, 4]], [1, 10])", "array([21, 43])")],
    ),
    row(
        "vecmat",
        "Product of a vector and a matrix.",
        "The last axis of the first and the last two axes of the second operand; the others broadcast. A complex vector is conjugated.",
        &[("np.vecmat([1, 10], [[1, 2], [3, 4]])", "array([31, 42])")],
    ),
];

#[cfg(test)]
mod tests {
    use super::DOCS;
    use std::collections::BTreeSet;
    use uniarray_core::{gufunc, table};

    #[test]
    fn every_ufunc_has_one_row() {
        let mut named: Vec<&str> = DOCS.iter().map(|row| row.name).collect();
        let general = gufunc::all().iter().map(|general| general.as_ufunc());
        let mut ufuncs: Vec<&str> = table::all()
            .iter()
            .chain(general)
            .map(|ufunc| ufunc.name())
            .collect();
        named.sort_unstable();
        ufuncs.sort_unstable();
        assert_eq!(named, ufuncs);
    }

    #[test]
    fn every_row_shows_its_ufunc_and_no_other_has_its_examples() {
        let mut seen = BTreeSet::new();
        for row in DOCS {
            let call = format!("np.{}(", row.name);
            assert!(!row.examples.is_empty(), "{}", row.name);
            for (example, _) in row.examples {
                assert!(example.starts_with(&call), "{example}");
                assert!(seen.insert(example), "{example}");
            }
        }
    }
}
