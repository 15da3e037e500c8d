"""The table of backends: what each is called, and where its interpreter comes from."""

from __future__ import annotations

import dataclasses
import pathlib

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
HOMES = CHECKOUT / ".backends"


@dataclasses.dataclass(frozen=True)
class Native:
    """A CPython that this machine has already (on PATH or under pyenv), as a virtual environment."""

    python: str
    packages: tuple[str, ...] = ()
    # Environment defaults of this backend; what the caller sets wins.
    environment: tuple[tuple[str, str], ...] = ()


@dataclasses.dataclass(frozen=True)
class Debian:
    """An interpreter out of the packages of a Debian suite, unpacked beside its virtual environment."""

    suite: str
    program: str
    packages: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class GraalPy:
    """GraalPy from Maven's jars, on a JDK out of a Debian suite."""

    version: str
    python: str
    jdk: int
    suite: str = "trixie"
    # The compiler replaces a module of the JDK, so that the versions of both have to match.
    jit: bool = True
    hpy: bool = True


@dataclasses.dataclass(frozen=True)
class Host:
    """What the suite is run with. `name`: the value of HPYHOST, empty for the host that is chosen without it;
    `tests`: the files that are run if not all of them are; `compiled`: once more, with GraalPy's compiler."""

    name: str = ""
    tests: tuple[str, ...] = ()
    compiled: bool = False


@dataclasses.dataclass(frozen=True)
class Backend:
    """One interpreter of the suite. `numpy`: NumPy has wheels for it, perhaps; `required`: CI fails without it."""

    name: str
    source: Native | Debian | GraalPy
    numpy: bool = False
    required: bool = True
    hosts: tuple[Host, ...] = (Host(),)

    def label(self, host: Host) -> str:
        """The backend's name, with what is asked for."""
        return ":".join(filter(None, [self.name, host.name, "compiled" if host.compiled else ""]))

    @property
    def home(self) -> pathlib.Path:
        return HOMES / self.name

    @property
    def python(self) -> pathlib.Path:
        return self.home / "bin" / "python"


# What is run where all would take too long: enough to see that the binary works there.
_SOME = (
    "tests/test_life.py",
    "tests/test_golden_promotion.py",
    "tests/test_golden_ufuncs.py",
    "tests/test_kitchen_sink_containers.py",
    "tests/test_kitchen_sink_numbers.py",
)


# What loops, or depends on what a compiler makes of the host's Python code.
_LOOPS = (
    "tests/test_golden_ufuncs.py",
    "tests/test_hpyhost_ffi.py",
    "tests/test_hpyhost_types.py",
    "tests/test_kitchen_sink_containers.py",
    "tests/test_kitchen_sink_numbers.py",
    "tests/test_kitchen_sink_objects.py",
    "tests/test_life.py",
    "tests/test_short_ways.py",
    "tests/test_soak.py",
    "tests/test_threads.py",
    "tests/test_upcalls.py",
)

# Hosts of an interpreter: the one that is taken, and the built-in one, which proves that the binary keeps to the
# standard.
_BOTH = (Host(), Host("builtin"))


def _debian_cpython(version: str) -> Backend:
    # NumPy's wheels want the C++ library.
    packages = (f"python{version}", f"python{version}-venv", "libstdc++6")
    return Backend(f"cpython{version}", Debian("sid", f"python{version}", packages), numpy=True)


BACKENDS = (
    # The slow ones first: they decide when all are done.
    Backend("graalpy23.1", GraalPy("23.1.2", "3.10", jdk=21), hosts=(Host(), Host("builtin", _SOME))),
    Backend("graalpy25.0", GraalPy("25.0.2", "3.12", jdk=25, hpy=False), hosts=(Host(), Host("", _LOOPS, True))),
    Backend(
        "graalpy24.2",
        GraalPy("24.2.2", "3.11", jdk=21, jit=False),
        hosts=(Host(tests=_SOME), Host("builtin", _SOME)),
    ),
    Backend("pypy7.3", Debian("trixie", "pypy3", ("pypy3", "pypy3-venv")), hosts=_BOTH),
    Backend("pypy8.0", Debian("sid", "pypy3", ("pypy3", "pypy3-venv"))),
    Backend("cpython3.9", Native("3.9"), numpy=True),
    Backend("cpython3.10", Native("3.10"), numpy=True),
    Backend("cpython3.11", Native("3.11"), numpy=True),
    Backend("cpython3.12", Native("3.12"), numpy=True),
    Backend("cpython3.13", Native("3.13"), numpy=True),
    _debian_cpython("3.14"),
    _debian_cpython("3.15"),
    Backend(
        "reference3.11",
        Native("3.11", ("hpy==0.9.0",), (("HPYHOST", "reference"),)),
        numpy=True,
    ),
)


def select(names: list[str]) -> list[Backend]:
    """The backends of these names, or the required ones if there are none.

    >>> [backend.name for backend in select(["pypy7.3"])]
    ['pypy7.3']
    """
    if not names:
        return [backend for backend in BACKENDS if backend.required]
    known = {backend.name: backend for backend in BACKENDS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"no backend {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    return [known[name] for name in names]


def runs(backends: list[Backend]) -> list[tuple[Backend, Host]]:
    """Each backend with all that the suite is run with there.

    >>> [backend.label(host) for backend, host in runs(select(["pypy7.3"]))]
    ['pypy7.3', 'pypy7.3:builtin']
    """
    return [(backend, host) for backend in backends for host in backend.hosts]


def hosts(backends: list[Backend]) -> list[tuple[Backend, Host]]:
    """Each backend with each of its hosts once.

    >>> [backend.label(host) for backend, host in hosts(select(["graalpy25.0"]))]
    ['graalpy25.0']
    """
    return [(backend, host) for backend, host in runs(backends) if not host.compiled]
