"""Which cell each value of an import comes from, told in as few words as can be: a record's row, the columns of a sheet
by field, and single cells only where those two do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from promo_desk.sheets.plan import Draft, SheetPlan, Update
from promo_desk.sheets.related import kind_of


class Births:
    """The columns of every sheet. ``letters``: by sheet's key, then by path, the column that feeds the field; where two
    records of a row share a field (two promises), the column of the first."""

    def __init__(self, sheets: Sequence[SheetPlan]) -> None:
        self.sheets = {made.key: made for made in sheets}
        self.letters = {made.key: _by_path(made) for made in sheets}
        self.apart = cache(self._apart)

    def exceptions(self, written: Iterable[tuple[Draft | Update, int]]) -> Iterator[tuple[int, str, str, str]]:
        """The values that do not come from their record's row in the usual column: (id, key, sheet, cell)."""
        seen: set[int] = set()
        for made, id in written:
            if (made.elsewhere or self.apart(made.sheet, made.slot)) and id not in seen:
                seen.add(id)
                for key, (sheet, cell) in self._cells(made).items():
                    yield id, key, sheet, cell

    def _cells(self, made: Draft | Update) -> dict[str, Any]:
        elsewhere = made.elsewhere or {}
        apart = self.apart(made.sheet, made.slot)
        sheet = self.sheets.get(made.sheet)
        told = {key: (made.sheet, sheet.cell(made.slot, key, made.row)) for key in apart if sheet is not None}
        return {key: cell for key, cell in {**told, **elsewhere}.items() if key in made.values}

    def _apart(self, sheet: str, slot: str) -> frozenset[str]:
        """The fields of a slot that are fed by another column than the column map says."""
        made = self.sheets.get(sheet)
        if made is None:
            return frozenset()
        usual, own = self.letters[sheet], made.letters.get(slot, {})
        kind = kind_of(slot)
        return frozenset(path.partition(".")[2] for path, letters in usual.items()
                         if path.partition(".")[0] == kind and own.get(path.partition(".")[2], "") != letters)


def _by_path(made: SheetPlan) -> dict[str, str]:
    first: dict[str, str] = {}
    for slot, letters in made.letters.items():
        for key, letter in letters.items():
            if key != "id":
                first.setdefault(f"{kind_of(slot)}.{key}", letter)
    return first
