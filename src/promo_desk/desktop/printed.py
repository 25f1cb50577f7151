"""How a value stands in one line of a list: its text, and which part of it is said in a quieter tone."""

from __future__ import annotations

import re
from typing import Any

from promo_desk.fields.field import Field

QUIET_KINDS = ("when", "moment")
"""Kinds that are quiet as a whole: they accompany a row, they do not name it."""
_UNIT_KINDS = ("money", "quantity", "area", "percent")
_NUMBER = re.compile(r"^(\D*?)([-+(]?\d[\d.,\u00a0 ]*\d|\d)(.*)$", re.DOTALL)


def printed(field: Field, value: Any, language: str) -> str:
    """The value in one line; nothing for an empty one."""
    if value is None or value in ((), ""):
        return ""
    return " ".join(field.kind.text(value, language).split())


def parts(field: Field, text: str) -> tuple[str, str, str]:
    """The text as (quiet, plain, quiet): ``("CNY ", "6,100,000,000", "")``; the unit stands back."""
    if field.kind.name not in _UNIT_KINDS:
        return ("", text, "")
    found = _NUMBER.match(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")
