#!/usr/bin/env python3
"""The tracker's command line: `python daemon.py --help`."""

import sys

from tracker.cli import main

if __name__ == "__main__":
    sys.exit(main())
