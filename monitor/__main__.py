"""`python -m monitor` is the same as `ohliad`."""

import sys

from monitor.cli import main

if __name__ == "__main__":
    sys.exit(main())
