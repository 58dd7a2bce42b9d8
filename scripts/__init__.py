"""What the Makefile calls: standard library only, so that it runs before anything is installed."""

import sys

# This file also runs on the Pythons that it turns away, so it is written in their language.
if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(
        "Kith needs Python 3.11 to 3.14; this is {}.{}. "
        "Install one of them, or name it: make run PYTHON=/path/to/python3.13".format(*sys.version_info[:2])
    )
