"""`python -m uniarray.life`: what the options ask for, in order."""

import contextlib
import json
import sys
import time

from uniarray.life import arguments, backend, check, library, picture, png, soup, terminal
from uniarray.life.digest import digest
from uniarray.life.gif import GifWriter
from uniarray.life.progress import Progress
from uniarray.life.step import Life

_SIZE = (40, 78)
_MARGIN = 15
_STEPS = 200
_SEED = 1
_MOST_FRAMES = 300


def main(argv, np):
    """Run the command line `argv` (without the program's name) on the array module `np`.

    Returns the exit status: 0, 1 when a truth of --check does not hold, 130 after Ctrl-C. Bad input
    is a SystemExit with one line.

    >>> import uniarray
    >>> main(["glider", "--size", "8x4", "--steps", "4", "--json"], uniarray)  # doctest: +ELLIPSIS
    {"pattern": "Glider", "width": 8, "height": 4, ...}
    0
    """
    options = arguments.parse(argv)
    try:
        if options.check:
            return _check(options, np)
        # The bare command is a show, where there is someone to see it.
        options.watch = options.watch or (not argv and sys.stdout.isatty())
        return _play(options, np)
    except KeyboardInterrupt:
        print("life: stopped", file=sys.stderr)
        return 130
    except OSError as error:
        raise SystemExit(f"life: {error.filename or 'output'}: {error.strerror}") from None
    except (ValueError, MemoryError, OverflowError) as error:
        raise SystemExit(f"life: {' '.join(str(error).split())}") from None


def _check(options, np):
    bar = Progress(check.generations(options.check), sys.stderr)
    done = 0

    def advance(life, steps):
        nonlocal done
        for _ in range(steps):
            life.step()
            done += 1
            bar.update(done)

    boards, truths = [], []
    start = time.perf_counter()
    for sentence, found, expected, finals in check.run(options.check, np, advance):
        holds = found == expected
        boards += finals
        truths.append({"truth": sentence, "holds": holds})
        if not options.json:
            bar.close()
            print(f"{'ok  ' if holds else 'FAIL'} {sentence}")
            if not holds:
                print(f"     found {found!r:.500}")
    seconds = time.perf_counter() - start
    bar.close()
    report = {
        "check": options.check,
        "holds": all(truth["holds"] for truth in truths),
        "digest": digest(boards),
        **backend.describe(),
        "seconds": round(seconds, 3),
        "truths": truths,
    }
    if options.json:
        print(json.dumps(report))
    else:
        print(f"digest {report['digest']}\nbinary {report['sha256']}")
        print(f"{seconds:.1f} s; {_backend(report)}")
    return 0 if report["holds"] else 1


def _play(options, np):
    name, life = _board(options, np)
    steps = _STEPS if options.steps is None else options.steps
    size = options.scale or picture.cell_size(life)
    with contextlib.ExitStack() as stack:
        # Opened before the run, so that a wrong path is not found out at its end.
        image = stack.enter_context(open(options.image, "wb")) if options.image else None
        observers = []
        if options.gif:
            file = stack.enter_context(open(options.gif, "wb"))
            writer = GifWriter(file, life.width * size, life.height * size, picture.PALETTE, options.fps)
            observers.append(_recorder(stack.enter_context(writer), steps, size))
        if options.watch:
            observers.append(_watcher(options, name, stack))
        else:
            bar = stack.enter_context(contextlib.closing(Progress(steps, sys.stderr)))
            observers.append(lambda life: bar.update(life.generation))
        seconds = _run(life, steps, observers)
        if image:
            image.write(png.encode(picture.scaled(picture.cells(life), size), picture.PALETTE))
    report = {
        "pattern": name,
        "width": life.width,
        "height": life.height,
        "boundary": life.boundary,
        "generation": life.generation,
        "population": life.population(),
        "digest": digest([life]),
        **backend.describe(),
        "seconds": round(seconds, 6),
    }
    if options.json:
        print(json.dumps(report))
        return 0
    for line in terminal.draw(life, *terminal.room(), terminal.glyphs(sys.stdout.encoding)):
        print(line.rstrip())
    rate = f"{steps / seconds:,.0f} generations/s; " if seconds else ""
    print(f"{_status(name, life)}; {rate}{_backend(report)}")
    return 0


def _board(options, np):
    """The starting board that the options describe, and its name."""
    if options.pattern == "random" or (options.pattern is None and options.seed is not None):
        seed = _SEED if options.seed is None else options.seed
        life = Life(*(options.size or _SIZE), options.boundary, np=np)
        soup.fill(life, seed)
        return f"random (seed {seed})", life
    pattern = library.load(options.pattern or "gosper-gun")
    height, width = options.size or (
        max(_SIZE[0], pattern.height + 2 * _MARGIN),
        max(_SIZE[1], pattern.width + 2 * _MARGIN),
    )
    # Asked before the board is made: it may be as large as the file claims.
    pattern.must_fit(height, width)
    life = Life(height, width, options.boundary, np=np)
    pattern.place(life)
    return pattern.name, life


def _run(life, steps, observers):
    """Advance `life` and show each generation to `observers`, functions of the board.

    Returns the seconds spent in the steps alone.
    """
    seconds = 0.0
    for generation in range(steps + 1):
        if generation:
            start = time.perf_counter()
            life.step()
            seconds += time.perf_counter() - start
        for observe in observers:
            observe(life)
    return seconds


def _watcher(options, name, stack):
    """An observer that draws the board on the terminal."""
    screen = stack.enter_context(terminal.Screen(sys.stdout, options.fps))
    glyphs = terminal.glyphs(sys.stdout.encoding)

    def watch(life):
        # Asked each time: the window may have been resized.
        rows, columns = terminal.room()
        screen.show(terminal.draw(life, rows, columns, glyphs), _status(name, life)[:columns])

    return watch


def _recorder(writer, steps, size):
    """An observer that adds frames to an animation, and skips some evenly in a long run."""
    every = max(1, -(-steps // _MOST_FRAMES))

    def record(life):
        if life.generation % every == 0 or life.generation == steps:
            writer.add(picture.scaled(picture.cells(life), size))

    return record


def _status(name, life):
    return (
        f"{name} on {life.width} x {life.height} ({life.boundary}): "
        f"generation {life.generation}, {life.population()} cells"
    )


def _backend(report):
    return f"{report['interpreter']}, host {report['host']}"
