"""Where and with what a benchmark ran."""

import datetime
import os
import platform

# Settings of the environment that change what is measured.
_SETTINGS = (
    "HPY",
    "HPYHOST",
    "RAYON_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "OPENBLAS_CORETYPE",
    "NPY_DISABLE_CPU_FEATURES",
)


def cpu():
    """The name of the processor.

    >>> len(cpu()) > 0
    True
    """
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine() or "unknown processor"


def threads():
    """How many threads this process may run at once.

    >>> threads() >= 1
    True
    """
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, NotImplementedError, OSError):
        return os.cpu_count() or 1


def describe():
    """A dict for the report: cpu, threads, system, date (UTC) and settings of the environment.

    >>> sorted(describe())
    ['cpu', 'date', 'settings', 'system', 'threads']
    """
    return {
        "cpu": cpu(),
        "threads": threads(),
        "system": f"{platform.system()} {platform.machine()}",
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "settings": {name: os.environ[name] for name in _SETTINGS if name in os.environ},
    }
