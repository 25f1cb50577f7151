"""Finding a text in the cells of a sheet: row by row from the cursor on, to be stopped at any moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from promo_desk.desktop.importing.cells_facts import Facts, shown

LOOK_UP = 500
"""After so many rows it looks whether somebody still wants to know."""


def find_text(facts: Facts, rows: Sequence[int], text: str, here: tuple[int, int], step: int,
              stopped: Callable[[], bool] = lambda: False) -> tuple[int, int] | None:
    """The next cell (``step`` 1), the previous one (-1), or the one at the cursor or after it (0) that holds the text;
    round the end of the rows. None where none does."""
    wanted, places = " ".join(text.split()).casefold(), facts.places
    if not wanted or not rows:
        return None
    for count, at in enumerate(_order(rows, here[0], step)):
        if count % LOOK_UP == 0 and stopped():
            return None
        found = [place for place in places if wanted in shown(facts.raw.value(rows[at], place)).casefold()]
        if count == 0:
            found = [place for place in found if _beyond(place, here[1], step)] if rows[at] == here[0] else found
        if found:
            return rows[at], found[-1 if step < 0 else 0]
    return None


def _order(rows: Sequence[int], row: int, step: int) -> list[int]:
    """Positions from the cursor's row round to itself again."""
    at = next((at for at, each in enumerate(rows) if each >= row), 0)
    if step >= 0:
        return [*range(at, len(rows)), *range(at + 1)]
    return [*range(at, -1, -1), *range(len(rows) - 1, at - 1, -1)]


def _beyond(place: int, column: int, step: int) -> bool:
    return place > column if step > 0 else place < column if step < 0 else place >= column
