"""What the user does not want of a sheet: rows, columns and single cells, by their names in Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from promo_desk.sheets.cells import column_number
from promo_desk.sheets.mapping import MappedColumn
from promo_desk.sheets.parsed_columns import ParsedColumn


class Refused:
    """``names``: "17" a row, "C" a column, "C17" a cell; ``numbers``: the rows of the records, by position."""

    def __init__(self, names: Iterable[str], numbers: Sequence[int]) -> None:
        self.names = frozenset(names)
        self.numbers = numbers
        self.places = {row: at for at, row in enumerate(numbers)} if self.names else {}
        self.rows = {self.places[int(name)] for name in self.names if name.isdigit() and int(name) in self.places}

    def silence(self, parsed: Mapping[int, ParsedColumn]) -> None:
        """Columns and cells that are not wanted say nothing."""
        for name in self.names:
            letters = name.rstrip("0123456789")
            column = parsed.get(column_number(letters)) if letters else None
            if column is not None:
                for at in self._at(name[len(letters):]):
                    column.values[at] = None
                    column.notes.pop(at, None)

    def _at(self, row: str) -> Sequence[int]:
        if not row:
            return range(len(self.numbers))
        return [self.places[int(row)]] if int(row) in self.places else []

    def has(self, at: int, mapped: MappedColumn) -> bool:
        """Whether a cell is not wanted; it is not an empty one."""
        letter = mapped.column.letter
        return bool(self.names) and (letter in self.names or f"{letter}{self.numbers[at]}" in self.names)
