"""python -m tests.simulator"""

import sys

from tests.simulator.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
