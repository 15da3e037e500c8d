"""The command line of `python -m uniarray.life`."""

import argparse

from uniarray.life.library import names
from uniarray.life.step import BOUNDARIES

_DESCRIPTION = "Conway's Game of Life on arrays. Without options: a Gosper glider gun."


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        # argparse would print the whole usage before it.
        raise SystemExit(f"life: {message}")


def parse(argv):
    """The options in the list `argv`, as a namespace; SystemExit with one line for wrong ones.

    >>> options = parse(["glider", "--size", "20x10"])
    >>> options.pattern, options.size
    ('glider', (10, 20))
    """
    parser = _Parser(prog="python -m uniarray.life", description=_DESCRIPTION)
    parser.add_argument(
        "pattern",
        nargs="?",
        help=f"{', '.join(names())}, random, or a file ending in .rle or .cells",
    )
    parser.add_argument("--seed", type=int, metavar="N", help="a random board from this seed")
    parser.add_argument("--size", type=size, metavar="N|WxH", help="the board, default 78x40")
    parser.add_argument("--steps", type=_natural, metavar="N", help="generations, default 200")
    parser.add_argument(
        "--boundary",
        choices=BOUNDARIES,
        default="dead",
        help="what lies beyond the edge, default dead",
    )
    parser.add_argument("--watch", action="store_true", help="animate in the terminal")
    parser.add_argument("--fps", type=_positive, default=30, metavar="N", help="frames a second")
    parser.add_argument("--image", metavar="OUT.PNG", help="write the final board as a picture")
    parser.add_argument("--gif", metavar="OUT.GIF", help="write the run as an animation")
    parser.add_argument("--scale", type=_positive, metavar="N", help="pixels a cell in --image and --gif")
    parser.add_argument("--json", action="store_true", help="print one line of JSON, no board")
    parser.add_argument(
        "--check",
        nargs="?",
        const="short",
        choices=("short", "long"),
        help="compute known truths instead",
    )
    options = parser.parse_args(argv)
    _refuse_contradictions(options)
    return options


def size(text):
    """(height, width) from "N" or "WxH".

    >>> size("30"), size("78x40")
    ((30, 30), (40, 78))
    """
    width, cross, height = text.lower().partition("x")
    try:
        width = _positive(width)
        height = _positive(height) if cross else width
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 64 or 78x40") from None
    return height, width


def _refuse_contradictions(options):
    if options.check:
        for name in ("pattern", "seed", "size", "steps", "watch", "image", "gif"):
            if getattr(options, name) not in (None, False):
                raise SystemExit(f"life: --check goes with --json only, not with {name}")
    if options.watch and options.json:
        raise SystemExit("life: --watch and --json both want the output")
    if options.seed is not None and options.pattern not in (None, "random"):
        raise SystemExit(f"life: --seed is for random boards, not for {options.pattern}")


def _natural(text):
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _positive(text):
    number = int(text)
    if number < 1:
        raise ValueError
    return number


# argparse names the function in its message: invalid ... value: '-1'.
_natural.__name__ = "natural number"
_positive.__name__ = "positive number"
