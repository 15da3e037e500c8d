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
class Backend:
    """One interpreter of the suite. `numpy`: NumPy has wheels for it, perhaps; `required`: CI fails without it;
    `hosts`: the values of HPYHOST that the suite is run with, empty for what is chosen without it; `tests`: the files
    that are run there if not all of them are."""

    name: str
    source: Native | Debian | GraalPy
    numpy: bool = False
    required: bool = True
    hosts: tuple[str, ...] = ("",)
    tests: tuple[str, ...] = ()

    def label(self, host: str) -> str:
        """The backend's name, with the host if one is asked for."""
        return f"{self.name}:{host}" if host else self.name

    @property
    def home(self) -> pathlib.Path:
        return HOMES / self.name

    @property
    def python(self) -> pathlib.Path:
        return self.home / "bin" / "python"


# Hosts of an interpreter: the one that is taken, and the built-in one, which proves that the binary keeps to the
# standard.
_BOTH = ("", "builtin")


# What is run without a compiler, for which all would take hours: enough to see that the binary works there.
_INTERPRETED = (
    "tests/test_life.py",
    "tests/test_golden_promotion.py",
    "tests/test_golden_ufuncs.py",
    "tests/test_kitchen_sink_containers.py",
    "tests/test_kitchen_sink_numbers.py",
)


def _debian_cpython(version: str) -> Backend:
    # NumPy's wheels want the C++ library.
    packages = (f"python{version}", f"python{version}-venv", "libstdc++6")
    return Backend(f"cpython{version}", Debian("sid", f"python{version}", packages), numpy=True)


BACKENDS = (
    # The slow ones first: they decide when all are done.
    Backend("graalpy23.1", GraalPy("23.1.2", "3.10", jdk=21)),
    Backend("graalpy25.0", GraalPy("25.0.2", "3.12", jdk=25, hpy=False)),
    Backend("graalpy24.2", GraalPy("24.2.2", "3.11", jdk=21, jit=False), tests=_INTERPRETED),
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


def runs(backends: list[Backend]) -> list[tuple[Backend, str]]:
    """Each backend with each of its hosts.

    >>> [backend.label(host) for backend, host in runs(select(["pypy7.3"]))]
    ['pypy7.3', 'pypy7.3:builtin']
    """
    return [(backend, host) for backend in backends for host in backend.hosts]
