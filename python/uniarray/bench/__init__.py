"""Timings beside NumPy: `python -m uniarray.bench`."""

from uniarray.bench.measure import Figure, measure
from uniarray.bench.rows import Row, life_rows, ufunc_rows

__all__ = ["Figure", "Row", "life_rows", "measure", "ufunc_rows"]
