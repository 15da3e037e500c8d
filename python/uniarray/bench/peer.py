"""The library that ours is measured against: NumPy here, or figures saved by another run."""

import json


def numpy():
    """The NumPy of this interpreter, or None.

    >>> numpy() is None or numpy().__name__ == "numpy"
    True
    """
    try:
        import numpy
    except ImportError:
        return None
    return numpy


def saved(path):
    """The figures of a file written by `--save`: (description, {(suite, label, size): figure}).

    They are the file's NumPy figures, or, where it was made without NumPy, its figures of ours. A
    figure is a dict with minimum and median, in seconds. ValueError for a file that is no such
    report, OSError for one that cannot be read.

    >>> saved("/dev/null")
    Traceback (most recent call last):
      ...
    ValueError: /dev/null is no report of uniarray.bench
    """
    with open(path, encoding="utf-8") as file:
        try:
            report = json.load(file)
            side = "peer" if report["peer"] else "ours"
            figures = {}
            for row in report["rows"]:
                figure = row[side]
                if figure:
                    key = row["suite"], row["label"], row["size"]
                    figures[key] = {name: float(figure[name]) for name in ("minimum", "median")}
            return dict(report[side]), figures
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{path} is no report of uniarray.bench") from None
