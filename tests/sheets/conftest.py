"""The builders of small workbooks (``books``) are at hand by name in every test of this room."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
