"""`python -m uniarray.bench`: what the options ask for, in order."""

import argparse
import functools
import json
import math
import re
import sys

from uniarray.bench import machine, memory, peer, plot, report
from uniarray.bench.measure import compiled, measure
from uniarray.bench.rows import life_rows, mixed_rows
from uniarray.bench.tables import STATEMENTS, table_rows
from uniarray.life import backend

_SUITES = {
    "life": life_rows,
    "mixed": mixed_rows,
    **{group: functools.partial(table_rows, group) for group in (*STATEMENTS, "ufuncs")},
}
# Seconds of samples for each side of a row, and of warming up: more where a compiler has to wake.
_SECONDS, _QUICK_SECONDS = 0.15, 0.02
_WARM_UP, _QUICK_WARM_UP = 0.02, 0.002
_WARM_UP_JIT, _QUICK_WARM_UP_JIT = 0.5, 0.1
# From here on the array work outweighs the interpreter's, and hosts that leak would leak most.
_LARGE = 100000
# What --quick leaves out.
_TOO_LARGE = 1_000_000


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        # argparse would print the whole usage before it.
        raise SystemExit(f"bench: {message}")


def main(argv, np):
    """Run the command line `argv` (without the program's name) on the array module `np`.

    Returns the exit status 0. Bad input is a SystemExit with one line.

    >>> import uniarray
    >>> main(["life", "--plot", "ratios.gif"], uniarray)
    Traceback (most recent call last):
      ...
    SystemExit: bench: --plot writes .svg or .png
    """
    options = _parse(argv)
    try:
        return _bench(options, np)
    except KeyboardInterrupt:
        print("bench: stopped", file=sys.stderr)
        return 130
    except OSError as error:
        raise SystemExit(f"bench: {error.filename or 'output'}: {error.strerror}") from None
    except ValueError as error:
        raise SystemExit(f"bench: {error}") from None


def _parse(argv):
    parser = _Parser(
        prog="python -m uniarray.bench",
        description="Timings beside NumPy. Ratio: NumPy's time over ours; above 1, ours is faster.",
    )
    parser.add_argument("suite", nargs="?", choices=[*_SUITES, "all"], default="all", help="default all")
    parser.add_argument("--quick", action="store_true", help="fewer samples, and no arrays of a million elements")
    parser.add_argument(
        "--warm-up",
        metavar="SECONDS",
        type=_seconds,
        help="processor time that each row runs before it is measured (GraalPy's compiler wants a minute; default: "
        f"{_WARM_UP}, or {_WARM_UP_JIT} where a compiler has to wake)",
    )
    parser.add_argument("--only", metavar="PATTERN", help="rows with the regular expression in 'statement size'")
    parser.add_argument("--against", metavar="FILE", help="compare with figures from --save instead of NumPy here")
    parser.add_argument("--save", metavar="FILE", help="write the report as JSON")
    parser.add_argument("--json", action="store_true", help="print the report as one line of JSON")
    parser.add_argument("--plot", metavar="OUT.SVG|OUT.PNG", help="draw the ratios")
    options = parser.parse_args(argv)
    if options.plot and not options.plot.lower().endswith((".svg", ".png")):
        raise SystemExit("bench: --plot writes .svg or .png")
    return options


def _seconds(text):
    seconds = float(text)
    if not 0 <= seconds < math.inf:
        raise ValueError(text)
    return seconds


def _bench(options, np):
    suites = _SUITES if options.suite == "all" else [options.suite]
    rows = _chosen([row for suite in suites for row in _SUITES[suite]()], options)
    numpy, figures = None, {}
    if options.against:
        theirs, figures = peer.saved(options.against)
    else:
        numpy = peer.numpy()
        theirs = numpy and {
            "library": "NumPy",
            "version": numpy.__version__,
            "interpreter": backend.interpreter(),
        }
    if options.plot and not theirs:
        raise ValueError("--plot draws ratios: NumPy is not installed here, and no --against given")
    result = {
        "bench": options.suite,
        "quick": options.quick,
        "warm_up": options.warm_up,
        "machine": machine.describe(),
        "ours": {"library": "uniarray", "version": np.__version__, **backend.describe()},
        "peer": theirs,
        "rows": [],
    }
    if not options.json:
        _print_heading(result)
    for source in rows:
        entry = report.row(source, *_figures(source, np, numpy, figures, options))
        result["rows"].append(entry)
        if not options.json:
            print(report.line(entry), flush=True)
    result["geometric_mean"] = report.geometric_means(result["rows"])
    result["memory_exhausted"] = memory.exhausted()
    _give(options, result)
    return 0


def _chosen(rows, options):
    """The rows that --quick and --only leave."""
    if options.quick:
        rows = [row for row in rows if row.size < _TOO_LARGE]
    if options.only:
        try:
            wanted = re.compile(options.only)
        except re.error as error:
            raise ValueError(f"--only: {error}") from None
        rows = [row for row in rows if wanted.search(f"{row.label} {row.size}")]
    return rows


def _figures(source, np, numpy, figures, options):
    """Ours and the peer's figure of a row, as dicts; None for what cannot be measured."""
    sides = []
    for module in (np, numpy):
        try:
            timed = compiled(source.statement, source.names(module)) if module else None
            if timed:
                timed(1)
        except Exception:
            # The library has no such function, or not for such arguments: the report says so.
            timed = None
        sides.append(timed if not memory.exhausted() else None)
    there = [timed for timed in sides if timed]
    found = iter(measure(there, *_budget(source.size, options)) if there else ())
    ours, theirs = (_as_dict(next(found)) if timed else None for timed in sides)
    return ours, theirs or figures.get((source.suite, source.label, source.size))


def _budget(size, options):
    """Seconds of samples and of warm-up."""
    quick = options.quick
    if options.warm_up is not None:
        warm_up = options.warm_up
    elif sys.implementation.name == "cpython" or size >= _LARGE:
        warm_up = _QUICK_WARM_UP if quick else _WARM_UP
    else:
        warm_up = _QUICK_WARM_UP_JIT if quick else _WARM_UP_JIT
    return (_QUICK_SECONDS if quick else _SECONDS), warm_up


def _as_dict(figure):
    return {
        "minimum": figure.minimum,
        "median": figure.median,
        "samples": figure.samples,
    }


def _print_heading(result):
    ours, theirs, where = result["ours"], result["peer"], result["machine"]
    print(f"{_who(ours)}, host {ours['host']}, against {_who(theirs) if theirs else 'nothing'}")
    settings = "".join(f", {name}={value}" for name, value in where["settings"].items())
    print(f"{where['cpu']}, {where['threads']} threads{settings}")
    print(report.head())


def _who(side):
    return f"{side['library']} {side['version']} on {side['interpreter']}"


def _give(options, result):
    if options.json:
        print(json.dumps(result))
    else:
        for text in report.summary(result["rows"]):
            print(text)
        if result["memory_exhausted"]:
            print("rows left out: memory ran out, this host does not give arrays back")
    if options.save:
        with open(options.save, "w", encoding="utf-8") as file:
            json.dump(result, file, indent=1)
    if options.plot:
        title = f"{_who(result['ours'])} against {_who(result['peer'])}"
        plot.write(options.plot, title, result["rows"])
