"""``python -m decretal``: the same as ``decretal``."""

import sys

from decretal.cli import main

if __name__ == "__main__":
    sys.exit(main())
