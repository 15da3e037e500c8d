"""Write `docs/benchmarks.md` and its picture from what `python -m uniarray.bench all --save FILE` measured.

    python benches/page.py REPORT.json [MORE.json ...]

Of a row that is in several reports of one interpreter the last one counts. What is slower than NumPy by more than a
tenth is listed with the reason.
"""

import json
import pathlib
import re
import sys

from uniarray.bench import plot, report

DOCS = pathlib.Path(__file__).resolve().parent.parent / "docs"
REASONS = pathlib.Path(__file__).with_name("reasons.txt")

# Below this a row is listed.
ENOUGH = 0.9


def reasons():
    """Pairs of a pattern and why the rows with it in group, statement and size are slower; the first one counts."""
    pairs = []
    for line in REASONS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, _, why = line.partition(" :: ")
            pairs.append((re.compile(pattern), why))
    return pairs


def merged(reports):
    """The reports of each interpreter with all their rows, in the order in which they come."""
    found = {}
    for one in reports:
        known = found.setdefault(one["ours"]["interpreter"], {**one, "rows": {}})
        known["rows"].update({(row["suite"], row["label"], str(row["size"])): row for row in one["rows"]})
    return [{**one, "rows": [row for row in one["rows"].values() if row["ratio"]]} for one in found.values()]


def groups(rows):
    """The table of groups: how many rows, their geometric mean, how many are as fast as NumPy, the lowest ratio."""
    yield "| group | rows | geometric mean | at least 1 | below 0.9 | lowest |"
    yield "|---|---:|---:|---:|---:|---:|"
    for suite, mean in report.geometric_means(rows).items():
        ratios = [row["ratio"] for row in rows if row["suite"] == suite]
        ahead, behind = sum(ratio >= 1 for ratio in ratios), sum(ratio < ENOUGH for ratio in ratios)
        yield f"| {suite} | {len(ratios)} | {mean:.2f} | {ahead} | {behind} | {min(ratios):.2f} |"


def slow_ones(rows, known):
    """The table of rows below nine tenths, the lowest first."""
    yield "| group | statement | size | here | NumPy | ratio | why |"
    yield "|---|---|---:|---:|---:|---:|---|"
    for row in report.worst([row for row in rows if row["ratio"] < ENOUGH], len(rows)):
        name = f"{row['suite']} {row['label']} {row['size']}"
        why = next((why for pattern, why in known if pattern.search(name)), "")
        ours, peer = (report.duration(row[side]["minimum"]) for side in ("ours", "peer"))
        statement = row["label"].replace("|", "\\|")
        yield f"| {row['suite']} | `{statement}` | {row['size']} | {ours} | {peer} | {row['ratio']:.2f} | {why} |"


def who(one):
    """The line that tells what ran where."""
    ours, peer, machine = one["ours"], one["peer"], one["machine"]
    return (
        f"{ours['interpreter']} beside {peer['library']} {peer['version']} on {peer['interpreter']}, "
        f"{machine['cpu']} with {machine['threads']} threads, {machine['date'][:10]}."
    )


def page(reports, known):
    """The lines of the page."""
    yield "# Benchmarks"
    yield ""
    yield "Written by `benches/page.py` from `python -m uniarray.bench all --save FILE`, which times ours and NumPy in"
    yield "turns. A ratio is NumPy's time over ours, each the minimum of several samples: above 1 ours is faster."
    yield "Both use all threads."
    for number, one in enumerate(reports):
        yield ""
        yield f"## {one['ours']['interpreter']}"
        yield ""
        yield who(one)
        yield ""
        yield from groups(one["rows"])
        if number == 0:
            yield ""
            yield "![The geometric mean of each group](benchmarks.svg)"
        yield ""
        yield "Rows below 0.9 (those without a reason have not been looked into):"
        yield ""
        yield from slow_ones(one["rows"], known)


def main(paths):
    """Write the page of the reports in these files."""
    reports = merged(json.loads(pathlib.Path(path).read_text(encoding="utf-8")) for path in paths)
    (DOCS / "benchmarks.md").write_text("\n".join(page(reports, reasons())) + "\n", encoding="utf-8")
    means = report.geometric_means(reports[0]["rows"])
    bars = [{"suite": "", "label": suite, "size": "", "ratio": mean} for suite, mean in means.items()]
    plot.write(str(DOCS / "benchmarks.svg"), "NumPy's time over ours, geometric means", bars)


if __name__ == "__main__":
    main(sys.argv[1:])
