"""The module under test.

It is uniarray. With ``UNIARRAY_TEST_MODULE=numpy`` the whole suite runs on NumPy instead, which proves
that what the tests expect is what NumPy does and not what we think it does.
"""

import importlib
import os

NAME = os.environ.get("UNIARRAY_TEST_MODULE", "uniarray")

ua = importlib.import_module(NAME)
