"""`python -m uniarray.life`."""

import sys

import uniarray
from uniarray.life.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], uniarray))
