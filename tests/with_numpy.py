"""NumPy for tests that can do without it: the module, or None where there is none of today's rules."""

import pytest

try:
    import numpy as np
except ImportError:
    np = None

# Older releases read and check some things differently.
if np is not None and tuple(map(int, np.__version__.split(".")[:2])) < (2, 4):
    np = None

with_numpy = pytest.mark.skipif(np is None, reason="no NumPy of today's rules on this interpreter to compare with")
