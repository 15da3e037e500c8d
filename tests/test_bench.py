"""`python -m uniarray.bench`: measurements, report, plots, and what it refuses."""

import doctest
import importlib
import itertools
import json
import pkgutil
import xml.etree.ElementTree as ElementTree

import pytest
import uniarray as np
import uniarray.bench
from uniarray.bench import (
    cli,
    font,
    life_rows,
    machine,
    measure,
    memory,
    mixed,
    peer,
    plot,
    report,
    rows,
    table_rows,
    tables,
)
from uniarray.bench.measure import Figure, compiled
from uniarray.bench.row import Row

MODULES = [module.name for module in pkgutil.iter_modules(uniarray.bench.__path__)]


GROUPS = [*tables.STATEMENTS, "ufuncs"]


def test_the_warm_up_asked_for_is_the_one_of_every_row():
    for size in (10, 10**6):
        assert cli._budget(size, cli._parse(["--warm-up", "7.5"])) == (cli._SECONDS, 7.5)
        assert cli._budget(size, cli._parse([]))[1] < 1


def entry(label, ratio, size=10, suite="operators"):
    figure = {"minimum": 1e-6, "median": 1.5e-6, "samples": 5}
    return {
        "suite": suite,
        "label": label,
        "size": size,
        "ours": figure,
        "peer": figure,
        "ratio": ratio,
    }


@pytest.fixture
def few_rows(monkeypatch):
    """A benchmark of three rows that takes no time."""
    monkeypatch.setattr(cli, "_SUITES", {})
    monkeypatch.setitem(cli._SUITES, "life", lambda: rows.life_rows((4,)))
    monkeypatch.setitem(cli._SUITES, "mixed", lambda: rows.mixed_rows(((mixed.sieve, 10),)))
    monkeypatch.setitem(cli._SUITES, "operators", lambda: table_rows("operators", (10,))[:1])
    monkeypatch.setattr(cli, "_budget", lambda size, options: (0.001, 0.0001))


def refused(*options):
    """The one line with which the command line is refused."""
    with pytest.raises(SystemExit) as error:
        cli.main(list(options), np)
    (text,) = error.value.args
    assert text.startswith("bench: ")
    assert "\n" not in text
    return text


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name):
    if name == "__main__":
        return
    module = importlib.import_module(f"uniarray.bench.{name}")
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("row", rows.life_rows((5,)) + rows.mixed_rows(), ids=repr)
def test_every_program_runs(row):
    assert compiled(row.statement, row.names(np))(1) > 0


@pytest.mark.parametrize("group", GROUPS)
def test_every_statement_runs(group):
    for row in table_rows(group, (10,)):
        assert compiled(row.statement, row.names(np))(1) > 0, row


@pytest.mark.parametrize("group", GROUPS)
def test_statements_are_listed_once_per_size(group):
    keys = [(row.label, row.size) for row in table_rows(group)]
    assert len(set(keys)) == len(keys)


def test_rows_are_chosen_by_a_pattern_and_their_size(few_rows, monkeypatch, capsys):
    monkeypatch.setitem(cli._SUITES, "operators", lambda: table_rows("operators", (10, 10_000_000))[:40])
    assert cli.main(["operators", "--quick", "--only", r"^a \+ b 1", "--json"], np) == 0
    assert [(r["label"], r["size"]) for r in json.loads(capsys.readouterr().out)["rows"]] == [("a + b", 10)]
    assert "--only: " in refused("--only", "(")


def test_life_row_computes_generations():
    (row,) = rows.life_rows((5,))
    names = row.names(np)
    names["padded"][...] = 0
    names["padded"][3, 2:5] = 1
    compiled(row.statement, names)(1)
    assert names["padded"].sum() == 3
    assert names["padded"][2:5, 3].tolist() == [1, 1, 1]


@pytest.mark.parametrize(("program", "size"), [(program, 7) for program, _ in mixed.PROGRAMS])
def test_programs_compute_what_numpy_does(program, size):
    numpy = pytest.importorskip("numpy")
    assert program(np, size) == pytest.approx(program(numpy, size), rel=1e-14)


def test_figure_of_samples():
    assert (Figure([4, 1, 2, 9]).minimum, Figure([4, 1, 2, 9]).median) == (1, 3)


def test_sides_alternate_and_are_measured_alike():
    calls = []

    def side(name):
        def timed(count):
            calls.append(name)
            return 0.002 * count

        return timed

    figures = measure([side("ours"), side("peer")], 0.0, 0.0)
    assert [figure.minimum for figure in figures] == [0.002, 0.002]
    assert [figure.samples for figure in figures] == [5, 5]
    assert calls[2:8] == ["ours", "peer", "peer", "ours", "ours", "peer"]


def test_samples_are_long_enough_for_the_clock():
    counts = []

    def timed(count):
        counts.append(count)
        return 1e-6 * count

    measure([timed], 0.0, 0.0)
    assert counts[-5:] == [1000] * 5


def test_a_host_that_leaks_stops_the_samples(monkeypatch):
    # Each look at the memory finds 3 of 100 bytes more.
    sizes = itertools.count(0, 3)
    monkeypatch.setattr(memory, "_AVAILABLE", 100)
    monkeypatch.setattr(memory, "resident", lambda: next(sizes))
    (figure,) = measure([lambda count: 1e-3 * count], 60.0, 60.0)
    assert figure.samples == 5


def test_machine_is_described():
    described = machine.describe()
    assert described["cpu"]
    assert described["threads"] >= 1


