"""The audit's modules are scripts of their own folder; their tests import them from there."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "audit"))
