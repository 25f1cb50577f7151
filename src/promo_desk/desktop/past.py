"""Entries of the history in words: what was done, when, by whom, and each value before and after."""

from __future__ import annotations

from datetime import date
from typing import Any

from promo_desk.desktop.moments import moment_text
from promo_desk.records import fields_of

UNTOLD = ("id", "version", "created_at", "created_by", "changed_at", "changed_by")


def head_of(entry: Any, language: str, today: date | None = None) -> tuple[str, str]:
    """When and who; in which work."""
    info = entry.change
    when = " · ".join(part for part in (moment_text(info.at, language, today), info.who or "") if part)
    return when, info.told(language)


def lines_of(entry: Any, language: str) -> list[tuple[str, str, str]]:
    """(field, before, after) of every value that changed, as text."""
    fields = fields_of(entry.kind)
    old, new = entry.old or {}, entry.new or {}
    keys = [key for key in fields if key not in UNTOLD and old.get(key) != new.get(key)]
    return [(fields[key].label(language), _text(fields[key], old.get(key), language),
             _text(fields[key], new.get(key), language)) for key in keys]


def _text(field: Any, value: Any, language: str) -> str:
    return "" if value in (None, "", ()) else str(field.kind.text(value, language))

