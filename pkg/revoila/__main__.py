"""Makes ``python -m revoila`` the same as the command ``revoila``."""

import sys

from revoila.cli import main

if __name__ == "__main__":
    sys.exit(main())
