"""The result of a benchmark: its rows, their summary, and how they look as text."""

import math

_WORST = 10


def row(source, ours, peer):
    """The report's entry for a Row, from its figures, dicts with minimum and median, or None.

    `ratio` is the peer's minimum over ours, above 1 where ours is faster; None without one of them.

    >>> from uniarray.bench import life_rows
    >>> fast, slow = {"minimum": 1e-6, "median": 2e-6}, {"minimum": 3e-6, "median": 4e-6}
    >>> entry = row(life_rows()[0], fast, slow)
    >>> round(entry["ratio"], 6), round(entry["median_ratio"], 6)
    (3.0, 2.0)
    """
    both = ours and peer
    return {
        "suite": source.suite,
        "label": source.label,
        "size": source.size,
        "ours": ours,
        "peer": peer,
        "ratio": peer["minimum"] / ours["minimum"] if both else None,
        "median_ratio": peer["median"] / ours["median"] if both else None,
    }


def geometric_means(rows):
    """The geometric mean of the ratios of each suite that has any, as a dict.

    >>> two = [{"suite": "life", "ratio": 1.0}, {"suite": "life", "ratio": 4.0}]
    >>> geometric_means(two)
    {'life': 2.0}
    """
    logarithms = {}
    for entry in rows:
        if entry["ratio"]:
            logarithms.setdefault(entry["suite"], []).append(math.log(entry["ratio"]))
    return {suite: math.exp(sum(logs) / len(logs)) for suite, logs in logarithms.items()}


def worst(rows, count=_WORST):
    """The `count` rows with the lowest ratios, the lowest first.

    >>> [entry["ratio"] for entry in worst([{"ratio": 2.0}, {"ratio": None}, {"ratio": 0.5}])]
    [0.5, 2.0]
    """
    return sorted((entry for entry in rows if entry["ratio"]), key=lambda e: e["ratio"])[:count]


def duration(seconds):
    """Seconds as text with three digits and a unit.

    >>> duration(1.234e-6), duration(0.0456), duration(None)
    ('1.23 us', '45.6 ms', '-')
    """
    if seconds is None:
        return "-"
    for unit, factor in (("ns", 1e9), ("us", 1e6), ("ms", 1e3), ("s", 1.0)):
        value = seconds * factor
        if value < 999.5 or unit == "s":
            digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
            return f"{value:.{digits}f} {unit}"


def head():
    """The first line of the table.

    >>> head().split()[:3]
    ['suite', 'statement', 'size']
    """
    return _line("suite", "statement", "size", ("minimum", "median"), ("minimum", "median"), "ratio")


def line(entry):
    """The line of the table for one entry of the report.

    >>> nothing = {"ours": None, "peer": None, "ratio": None}
    >>> line({"suite": "life", "label": "step", "size": 16, **nothing})
    'life       step                                           16         -         -          -         -      -'
    """
    figures = []
    for side in ("ours", "peer"):
        figure = entry[side] or {"minimum": None, "median": None}
        figures.append((duration(figure["minimum"]), duration(figure["median"])))
    ratio = f"{entry['ratio']:.2f}" if entry["ratio"] else "-"
    return _line(entry["suite"], entry["label"], f"{entry['size']}", *figures, ratio)


def summary(rows):
    """The lines below the table: geometric means, the worst rows, and what could not be measured.

    >>> summary([{"suite": "life", "label": "step", "size": 16, "ours": {}, "ratio": 2.0}])
    ['geometric mean of life: 2.00', 'worst: step 16: 2.00']
    """
    lines = [f"geometric mean of {s}: {mean:.2f}" for s, mean in geometric_means(rows).items()]
    low = [f"{e['label']} {e['size']}: {e['ratio']:.2f}" for e in worst(rows)]
    lines += [f"worst: {'; '.join(low)}"] if low else []
    absent = sorted({e["label"] for e in rows if e["ours"] is None})
    return lines + ([f"not measured: {'; '.join(absent)}"] if absent else [])


def _line(suite, label, size, ours, peer, ratio):
    return f"{suite:<10} {label:<40} {size:>8} {ours[0]:>9} {ours[1]:>9}  {peer[0]:>9} {peer[1]:>9} {ratio:>6}"
