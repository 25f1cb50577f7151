"""A plan for people: what each sheet is, what becomes of its rows and columns, what is asked and how it is answered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from promo_desk.cli.common import Setting, printable
from promo_desk.fields.message import Message
from promo_desk.records import plural

if TYPE_CHECKING:
    from promo_desk.sheets.mapping import MappedColumn
    from promo_desk.sheets.plan import Plan, Question, SheetPlan

VERDICTS = {"new": "new", "changed": "changed", "same": "same", "conflict": "in conflict",
            "duplicate": "twice in the file", "not_a_record": "not a record", "error": "with an error",
            "refused": "refused"}
MOST_LINES = 20
"""So many cells of a sheet are told; a file of thousands of differences is told in full by ``--json``."""
MOST_NAMES = 5


def tell_plan(setting: Setting, plan: Plan, columns: bool = False) -> None:
    """Sheet by sheet: counts, missing records, what is said of cells; then every question once, with its answer.
    ``columns``: also what every column was taken for, and why."""
    for remark in plan.remarks:
        setting.say(f"{plan.name}: {remark.text(setting.language)}")
    for sheet in plan.sheets:
        _sheet(setting, plan, sheet, columns)
    tell_questions(setting, plan.asked)


def _sheet(setting: Setting, plan: Plan, sheet: SheetPlan, columns: bool) -> None:
    rows = f" · {plural(sheet.kind, setting.language)}" if sheet.kind else ""
    setting.say(f"{plan.name} · {sheet.key}{rows}")
    for verdict, count in sheet.counts().items():
        if count:
            setting.say(f"  {count:>6}  {Message(VERDICTS[verdict]).text(setting.language)}")
    _remarks(setting, sheet)
    if sheet.mapping is not None:
        for each in sheet.mapping.columns if columns else (each for each in sheet.mapping.columns if each.key == ""):
            _column(setting, each)
    _missing(setting, sheet)
    _cells(setting, sheet)


def _remarks(setting: Setting, sheet: SheetPlan) -> None:
    known = sheet.mapping.remarks if sheet.mapping is not None else ()
    for remark in dict.fromkeys((*(each.text(setting.language) for each in known),
                                 *(each.text(setting.language) for each in sheet.remarks))):
        setting.say(f"  {remark}")


def _column(setting: Setting, each: MappedColumn) -> None:
    """C 投资额(亿元) → project.total_investment [亿元]: why."""
    target = f" → {each.target}" if each.key else ""
    unit = f" [{each.unit}]" if each.unit and each.key else ""
    why = each.message.text(setting.language) if each.message else ""
    setting.say("  " + " ".join(f"{each.column.letter} {each.column.header}{target}{unit}: {why}".split()))


def _missing(setting: Setting, sheet: SheetPlan) -> None:
    if sheet.missing:
        names = ", ".join(each.name for each in sheet.missing[:MOST_NAMES])
        setting.say("  {n} stand in the office and not in this list: {names}", n=len(sheet.missing),
                    names=names + (" …" if len(sheet.missing) > MOST_NAMES else ""))


def _cells(setting: Setting, sheet: SheetPlan) -> None:
    """What is said of cells; questions are told below, once."""
    from promo_desk.sheets.plan import note_text

    notes = [note for row in sorted(sheet.notes) for note in sheet.notes[row] if note.level != "question"]
    for note in notes[:MOST_LINES]:
        setting.say(f"  {note.cell}: {note_text(note, setting.language)}")
    if len(notes) > MOST_LINES:
        setting.say("  … and {n} more cells; --json tells them all.", n=len(notes) - MOST_LINES)


# questions

def tell_questions(setting: Setting, asked: Sequence[Question]) -> None:
    """Every question once, with its cells and candidates; below them the file of decisions that answers them."""
    open_ones = [each for each in asked if each.about != "error"]
    for each in open_ones:
        cells = [cell for _key, cell in each.cells]
        more = f" (+{len(cells) - 1})" if len(cells) > 1 else ""
        setting.say(f"? {cells[0]}{more} “{each.raw}”: {each.message.text(setting.language)}")
        for candidate in each.candidates[:MOST_NAMES]:
            setting.say(f"    {candidate_text(each, candidate, setting.language)}")
    if open_ones:
        setting.say("To answer, write this into a file, change what is wrong, and give it with --decide:")
        click.echo(printable(json.dumps(decisions(open_ones), ensure_ascii=False, indent=1)))


def candidate_text(question: Question, candidate: Any, language: str) -> str:
    from promo_desk.records import fields_of

    if hasattr(candidate, "id"):
        return f"#{candidate.id} {candidate.name}"
    kind, _, key = question.path.partition(".")
    return fields_of(kind)[key].kind.text(candidate, language)


def decisions(asked: Iterable[Question]) -> dict[str, Any]:
    """The answers that a file of decisions would hold: for every question its first candidate, a new record where it
    names none. A person looks through them; nothing here decides."""
    from promo_desk.sheets.options import Options
    from promo_desk.sheets.questions import answered

    options = Options()
    for each in asked:
        options = answered(options, each, _first(each))
    return options.to_json()


def _first(question: Question) -> Any:
    candidate = next(iter(question.candidates), None)
    if question.about == "record":
        return getattr(candidate, "id", "new")
    return candidate if candidate is not None else str(question.raw)


# several files

def tell_summary(setting: Setting, reports: Sequence[dict[str, Any]], planned: bool = False) -> None:
    """One line over all files; ``planned``: nothing was to be written."""
    counted: Counter[str] = Counter()
    for report in reports:
        for sheet in report.get("sheets", ()):
            counted.update(sheet["verdicts"])
    told = ", ".join(f"{count} {Message(VERDICTS[verdict]).text(setting.language)}"
                     for verdict, count in counted.items() if count)
    if planned:
        setting.say("{n} files: {counts}", n=len(reports), counts=told or "–")
        return
    taken = sum(report.get("change") is not None for report in reports)
    setting.say("{n} files, {taken} of them with something new: {counts}", n=len(reports), taken=taken,
                counts=told or "–")
