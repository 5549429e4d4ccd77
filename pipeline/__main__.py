"""`python -m pipeline` is `chartscan`."""

import sys

from pipeline.cli import main

sys.exit(main())
