"""Which type comes out: of two types, of a type and a Python number, and which casts a rule allows.

`oracle/promotion.json` holds what NumPy answers; the same code asks the library under test.
"""

import warnings

import agree
import dtypes

OPERATIONS = [
    "add",
    "subtract",
    "multiply",
    "divide",
    "floor_divide",
    "remainder",
    "power",
    "bitwise_and",
    "left_shift",
    "less",
    "logical_and",
    "maximum",
]

# Python numbers by the text under which they are stored.
WEAK = {text: eval(text) for text in ("True", "1", "-1", "300", "2**40", "2**70", "1.5", "1j")}

RULES = ["no", "equiv", "safe", "same_kind", "unsafe"]


def outcome(function, *args, **kwargs):
    """Name of the dtype of the result, or of the exception."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return str(function(*args, **kwargs).dtype)
        except (TypeError, OverflowError, ValueError) as error:
            return next(c.__name__ for c in (TypeError, OverflowError, ValueError) if isinstance(error, c))


def of_two_types(module):
    """operation -> type -> line of outcomes, one per second type."""
    functions = {name: getattr(module, name) for name in OPERATIONS}
    functions["concatenate"] = lambda a, b: module.concatenate([a, b])
    functions["where"] = lambda a, b: module.where(module.ones(1, "bool"), a, b)
    functions["array"] = lambda a, b: module.array([a[0], b[0]])
    ones = {name: module.ones(1, dtype=name) for name in dtypes.ALL}
    return {
        operation: {a: " ".join(outcome(function, ones[a], ones[b]) for b in dtypes.ALL) for a in dtypes.ALL}
        for operation, function in functions.items()
    }


def with_python_numbers(module, scalar):
    """operation -> type -> line of outcomes, one per Python number, for an array or for a scalar of the type."""
    table = {}
    for operation in OPERATIONS:
        function = getattr(module, operation)
        for name in dtypes.ALL:
            one = module.ones(1, dtype=name)
            operand = one[0] if scalar else one
            line = " ".join(outcome(function, operand, number) for number in WEAK.values())
            table.setdefault(operation, {})[name] = line
    return table


def allowed_casts(module):
    """rule -> source -> line of 1 and 0, one per target."""
    zeros = {name: module.zeros(1, dtype=name) for name in dtypes.ALL}
    return {
        rule: {
            source: " ".join(str(int(outcome(zeros[source].astype, b, casting=rule) == b)) for b in dtypes.ALL)
            for source in dtypes.ALL
        }
        for rule in RULES
    }


def values_to_cast(source, target):
    """Every value of the source whose conversion NumPy defines: a float beyond an integer type has none."""
    values = dtypes.unary_values(source)
    if target in dtypes.INTEGERS and source in dtypes.FLOATS + dtypes.COMPLEXES:
        low, high = dtypes.bounds(target)
        return [v for v in values if abs(complex(v)) < 1e6 and low <= complex(v).real <= high]
    return values


def cast_values(module):
    """source -> target -> the values, converted, as text."""
    table = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for source in dtypes.ALL:
            for target in dtypes.ALL:
                array = module.array(values_to_cast(source, target), dtype=source).astype(target)
                table.setdefault(source, {})[target] = agree.write(array.tolist(), target)
    return table


def tables(module):
    """All of the file."""
    return {
        "of two types": of_two_types(module),
        "array with Python number": with_python_numbers(module, scalar=False),
        "scalar with Python number": with_python_numbers(module, scalar=True),
        "allowed casts": allowed_casts(module),
        "cast values": cast_values(module),
    }
