"""Commands that change the office: return, undo, redo; ``import`` stands in ``importing``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promo_desk.cli.common import Setting, common, progress
from promo_desk.cli.importing import Decided
from promo_desk.cli.shown import text_value
from promo_desk.cli.told_plan import tell_plan
from promo_desk.fields.message import Message
from promo_desk.records import fields_of, show_name

if TYPE_CHECKING:
    from promo_desk.sheets.plan import Plan
    from promo_desk.store import Store

FILE = click.Path(path_type=Path)
RETURN_EXAMPLES = """Example: promo-desk return companies.xlsx --dry-run

\b
Examples:
  promo-desk return companies.xlsx --rejects to-mend.xlsx
  promo-desk return companies.xlsx --decide answers.json

\b
A file of decisions is JSON, as for import. Where both sides changed a cell, "new" takes the file's word:
  {"answers": {"Companies": {"D7": "new"}},
   "mended": {"Companies": {"E9": "2017-09"}}}
"""


def _applied(setting: Setting, store: Store, plan: Plan) -> dict[str, Any]:
    from promo_desk.sheets.apply import apply

    with progress(setting, plan.name) as told:
        applied = apply(store, plan, progress=told)
    if applied.change is None:
        setting.say("{file}: nothing new.", file=plan.name)
    else:
        setting.say("{file}: done as change {number}; `promo-desk undo {number}` takes it back.", file=plan.name,
                    number=applied.change)
    return {**plan.to_json(), "change": applied.change}


@click.command("return", epilog=RETURN_EXAMPLES)
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Show the differences and write nothing.")
@click.option("--rejects", type=FILE, metavar="OUT.xlsx", help="Write the rows that wait, with reasons, here.")
@click.option("--decide", type=FILE, metavar="FILE.json", help="Corrections and answers, as for import.")
@common
def return_file(setting: Setting, file: Path, dry_run: bool, rejects: Path | None, decide: Path | None) -> None:
    """Take back an exported workbook that somebody edited: three-way comparison, then one change.

    Rows with a fault or an open question stay as they are here, and so does what was changed here since the export.
    """
    from promo_desk.sheets.rejects import write_rejects
    from promo_desk.sheets.returned import compare

    options = Decided.of(decide, {}, setting).options(file.name)
    with setting.store() as store:
        plan = compare(store, file, options)
        if not setting.machine:
            tell_plan(setting, plan)
        if rejects is not None:
            write_rejects(plan, rejects)
        report = plan.to_json() if dry_run else _applied(setting, store, plan)
    if setting.machine:
        setting.show(report, str)


@click.command(epilog="Example: promo-desk undo 12")
@click.argument("number", type=int, required=False)
@common
def undo(setting: Setting, number: int | None) -> None:
    """Take back a change: the last one, or any earlier one, an import made weeks ago too."""
    with setting.store() as store:
        _tell_undone(setting, store, store.undo(number), "Change {number} “{label}” is taken back.")


@click.command(epilog="Example: promo-desk redo")
@common
def redo(setting: Setting) -> None:
    """Make again what was taken back last."""
    with setting.store() as store:
        _tell_undone(setting, store, store.redo(), "Change {number} “{label}” is made again.")


def _tell_undone(setting: Setting, store: Store, undone: Any, sentence: str) -> None:
    left = [{"kind": each.kind, "id": each.id, "field": each.key} for each in undone.left]
    data = {"change": undone.number, "label": undone.label, "left": left}

    def text() -> str:
        said = Message(sentence, {"number": undone.number, "label": undone.label}).text(setting.language)
        return "\n".join([said, *(_left_line(setting, store, each) for each in undone.left)])

    setting.show(data, text)


def _left_line(setting: Setting, store: Store, left: Any) -> str:
    name = store.names(left.kind, [left.id]).get(left.id) or show_name(left.kind, {"id": left.id}, setting.language)
    if not left.key:
        return "  " + Message("left as it is, changed since: {name}", {"name": name}).text(setting.language)
    field = fields_of(left.kind)[left.key]
    return "  " + Message("left as it is, changed since: {name}, {field} ({value})",
                          {"name": name, "field": field.label(setting.language),
                           "value": text_value(field, left.now, setting.language)}).text(setting.language)

