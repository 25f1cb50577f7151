"""Commands that change the office: import, return, undo, redo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promo_desk.cli.common import KindName, Setting, common, progress
from promo_desk.cli.shown import text_value
from promo_desk.fields.message import Message, WorldFault
from promo_desk.records import fields_of, show_name

if TYPE_CHECKING:
    from promo_desk.sheets.plan import Plan
    from promo_desk.store import Store

FILE = click.Path(path_type=Path)


@click.command("import", epilog="Example: promo-desk import 签约项目台账.xlsx --dry-run")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--into", type=KindName(), help="The kind of record the rows are (default: told by the headers).")
@click.option("--sheet", metavar="NAME", help="Only this sheet (default: every visible sheet with a table).")
@click.option("--dry-run", is_flag=True, help="Show the plan and write nothing.")
@click.option("--blank", type=click.Choice(["keep", "fill", "clear"]), default="keep", show_default=True,
              help="An empty cell keeps the value; or only empty fields are filled; or it clears the value.")
@click.option("--on-error", type=click.Choice(["stop", "skip", "blank"]), default="stop", show_default=True,
              help="A bad cell stops the import; or its row is left out; or its row is taken without the cell.")
@click.option("--rejects", type=FILE, metavar="OUT.xlsx", help="Write the rows that failed, with reasons, here.")
@click.option("--password", metavar="TEXT", help="Opens workbooks that are protected with a password.")
@click.option("--profile", metavar="NAME", help="Use, or remember, the layout of this name.")
@common
def import_files(setting: Setting, files: tuple[Path, ...], into: str | None, sheet: str | None, dry_run: bool,
                 blank: Any, on_error: Any, rejects: Path | None, password: str | None, profile: str | None) -> None:
    """Take ledgers in as they are: shape, columns, plan, one change for each file."""
    from promo_desk.sheets.plan import Options, make_plan

    options = Options(into=into, sheet=sheet, blank=blank, on_error=on_error, profile=profile,
                      language=setting.language)
    for file in files:
        if not file.exists():
            raise WorldFault("There is no file {file}.", file=file)
    with setting.store(create=True) as store:
        plans = [partial(make_plan, store, file, options, password=password) for file in files]
        reports = [_import(setting, store, file.name, plan, dry_run, rejects)
                   for file, plan in zip(files, plans, strict=True)]
    if setting.machine:
        setting.show(reports[0] if len(reports) == 1 else reports, str)


def _import(setting: Setting, store: Store, name: str, planned: Callable[..., Plan], dry_run: bool,
            rejects: Path | None) -> dict[str, Any]:
    with progress(setting, name) as told:
        plan = planned(progress=told)
    tell_plan(setting, plan)
    if rejects is not None:
        from promo_desk.sheets.rejects import write_rejects

        write_rejects(plan, rejects)
    if dry_run:
        return plan.to_json()
    return _applied(setting, store, plan)


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


VERDICTS = {"new": "new", "changed": "changed", "same": "same", "conflict": "in conflict",
            "duplicate": "twice in the file", "not_a_record": "not a record", "error": "with an error"}


def tell_plan(setting: Setting, plan: Plan) -> None:
    """The plan for people: counts by verdict, then every cell that something is said of."""
    for sheet in plan.to_json()["sheets"]:
        setting.say(f"{plan.name} · {sheet['sheet']}")
        for verdict, count in sheet["verdicts"].items():
            if count:
                setting.say(f"  {count:>6}  {Message(VERDICTS[verdict]).text(setting.language)}")
        for row in sheet["rows"]:
            for cell in row.get("cells", ()):
                setting.say(f"  {cell['cell']}: {cell['message']}")


@click.command("return", epilog="Example: promo-desk return companies.xlsx --dry-run")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Show the differences and write nothing.")
@common
def return_file(setting: Setting, file: Path, dry_run: bool) -> None:
    """Take back an exported workbook that somebody edited: three-way comparison, then one change."""
    from promo_desk.sheets.returned import compare

    with setting.store() as store:
        plan = compare(store, file)
        tell_plan(setting, plan)
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

