"""How well a column's cells are what a field keeps: the share of them that can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from promo_desk.fields.kind import Reading
from promo_desk.sheets.related import targets

if TYPE_CHECKING:
    from promo_desk.sheets.mapping import MappedColumn
    from promo_desk.sheets.shape import Shape

_LONGEST_NAME = 80
_NAMES = ("name", "name_zh", "title", "title_zh")
_LETTER = re.compile(r"[^\W\d_]")


def fit(made: MappedColumn, values: Sequence[Any], shape: Shape) -> float:
    """The share of the first cells that the field can read, 0 to 1; a column of blanks fits anything."""
    known = made.field
    if known is None or not values:
        return 1.0
    if targets(known) or known.key in _NAMES:
        return sum(map(_is_name, values)) / len(values)
    reading = Reading(unit=made.unit or shape.unit, year=made.year or shape.year)
    return sum(known.kind.parse(value, reading).level != "error" for value in values) / len(values)


def _is_name(value: Any) -> bool:
    """Whether a cell may be a name: it has letters, and is no more than a line. A number of ours ("#12") is one."""
    text = str(value).strip()
    return text.startswith("#") or (len(text) <= _LONGEST_NAME and _LETTER.search(text) is not None)
