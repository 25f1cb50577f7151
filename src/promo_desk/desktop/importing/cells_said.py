"""What the user says of a sheet, as corrections of the plan's options; the plan is then made anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from promo_desk.sheets.cells import cell_name

if TYPE_CHECKING:
    from promo_desk.desktop.importing.cells_facts import Facts
    from promo_desk.desktop.importing.plan import PlanCard
    from promo_desk.sheets.plan import Options, Plan
    from promo_desk.sheets.questions import Question


class Steps:
    """The corrections one has come by, to go back and on: Ctrl+Z over the cells is not the office's undo."""

    def __init__(self, options: Options) -> None:
        self._here = options
        self._past: list[Options] = []
        self._future: list[Options] = []

    def seen(self, options: Options) -> None:
        """A plan with these options is shown."""
        if options != self._here:
            self._past.append(self._here)
            self._future.clear()
            self._here = options

    def back(self) -> Options | None:
        """The options before the last correction; None where there is none."""
        return self._step(self._past, self._future)

    def on(self) -> Options | None:
        return self._step(self._future, self._past)

    def _step(self, source: list[Options], target: list[Options]) -> Options | None:
        if not source:
            return None
        target.append(self._here)
        self._here = source.pop()
        return self._here


class Said:
    """The corrections of one sheet. ``facts`` is set anew with every plan."""

    def __init__(self, card: PlanCard, facts: Facts) -> None:
        self.card, self.facts = card, facts
        self._asked: tuple[Plan | None, dict[tuple[str, str], Question]] = (None, {})

    @property
    def key(self) -> str:
        return self.facts.sheet.key

    # shape

    def header(self, rows: Iterable[int]) -> None:
        """These rows are the header; records begin below them."""
        header = tuple(sorted(rows))
        if header:
            first = self._shape("first_row")
            self._say_shape(header_rows=header, **({"first_row": None} if first and first <= header[-1] else {}))

    def header_from(self, row: int) -> None:
        """The header begins with this row and goes on to its last."""
        there = self.facts.sheet.shape.header_rows
        last = there[-1] if there and there[-1] >= row else row
        self.header(range(row, last + 1))

    def no_header(self) -> None:
        self._say_shape(header_rows=())

    def begin(self, row: int) -> None:
        """The records begin with this row; a header cannot stand below."""
        header = self.facts.sheet.shape.header_rows
        above = tuple(each for each in header if each < row)
        self._say_shape(first_row=row, **({"header_rows": above} if above != header else {}))

    def end(self, row: int) -> None:
        self._say_shape(last_row=row)

    def rows_are(self, rows: Iterable[int], what: str) -> None:
        """Say of single rows "record" or "out"."""
        said = dict(self._shape("rows") or {})
        self._say_shape(rows={**said, **dict.fromkeys(rows, what)})

    def first_column(self, column: int) -> None:
        self._say_shape(first_column=column)

    def last_column(self, column: int) -> None:
        self._say_shape(last_column=column)

    def unit(self, unit: str) -> None:
        """The unit of all amounts without their own; "": there is none."""
        self._say_shape(unit=unit.strip())

    def shape_as_found(self) -> None:
        """Everything that was said of the sheet's shape is taken back."""
        shapes = {key: said for key, said in self.card.options.shapes.items() if key != self.key}
        self.card.correct(shapes=shapes)

    @property
    def shape_was_corrected(self) -> bool:
        return bool(self.card.options.shapes.get(self.key))

    # columns, cells, rows

    def column_goes(self, letters: Iterable[str], path: str) -> None:
        """A column goes to a path, to "notes", or nowhere ("")."""
        self.card.correct_sheet("mapping", self.key, dict.fromkeys(letters, path))

    def refuse(self, names: Iterable[str], *, refused: bool) -> None:
        """Rows, columns and cells by name are not to be taken, or are taken after all."""
        options = self.card.options
        there = frozenset(options.refused.get(self.key, ()))
        said = there | set(names) if refused else there - set(names)
        if said != there:
            self.card.correct(refused={**options.refused, self.key: frozenset(said)})

    def mend(self, row: int, column: int, text: str, *, everywhere: bool) -> None:
        """Something else stands in a cell, or everywhere the same stands in its field."""
        said: Any = text or None
        mapped, raw = self.facts.columns.get(column), self.facts.raw.value(row, column)
        if everywhere and mapped is not None and mapped.path and raw is not None:
            options = self.card.options
            there = options.replaced.get(mapped.path, {})
            self.card.correct(replaced={**options.replaced, mapped.path: {**there, str(raw): said}})
        else:
            self.card.correct_sheet("mended", self.key, {cell_name(row, column): said})

    def as_it_was(self, row: int, column: int) -> None:
        """What the user has put in the place of a cell is taken back."""
        options, name = self.card.options, cell_name(row, column)
        mended = dict(options.mended.get(self.key, {}))
        if name in mended:
            del mended[name]
            self.card.correct(mended={**options.mended, self.key: mended})
            return
        mapped, raw = self.facts.columns.get(column), self.facts.raw.value(row, column)
        path = mapped.path if mapped is not None and mapped.path else ""
        replaced = {text: said for text, said in options.replaced.get(path, {}).items() if text != str(raw)}
        self.card.correct(replaced={**options.replaced, path: replaced})

    def answer(self, question: Question, answer: Any, *, everywhere: bool) -> None:
        from promo_desk.sheets.questions import answered

        self.card.set_options(answered(self.card.options, question, answer, everywhere=everywhere))

    def question_of(self, row: int, column: int) -> Question | None:
        """What a cell asks, as if it alone asked (its other cells are found by "everywhere")."""
        plan, place = self.card.plan, (self.key, cell_name(row, column))
        if plan is None:
            return None
        if self._asked[0] is not plan:
            self._asked = plan, {cell: each for each in plan.asked for cell in each.cells}
        found = self._asked[1].get(place)
        return replace(found, cells=(place, *(each for each in found.cells if each != place))) if found else None

    # the sheet

    def kind(self, kind: str) -> None:
        self.card.correct(kinds={**self.card.options.kinds, self.key: kind})

    def _shape(self, part: str) -> Any:
        return self.card.options.shapes.get(self.key, {}).get(part)

    def _say_shape(self, **said: Any) -> None:
        self.card.correct_sheet("shapes", self.key, said)
