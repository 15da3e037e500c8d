"""Only what the test-suite imports; the rest is that of the package from PyPI, where it lies unpacked."""

import os

__path__.append(os.path.join(os.environ["HPY_SUITE_PACKAGE"], "hpy", "devel"))


class HPyDevel:
    """Says nothing: extensions are compiled by hpy_suite_plugin."""
