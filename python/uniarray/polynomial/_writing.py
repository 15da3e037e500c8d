"""How series are written: in Unicode, in ASCII, and in LaTeX for notebooks."""

import math
import numbers

from .. import _core
from .._digits import format_float_positional, format_float_scientific
from .._printing import get_printoptions

__all__ = ["WRITERS", "latex", "set_default_printstyle", "written"]

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _unicode(basis_name, degree, variable):
    if basis_name is not None:
        return f"·{basis_name}{degree.translate(_LOWERED)}({variable})"
    return f"·{variable}" if degree == "1" else f"·{variable}{degree.translate(_RAISED)}"


def _ascii(basis_name, degree, variable):
    if basis_name is not None:
        return f" {basis_name}_{degree}({variable})"
    return f" {variable}" if degree == "1" else f" {variable}**{degree}"


# How the basis polynomial of a degree is written, by the name of the style.
WRITERS = {"unicode": _unicode, "ascii": _ascii}


def _number(x, parens=False):
    """A number as the printing options want it; with an exponent where it would be long."""
    if not isinstance(x, _core.floating):
        return str(x)
    options = get_printoptions()
    if math.isnan(x):
        return options["nanstr"]
    if math.isinf(x):
        return options["infstr"]
    digits = {
        "precision": options["precision"],
        "unique": options["floatmode"] != "fixed",
        "trim": "k" if options["floatmode"] == "fixed" else "0",
        "sign": options["sign"] == "+",
    }
    size = abs(x)
    if size != 0 and (size >= 1e8 or size < 10 ** min(0, -(options["precision"] - 1) // 2)):
        text = format_float_scientific(x, **digits)
        return f"({text})" if parens else text
    return format_float_positional(x, fractional=True, **digits)


def _variable(series, number):
    """The variable mapped to the window, and whether that is a sum or product."""
    offset, scale = series.mapparms()
    factor = series.symbol if scale == 1 else f"{number(scale)}{series.symbol}"
    return (factor, scale != 1) if offset == 0 else (f"{number(offset)} + {factor}", True)


def written(series, style):
    """A series as a sum of terms, on lines as long as the printing options allow."""
    writer = WRITERS[style]
    width = max(get_printoptions()["linewidth"], 1)
    variable, is_compound = _variable(series, _number)
    if is_compound:
        variable = f"({variable})"
    text = _number(series.coef[0])
    last = len(series.coef) - 1
    for degree, coefficient in enumerate(series.coef[1:], 1):
        if isinstance(coefficient, numbers.Complex) and not isinstance(coefficient, numbers.Real):
            term = f"+ {coefficient}"
        elif coefficient >= 0:
            term = f"+ {_number(coefficient, parens=True)}"
        else:
            term = f"- {_number(-coefficient, parens=True)}"
        term += writer(series.basis_name, str(degree), variable)
        # A term that is not the last has a sign behind it.
        length = len(text) + 1 - (text.rfind("\n") + 1) + len(term) + (2 if degree < last else 0)
        text += " " + (term.replace(" ", "\n", 1) if length >= width else term)
    return text


def latex(series):
    """A series in LaTeX, with terms of coefficient zero in grey."""

    def number(x, parens=False):
        return rf"\text{{{_number(x, parens)}}}"

    variable, is_compound = _variable(series, number)
    parts = []
    for degree, coefficient in enumerate(series.coef):
        if degree == 0:
            part = number(coefficient)
        elif not isinstance(coefficient, numbers.Real):
            part = f" + ({number(coefficient)})"
        elif coefficient >= 0:
            part = f" + {number(coefficient, parens=True)}"
        else:
            part = f" - {number(-coefficient, parens=True)}"
        if series.basis_name is not None:
            part += rf"\,{{{series.basis_name}}}_{{{degree}}}({variable})"
        elif degree:
            base = rf"\left({variable}\right)" if is_compound else variable
            part += rf"\,{base}" if degree == 1 else rf"\,{base}^{{{degree}}}"
        parts.append(rf"\color{{LightGray}}{{{part}}}" if coefficient == 0 else part)
    return rf"${series.symbol} \mapsto {''.join(parts)}$"


def set_default_printstyle(style):
    """How ``str`` writes series from now on.

    Parameters
    ----------
    style : {'unicode', 'ascii'}

    Examples
    --------
    >>> from uniarray.polynomial import Chebyshev, set_default_printstyle
    >>> set_default_printstyle("ascii")
    >>> print(Chebyshev([1, 2, 3]))
    1.0 + 2.0 T_1(x) + 3.0 T_2(x)
    >>> set_default_printstyle("unicode")
    """
    if style not in WRITERS:
        raise ValueError(f"Unsupported format string '{style}'. Valid options are 'ascii' and 'unicode'")
    from ._series import Series

    Series._style = style
