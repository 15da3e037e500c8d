"""`python -m uniarray.life`: what it prints, writes and refuses."""

import io
import json
import subprocess
import sys

import pytest
import uniarray as np
from uniarray.life import Life, cli
from uniarray.life.progress import Progress


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


def run_json(capsys, *options):
    assert cli.main([*options, "--json"], np) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    return json.loads(out)


def refused(*options):
    """The one line with which the command line is refused."""
    with pytest.raises(SystemExit) as error:
        cli.main(list(options), np)
    (text,) = error.value.args
    assert text.startswith("life: ")
    assert "\n" not in text
    return text


def test_bare_command_shows_a_board_and_a_summary(capsys):
    assert cli.main([], np) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 20
    assert lines[-1].startswith("Gosper glider gun on 78 x 40 (dead): generation 200, 64 cells; ")
    assert "generations/s" in lines[-1]
    assert "host " in lines[-1]


def test_bare_command_is_watched_on_a_terminal(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(cli, "_STEPS", 2)
    assert cli.main([], np) == 0
    text = stream.getvalue()
    assert text.startswith("\x1b[?1049h")
    assert text.index("generation 1,") < text.index("\x1b[?1049l") < text.rindex("generation 2,")


def test_ctrl_c_gives_the_terminal_back(monkeypatch, capsys):
    def interrupted(life):
        raise KeyboardInterrupt

    monkeypatch.setattr(Life, "step", interrupted)
    assert cli.main(["--watch"], np) == 130
    captured = capsys.readouterr()
    assert captured.out.endswith("\x1b[?25h\x1b[?1049l")
    assert captured.err == "life: stopped\n"


def test_json_tells_board_and_backend(capsys):
    report = run_json(capsys, "glider", "--size", "20x10", "--steps", "8", "--boundary", "torus")
    assert (report["width"], report["height"], report["boundary"]) == (20, 10, "torus")
    assert (report["pattern"], report["generation"], report["population"]) == ("Glider", 8, 5)
    assert len(report["digest"]) == len(report["sha256"]) == 64
    assert report["host"]
    assert report["interpreter"].split()[0] in ("CPython", "PyPy", "GraalPy")


def test_boundary_matters(capsys):
    digests = {
        run_json(capsys, "glider", "--size", "8", "--steps", "40", "--boundary", b)["digest"] for b in ("dead", "torus")
    }
    assert len(digests) == 2


def test_seed_makes_a_random_board(capsys):
    options = ("--size", "30", "--steps", "10")
    one = run_json(capsys, "--seed", "5", *options)
    assert one["pattern"] == "random (seed 5)"
    assert run_json(capsys, "random", "--seed", "5", *options)["digest"] == one["digest"]
    assert run_json(capsys, "--seed", "6", *options)["digest"] != one["digest"]


def test_a_large_pattern_gets_a_large_board(capsys, tmp_path):
    path = tmp_path / "line.rle"
    path.write_text("x = 300, y = 1\n300o!")
    report = run_json(capsys, str(path), "--steps", "0")
    assert report["width"] > 300
    assert report["population"] == 300


def test_image_and_gif_are_written(capsys, tmp_path):
    image, animation = tmp_path / "out.png", tmp_path / "out.gif"
    run_json(
        capsys,
        "glider",
        "--size",
        "16",
        "--steps",
        "4",
        "--image",
        str(image),
        "--gif",
        str(animation),
    )
    assert image.read_bytes()[:4] == b"\x89PNG"
    assert animation.read_bytes()[:6] == b"GIF89a"
    assert animation.read_bytes()[-1:] == b";"
    assert animation.read_bytes().count(b"\x21\xf9\x04") == 5


def test_long_animations_leave_frames_out(capsys, tmp_path):
    path = tmp_path / "out.gif"
    run_json(capsys, "glider", "--size", "8", "--steps", "700", "--scale", "1", "--gif", str(path))
    # Generations 0, 3, ..., 699, and the last.
    assert path.read_bytes().count(b"\x21\xf9\x04") == 235


def test_check_prints_its_digest(capsys):
    report = run_json(capsys, "--check")
    assert report["holds"] is True
    assert all(truth["holds"] for truth in report["truths"])
    # The same for every backend; computed with NumPy.
    assert report["digest"] == "1e11bcb0c7eac4f85975f175638d838411dc120e3d02d267a99fafaa98a8b414"
    assert {"sha256", "host", "interpreter"} <= set(report)


def test_check_fails_when_a_truth_does(monkeypatch, capsys):
    def truths(level, np, advance):
        yield "two is three", 2, 3, [Life(1, 1)]

    monkeypatch.setattr(cli.check, "run", truths)
    assert cli.main(["--check"], np) == 1
    assert capsys.readouterr().out.startswith("FAIL two is three\n     found 2\n")


def test_bad_input_is_one_line(tmp_path):
    bad = tmp_path / "bad.rle"
    bad.write_text("x = 3, y = 1\n3o")
    assert "RLE ends without !" in refused(str(bad))
    assert "36 x 9, larger than the board, 35 x 9" in refused("gosper-gun", "--size", "35x9")
    assert "no pattern 'spaceship'" in refused("spaceship")
    assert "none.cells: No such file" in refused(str(tmp_path / "none.cells"))
    assert "'0x5' is no size" in refused("--size", "0x5")
    assert "'5x' is no size" in refused("--size", "5x")
    assert "--steps" in refused("--steps", "-1")
    assert "--fps" in refused("--fps", "0")
    assert "--boundary" in refused("--boundary", "open")
    assert "not with size" in refused("--check", "--size", "5")
    assert "not for glider" in refused("glider", "--seed", "1")
    assert "--watch and --json" in refused("--watch", "--json")
    assert "unrecognized" in refused("--colour")


def test_a_board_beyond_memory_is_one_line():
    refused("--seed", "1", "--size", "1000000000000")


def test_an_output_that_cannot_be_written_is_found_before_the_run(monkeypatch, tmp_path):
    monkeypatch.setattr(Life, "step", None)
    for option in ("--image", "--gif"):
        assert "No such file" in refused(option, str(tmp_path / "none" / "out"))


def test_progress_shows_on_terminals_only(monkeypatch):
    clock = iter([0.0, 0.1, 2.0, 2.01, 4.0])
    monkeypatch.setattr("uniarray.life.progress.time.monotonic", lambda: next(clock))
    stream = Terminal()
    bar = Progress(100, stream)
    bar.update(1)
    assert stream.getvalue() == ""
    bar.update(50)
    assert stream.getvalue().startswith(f"\r[{'#' * 20}{'.' * 20}] 50/100 generations, 25/s")
    shown = stream.getvalue()
    bar.update(51)
    assert stream.getvalue() == shown
    bar.update(100)
    assert "100/100" in stream.getvalue()
    bar.close()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_it_runs_as_a_module():
    command = [sys.executable, "-m", "uniarray.life", "glider", "--steps", "4", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["population"] == 5