def test_ratio_is_above_one_where_ours_is_faster():
    row = report.row(life_rows()[0], {"minimum": 1.0, "median": 2.0}, {"minimum": 3.0, "median": 3.0})
    assert (row["ratio"], row["median_ratio"]) == (3.0, 1.5)
    assert report.row(life_rows()[0], {"minimum": 1.0, "median": 1.0}, None)["ratio"] is None


def test_summary_of_ratios():
    entries = [entry("a", 4.0), entry("b", 1.0), entry("c", None), entry("d", 3.0, suite="life")]
    assert report.geometric_means(entries) == pytest.approx({"operators": 2.0, "life": 3.0})
    assert [e["label"] for e in report.worst(entries, 2)] == ["b", "d"]
    entries[2]["ours"] = None
    assert report.summary(entries)[-1] == "not measured: c"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(4e-8, "40.0 ns"), (9.996e-7, "1.00 us"), (0.5, "500 ms"), (12, "12.0 s"), (2000, "2000 s")],
)
def test_durations(seconds, text):
    assert report.duration(seconds) == text


def test_table_on_the_terminal(few_rows, capsys):
    assert cli.main(["all"], np) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("uniarray ")
    assert "threads" in lines[1]
    assert lines[2] == report.head()
    assert lines[3].startswith("life       step ")
    assert lines[4].startswith("mixed      sieve ")
    assert lines[5].startswith("operators  a + b ")


def test_suites_are_chosen(few_rows, capsys):
    for suite, labels in [("life", ["step"]), ("operators", ["a + b"]), ("all", ["step", "sieve", "a + b"])]:
        assert cli.main([suite, "--json"], np) == 0
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        assert [row["label"] for row in json.loads(out)["rows"]] == labels


def test_saved_figures_are_the_peer_of_another_run(few_rows, capsys, tmp_path):
    path = tmp_path / "saved.json"
    assert cli.main(["all", "--save", str(path)], np) == 0
    saved = json.loads(path.read_text())
    side = "peer" if saved["peer"] else "ours"
    capsys.readouterr()
    assert cli.main(["life", "--against", str(path), "--json"], np) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["peer"] == saved[side]
    (row,) = result["rows"]
    assert row["peer"]["minimum"] == saved["rows"][0][side]["minimum"]
    assert row["ratio"] == pytest.approx(row["peer"]["minimum"] / row["ours"]["minimum"])
    assert result["geometric_mean"]["life"] == pytest.approx(row["ratio"])


def test_a_missing_function_is_told_not_measured(few_rows, monkeypatch, capsys):
    absent = Row("operators", "np.no_such(a)", 10, "np.no_such(a)", lambda np: {"np": np, "a": None})
    monkeypatch.setitem(cli._SUITES, "operators", lambda: [absent])
    assert cli.main(["operators"], np) == 0
    assert capsys.readouterr().out.endswith("not measured: np.no_such(a)\n")


def test_rows_are_left_out_when_memory_has_run_out(few_rows, monkeypatch, capsys):
    monkeypatch.setattr(memory, "_AVAILABLE", 1)
    assert cli.main(["life"], np) == 0
    assert "memory ran out" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"peer": null, "ours": {}, "rows": [1]}', "\x00"])
def test_foreign_files_are_no_figures(tmp_path, text):
    path = tmp_path / "foreign.json"
    path.write_text(text)
    with pytest.raises(ValueError, match="no report of uniarray"):
        peer.saved(str(path))
    assert "no report" in refused("--against", str(path))


def test_bad_input_is_one_line(tmp_path, monkeypatch):
    assert "invalid choice: 'none'" in refused("none")
    for wrong in ("long", "-1", "inf", "nan"):
        assert "--warm-up: invalid" in refused("--warm-up", wrong)
    assert "none.json: No such file" in refused("--against", str(tmp_path / "none.json"))
    assert "--plot writes .svg or .png" in refused("--plot", "out.gif")
    monkeypatch.setattr(peer, "numpy", lambda: None)
    assert "NumPy is not installed here" in refused("--plot", "out.svg")


def test_plot_has_a_bar_per_ratio(tmp_path):
    entries = [entry("a < b", 2.0), entry("a & b", 0.25), entry("c", None)]
    path = tmp_path / "out.svg"
    plot.write(str(path), "title", entries)
    tree = ElementTree.parse(path)
    names = "{http://www.w3.org/2000/svg}"
    texts = [element.text for element in tree.iter(f"{names}text")]
    assert {"title", "a < b", "2.00", "a & b", "0.25"} <= set(texts)
    assert "c" not in texts
    fills = {e.get("fill"): float(e.get("width")) for e in tree.iter(f"{names}rect") if e.get("x")}
    assert fills[plot._SLOWER] == pytest.approx(2 * fills[plot._FASTER], abs=0.2)


def test_plot_as_png(tmp_path):
    path = tmp_path / "out.png"
    # A label longer than its room is cut off, not drawn around the corner.
    plot.write(str(path), "title", [entry("a" * 100, 2.0)])
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"


def test_plot_without_ratios():
    with pytest.raises(ValueError, match="no ratios"):
        plot.layout("title", [entry("a", None)])


def test_font_draws_every_character_of_the_labels():
    tabled = [row.label for group in GROUPS for row in table_rows(group)]
    labels = [*tabled, *(program.__name__ for program, _ in mixed.PROGRAMS), "0123456789"]
    for character in "".join(labels):
        assert character.upper() in font._GLYPHS
    assert len({tuple(glyph) for glyph in font._GLYPHS.values()}) >= len(font._GLYPHS) - 2
