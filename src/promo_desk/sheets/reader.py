"""Reading a workbook of any kind without trusting it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from promo_desk.sheets.cells import RawBook
from promo_desk.sheets.guards import Limits

Progress = Callable[[int, int | None], None]
"""Told with (rows read, rows expected or None)."""


class Cancelled(Exception):
    """The user stopped the reading; nothing was kept."""


def read_book(path: Path | str, limits: Limits | None = None, password: str | None = None,
              progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> RawBook:
    """The workbook as plain values. WorldFault in one sentence when it cannot or must not be read."""
    raise NotImplementedError
