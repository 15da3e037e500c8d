"""Timings beside NumPy: `python -m uniarray.bench`."""

from uniarray.bench.measure import Figure, measure
from uniarray.bench.row import Row
from uniarray.bench.rows import life_rows, mixed_rows
from uniarray.bench.tables import table_rows

__all__ = ["Figure", "Row", "life_rows", "measure", "mixed_rows", "table_rows"]
