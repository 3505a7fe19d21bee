#!/usr/bin/env python3
"""Runs a command and writes the peak memory of the largest process in it, in KiB, to a file.

usage: measure.py FILE COMMAND...
"""

import pathlib
import resource
import subprocess
import sys

result = subprocess.run(sys.argv[2:])
kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
pathlib.Path(sys.argv[1]).write_text(str(kib))
sys.exit(result.returncode)
