"""The operations of the soak do what they say, on this library and on NumPy; `soak.py` repeats them for hours."""

import random

import pytest
import soak_operations


# Some of the operations make arrays of objects, texts and structures.
@pytest.mark.needs_host("python_subclass")
@pytest.mark.parametrize("operation", soak_operations.ALL, ids=lambda operation: operation.__name__)
def test_operations_of_the_soak(operation):
    for number in range(3):
        operation(random.Random(number))
