"""The folder: every ledger written once, each with its truth."""

from __future__ import annotations

from pathlib import Path

from ledgers import english, firms, kept, parks, projects
from ledgers.truth import LEDGERS, Truth

MODULES = (projects, firms, parks, english, kept)
NAMES = tuple(LEDGERS)


def make(folder: Path) -> dict[str, Truth]:
    """Write every ledger into the folder; its truth by file name."""
    return {name: write(folder / name) for name, write in LEDGERS.items()}
