"""Stands in for the package of this name from PyPI: as much of it as HPy's test-suite uses, over hpyhost."""
