"""Conway's Game of Life on arrays: `python -m uniarray.life`."""

from uniarray.life.library import load, names
from uniarray.life.pattern import Pattern
from uniarray.life.step import BOUNDARIES, Life, step, wrap

__all__ = ["BOUNDARIES", "Life", "Pattern", "load", "names", "step", "wrap"]
