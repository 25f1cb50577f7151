"""What a person is asked of a file: each question once, however many cells ask it, and what an answer changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref, fold
from promo_desk.fields.message import Message
from promo_desk.records import fields_of
from promo_desk.sheets.options import Options
from promo_desk.sheets.related import targets
from promo_desk.sheets.unitless import UNIT, is_of_unit, unit_meant
from promo_desk.store.sameness import Near

if TYPE_CHECKING:
    from promo_desk.sheets.parsed_columns import CellNote
    from promo_desk.sheets.plan import SheetPlan

About = Literal["record", "choice", "value", "error"]
Answer = Any
"""Of a record one of the candidates, its number (below nought: one that the file brings) or "new"; a choice's code; a
value of the field's kind, or text to read; None for nothing."""


@dataclass(frozen=True)
class Question:
    """``about``: which record is meant, which choice a word stands for, which value a cell means, or how a cell that
    cannot be read is mended. ``kind``: of a record, its kind; of a choice, its table."""

    about: About
    path: str
    raw: Any
    message: Message
    candidates: tuple[Any, ...]
    """Of a record Near (id, name, score, reason); else values of the field's kind."""
    cells: tuple[tuple[str, str], ...]
    """(sheet's key, cell), every cell that asks it."""
    kind: str = ""
    holds: bool = False
    """Whether the rows wait for the answer; else they are taken as the message says."""


def asked(sheets: Iterable[SheetPlan]) -> tuple[Question, ...]:
    """The questions of all sheets in the order in which they are met."""
    found: dict[Any, Question] = {}
    cells: defaultdict[Any, list[tuple[str, str]]] = defaultdict(list)
    for sheet in sheets:
        held = sheet.held
        for row, notes in sheet.notes.items():
            for note in notes:
                if note.path and note.level in ("question", "error"):
                    _meet(found, cells, sheet.key, note, holds=row in held)
    return tuple(replace(each, cells=tuple(cells[place])) for place, each in found.items())


def _meet(found: dict[Any, Question], cells: defaultdict[Any, list[tuple[str, str]]], key: str, note: CellNote, *,
          holds: bool) -> None:
    made = _question(key, note, holds=holds)
    if made is None:
        return
    place: tuple[str, ...] = (made.about, made.kind or made.path, str(made.raw), made.message.msgid)
    if made.kind == UNIT:
        place = place_of(made)
    cells[place] += made.cells
    first = found.setdefault(place, made)
    if holds and not first.holds:
        found[place] = replace(first, holds=True)


def _question(key: str, note: CellNote, *, holds: bool) -> Question | None:
    """The question of a cell; None for one that no answer mends, such as two rows that contradict each other."""
    known = _field(note.path or "")
    about = _about(note, known)
    if about is None or note.raw is None:
        return None
    kind = record_kind(note) if about == "record" else getattr(known.kind, "table", "") if about == "choice" else (
        UNIT if is_of_unit(note.message) else "")
    return Question(about, note.path or "", note.raw, note.message, note.candidates, ((key, note.cell),), kind, holds)


def _field(path: str) -> Field:
    kind, _, key = path.partition(".")
    return fields_of(kind)[key]


def _about(note: CellNote, known: Field) -> About | None:
    if any(hasattr(each, "score") or isinstance(each, Ref) for each in note.candidates):
        return "record"
    if getattr(known.kind, "table", ""):
        return "choice"
    if note.level == "question":
        return "value" if note.candidates else None
    return "error"


def record_kind(note: CellNote) -> str:
    """The kind of record that is asked about: the one the field links to, or the record of the row itself."""
    named = next((each.kind for each in note.candidates if getattr(each, "kind", "")), "")
    path = note.path or ""
    linked = targets(_field(path))
    return named or (linked[0] if linked else path.partition(".")[0])


def place_of(question: Question) -> tuple[str, str, str]:
    """Where the answer stands in the options: the part of them, kind or table or path, and the word."""
    if question.kind == UNIT:
        return "units", question.cells[0][0], question.cells[0][1].rstrip("0123456789")
    if question.about == "record":
        return "named", question.kind, fold(str(question.raw))
    if question.about == "choice":
        return "choices", question.kind, fold(str(question.raw))
    return "replaced", question.path, str(question.raw)


def answered(options: Options, question: Question, answer: Answer, *, everywhere: bool = True) -> Options:
    """The options with this answer: for every cell that asks, or (``everywhere=False``) for the first alone."""
    if isinstance(answer, Near | Ref):
        question, answer = replace(question, kind=answer.kind or question.kind), answer.id
    if question.about == "record" and isinstance(answer, int) and answer < 0:
        return _as_another(options, question, answer)
    if not everywhere:
        return _for_one(options, question, answer)
    part, outer, inner = place_of(question)
    if part == "units" and answer is None:
        return replace(options, refused={**options.refused, outer: options.refused.get(outer, frozenset()) | {inner}})
    if part == "units" and (unit := unit_meant(question.raw, answer)) is not None:
        return _said(options, part, outer, inner, unit)
    if part == "named" or (part == "choices" and answer is not None):
        return _said(options, part, outer, inner, answer)
    return _said(options, "replaced", question.path, str(question.raw), _as_text(question.path, answer))


def without(options: Options, place: tuple[str, str, str]) -> Options:
    """The options without the answer that stands at this place (as :func:`place_of` tells it)."""
    part, outer, inner = place
    there: Mapping[str, Mapping[str, Any]] = getattr(options, part)
    left = {word: said for word, said in there.get(outer, {}).items() if word != inner}
    return _with_part(options, part, {**there, outer: left})


def _as_another(options: Options, question: Question, number: int) -> Options:
    """The name is another writing of one that the file itself brings; it is read as that one."""
    name = next(each.name for each in question.candidates if each.id == number)
    return _said(options, "replaced", question.path, str(question.raw), name)


def _for_one(options: Options, question: Question, answer: Answer) -> Options:
    key, cell = question.cells[0]
    if question.about == "record":
        several = len({each.kind for each in question.candidates}) > 1
        return _said(options, "answers", key, cell,
                     f"{question.kind}#{answer}" if several and isinstance(answer, int) else answer)
    return _said(options, "mended", key, cell, _as_text(question.path, answer))


def _said(options: Options, part: str, outer: str, inner: str, value: Any) -> Options:
    there: Mapping[str, Mapping[str, Any]] = getattr(options, part)
    return _with_part(options, part, {**there, outer: {**there.get(outer, {}), inner: value}})


def _with_part(options: Options, part: str, told: Mapping[str, Mapping[str, Any]]) -> Options:
    changed: dict[str, Any] = {part: told}
    return replace(options, **changed)


def _as_text(path: str, answer: Answer) -> Any:
    """A value of a kind as its own text, which is read back exactly; what is text or empty stays."""
    if answer is None or isinstance(answer, (str, int, float)):
        return answer
    return _field(path).kind.text(answer, "en")
