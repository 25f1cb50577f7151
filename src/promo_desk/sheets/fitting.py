"""How well a column's cells are what a field keeps: the share of them that can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from promo_desk.fields.kind import Reading
from promo_desk.fields.units import read_units
from promo_desk.sheets.related import targets

if TYPE_CHECKING:
    from promo_desk.sheets.mapping import MappedColumn
    from promo_desk.sheets.shape import Shape

FITS = 0.5
"""The share of the cells that a field must be able to read for a word that may mean something else."""
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


def is_sure(made: MappedColumn, words: Sequence[tuple[int, str]], values: Sequence[Any], shape: Shape) -> bool:
    """Whether the header leaves no doubt of the field, though most cells cannot be read; they are then said one by one
    instead of becoming notes. A word with a unit of the field's kind does (投资额(万元)); of words that mean no other
    field the field's first one, and any other where some cells are right. ``words``: place and path of each."""
    known = made.field
    if known is None:
        return False
    unit = any(unit.family == known.kind.name for unit in read_units(made.unit))
    alone = len({path for _place, path in words}) == 1
    return unit or (alone and (min(words)[0] <= 0 or fit(made, values, shape) > 0))


def are_numbers(values: Sequence[Any]) -> bool:
    """Whether the cells are no more than 1, 2, 3."""
    cells = [str(value).removesuffix(".0") for value in values]
    return all(cell.isdigit() and len(cell) < 6 for cell in cells)


def _is_name(value: Any) -> bool:
    """Whether a cell may be a name: it has letters, and is no more than a line. A number of ours ("#12") is one."""
    text = str(value).strip()
    return text.startswith("#") or (len(text) <= _LONGEST_NAME and _LETTER.search(text) is not None)
