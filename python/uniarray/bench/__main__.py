"""`python -m uniarray.bench`."""

import sys

import uniarray
from uniarray.bench.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], uniarray))
