"""Where the program's own files lie: inside the package of a wheel, beside ``src/`` in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def resources() -> Path:
    """Words, header synonyms, templates, style, help pages: what the program needs to run."""
    return _shipped("resources")


def shipped_data() -> Path:
    """The seeded office and the sample ledgers; never a user's database."""
    return _shipped("data")
