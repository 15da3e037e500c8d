"""Loads the universal binary, so that ``uniarray._core`` can be imported like any module."""

import os

import hpyhost

NAME = "uniarray._core"

core = hpyhost.load(NAME, os.path.join(os.path.dirname(__file__), "_core.hpy0.so"))
