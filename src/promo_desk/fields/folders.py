"""Where the program's own files lie: inside the package of a wheel, beside ``src/`` in a checkout."""

from __future__ import annotations

import os
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


DATABASE_VARIABLE = "PROMO_DESK_DATABASE"


def default_database() -> str:
    """The office's database when nobody says: what ``PROMO_DESK_DATABASE`` names (a path or a SQLAlchemy URL), else
    one file in the user's data folder."""
    from platformdirs import user_data_dir

    named = os.environ.get(DATABASE_VARIABLE)
    return named or str(Path(user_data_dir("promo_desk", appauthor=False)) / "office.db")
