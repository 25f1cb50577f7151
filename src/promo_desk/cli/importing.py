"""``promo-desk import``: files, folders and pasted cells, each planned, then written as one change of its own.

Every file is planned before the first one is written. With ``--on-error stop`` (the default) nothing at all is written
where one of them cannot be taken; with ``skip`` and ``blank`` a file that cannot be read is named and left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promo_desk.cli.common import KindName, Setting, common, printable, progress
from promo_desk.cli.output import day
from promo_desk.cli.told_plan import tell_plan, tell_summary
from promo_desk.fields.message import WorldFault

if TYPE_CHECKING:
    from promo_desk.sheets.cells import RawBook
    from promo_desk.sheets.options import Options
    from promo_desk.sheets.plan import Plan
    from promo_desk.store import Store

FILE = click.Path(path_type=Path)
PASTED = Path("-")
EXAMPLES = """Example: promo-desk import 签约项目台账.xlsx --dry-run

\b
Examples:
  promo-desk import inbox/ --on-error skip --rejects to-mend.xlsx
  promo-desk import 台账.xlsx --decide answers.json
  promo-desk import 入驻企业名单.xlsx --snapshot --ended-on 2024-06-30
  pbpaste | promo-desk import - --into companies

\b
A file of decisions is JSON; every part may be left out. A sheet is called by its name, a column by its letter:
  {"on_error": "skip",
   "kinds": {"Sheet1": "company"}, "taken": {"旧": false},
   "mapping": {"Sheet1": {"C": "project.jobs", "D": "notes", "E": ""}},
   "shapes": {"Sheet1": {"header_rows": [3], "last_row": 40}},
   "units": {"Sheet1": {"D": "万元"}},
   "refused": {"Sheet1": ["17", "D", "C9"]},
   "mended": {"Sheet1": {"C17": "3亿元"}},
   "replaced": {"project.total_investment": {"约三": "3亿元"}},
   "named": {"company": {"启航科技": 12, "新名字": "new"}},
   "choices": {"stage": {"跟踪中": "talks"}},
   "fixed": {"tenancy.zone": "琶洲"},
   "files": {"other.xlsx": {"into": "project"}}}
"""


@click.command("import", epilog=EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--into", type=KindName(), help="The kind of record the rows are (default: told by the headers).")
@click.option("--sheet", metavar="NAME", help="Only this sheet (default: every visible sheet with a table).")
@click.option("--dry-run", is_flag=True, help="Show the plan and write nothing.")
@click.option("--blank", type=click.Choice(["keep", "fill", "clear"]),
              help="An empty cell keeps the value (default); or only empty fields are filled; or it clears the value.")
@click.option("--on-error", type=click.Choice(["stop", "skip", "blank"]),
              help="A bad cell stops the import (default); or its row is left out; or its row is taken without it.")
@click.option("--leftover", type=click.Choice(["notes", "left_out"]),
              help="Columns that fit no field are kept as notes (default), or left out.")
@click.option("--rejects", type=FILE, metavar="OUT.xlsx",
              help="Write the rows that failed, with reasons, here; of several files each beside it, by its name.")
@click.option("--password", metavar="TEXT", help="Opens workbooks that are protected with a password.")
@click.option("--profile", metavar="NAME", help="Use, or remember, the layout of this name.")
@click.option("--decide", type=FILE, metavar="FILE.json", help="Corrections and answers, as in the window.")
@click.option("--snapshot", is_flag=True, help="The list is complete: say who is missing from it.")
@click.option("--ended-on", metavar="WHEN", help="With --snapshot: the tenancies that are missing ended then.")
@common
def import_files(setting: Setting, files: tuple[Path, ...], dry_run: bool, rejects: Path | None, password: str | None,
                 decide: Path | None, snapshot: bool, ended_on: str | None, **said: Any) -> None:
    """Take ledgers in as they are: shape, columns, plan, one change for each file.

    FILES are workbooks, texts, folders of them, or - for cells pasted on standard input. What is asked is told once,
    with a file of decisions that answers it.
    """
    if ended_on and not snapshot:
        raise click.UsageError("--ended-on goes with --snapshot.")
    said |= {"snapshot": snapshot or None, "ended_on": day(ended_on)}
    decided = Decided.of(decide, {name: value for name, value in said.items() if value is not None}, setting)
    incoming = _incoming(files)
    with setting.store(create=True) as store:
        run = _Import(setting, store, decided, password, dry_run, rejects)
        reports = run.all(incoming)
    if setting.machine:
        alone = len(files) == 1 and not files[0].is_dir()
        setting.show(reports[0] if alone else reports, str)
    elif len(incoming) > 1:
        tell_summary(setting, reports, planned=dry_run)
    if incoming and run.failed == len(incoming):
        raise SystemExit(1)


@dataclass(frozen=True)
class Decided:
    """The options for every file, and those that a file of decisions says of single files."""

    common: dict[str, Any]
    by_file: dict[str, dict[str, Any]]
    flags: dict[str, Any]

    @classmethod
    def of(cls, path: Path | None, flags: dict[str, Any], setting: Setting) -> Decided:
        """Flags of the command line go before what the file says."""
        told = _decisions(path) if path is not None else {}
        by_file = told.pop("files", {})
        if not isinstance(by_file, dict) or not all(isinstance(each, dict) for each in by_file.values()):
            raise WorldFault('The decision "{name}" cannot be {value}.', name="files", value=str(by_file)[:60])
        made = cls({"language": setting.language, **told}, by_file, flags)
        for name in (None, *by_file):
            made.options(name)
        return made

    def options(self, name: str | None) -> Options:
        """What holds for a file of that name; WorldFault where a decision is not as it should be."""
        from promo_desk.sheets.options import Options

        return replace(Options.of_json({**self.common, **self.by_file.get(name or "", {})}), **self.flags)


def _decisions(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise WorldFault("{name} cannot be read: {detail}", name=path, detail=fault.strerror or fault) from fault
    except (ValueError, RecursionError):
        raise WorldFault("{file} is not JSON.", file=path) from None
    if not isinstance(told, dict):
        raise WorldFault("Decisions are an object of JSON, such as {example}.", example='{"on_error": "skip"}')
    return told


def _incoming(files: Sequence[Path]) -> list[Path]:
    """The files that are meant, folders looked through; "-" is standard input. WorldFault where one is not there."""
    from promo_desk.sheets.files import workbooks

    found = [each for file in files for each in ([file] if file == PASTED else workbooks([file]))]
    for file in found:
        if file != PASTED and not file.exists():
            raise WorldFault("There is no file {file}.", file=file)
    return list(dict.fromkeys(found))


@dataclass
class _Import:
    """One call of the command: plans all files, then writes them one after another."""

    setting: Setting
    store: Store
    decided: Decided
    password: str | None
    dry_run: bool
    rejects: Path | None
    failed: int = 0
    """Files that could not be read at all, and were left out."""
    written: list[int] = field(default_factory=list)

    def all(self, files: Sequence[Path]) -> list[dict[str, Any]]:
        """The report of every file, in their order."""
        plans = [(file, self._planned(file)) for file in files]
        for _file, plan in plans:
            if isinstance(plan, WorldFault):
                self._leave_out(plan)
            else:
                self._tell(plan, several=len(plans) > 1)
        if self.dry_run:
            return [self._report(file, plan) for file, plan in plans]
        self._hold([plan for _file, plan in plans if not isinstance(plan, WorldFault)])
        return [self._report(file, plan if isinstance(plan, WorldFault) else self._applied(plan))
                for file, plan in plans]

    def _planned(self, file: Path) -> Plan | WorldFault:
        """The plan, or the reason why there is none, where files that fail are to be left out."""
        from promo_desk.sheets.plan import make_plan

        options = self.decided.options(file.name)
        try:
            source = _pasted() if file == PASTED else file
            with progress(self.setting, file.name) as told:
                return self._with_password(file, lambda password: make_plan(self.store, source, options, told,
                                                                            password=password))
        except WorldFault as fault:
            if options.on_error == "stop":
                raise
            return fault

    def _with_password(self, file: Path, make: Any) -> Plan:
        """Asks for a password on a terminal, until it opens the file or nothing is typed."""
        from promo_desk.sheets.packages import PasswordNeeded

        password = self.password
        while True:
            try:
                made: Plan = make(password)
                return made
            except PasswordNeeded as needed:
                if self.setting.machine or not sys.stdin.isatty():
                    raise
                click.echo(printable(needed.message.text(self.setting.language)), err=True)
                password = click.prompt(file.name, default="", hide_input=True, show_default=False, err=True)
                if not password:
                    raise

    def _leave_out(self, fault: WorldFault) -> None:
        self.failed += 1
        click.echo(printable(fault.message.text(self.setting.language)), err=True)

    def _tell(self, plan: Plan, several: bool) -> None:
        if not self.setting.machine:
            tell_plan(self.setting, plan, columns=self.dry_run)
        if self.rejects is not None:
            from promo_desk.sheets.rejects import write_rejects

            write_rejects(plan, _beside(self.rejects, plan.name) if several else self.rejects)

    def _hold(self, plans: Iterable[Plan]) -> None:
        """Nothing at all is written where one of the files cannot be taken as a whole."""
        held = [plan for plan in plans if plan.options.on_error == "stop" and plan.errors]
        if len(held) > 1:
            raise WorldFault("{n} files cannot be taken as they are, so nothing was imported: {files}. Mend them, or "
                             "leave out what fails with --on-error skip.", n=len(held),
                             files=", ".join(plan.name for plan in held))
        if held:
            raise WorldFault("{n} rows of {file} cannot be taken as they are, so nothing was imported. Mend them, or "
                             "leave them out.", n=held[0].errors, file=held[0].name)

    def _applied(self, plan: Plan) -> Plan:
        """Written as one change. What an earlier file has brought is known to the next: it is planned again."""
        from promo_desk.sheets.apply import apply
        from promo_desk.sheets.plan import make_plan

        try:
            with progress(self.setting, plan.name) as told:
                if self.written:
                    plan = make_plan(self.store, plan.book or plan.path, plan.options, told, password=self.password)
                change = apply(self.store, plan, progress=told).change
        except BaseException:
            self._take_back()
            raise
        if change is not None:
            self.written.append(change)
        self._tell_done(plan, change)
        return plan

    def _take_back(self) -> None:
        """All or nothing over all files: what was written of this call goes back."""
        for number in reversed(self.written):
            self.store.undo(number)

    def _tell_done(self, plan: Plan, change: int | None) -> None:
        if change is None:
            self.setting.say("{file}: nothing new.", file=plan.name)
        else:
            self.setting.say("{file}: done as change {number}; `promo-desk undo {number}` takes it back.",
                             file=plan.name, number=change)

    def _report(self, file: Path, made: Plan | WorldFault) -> dict[str, Any]:
        if isinstance(made, WorldFault):
            return {"file": str(file), "change": None, "sheets": [], "error": made.message.text(self.setting.language)}
        return made.to_json()


def _pasted() -> RawBook:
    """The cells on standard input."""
    from promo_desk.sheets.pasted import book_of_text

    content = standard_input()
    try:
        return book_of_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return book_of_text(content.decode("gb18030", errors="replace"))


def standard_input() -> bytes:
    """All that is piped in."""
    return sys.stdin.buffer.read()


def _beside(rejects: Path, name: str) -> Path:
    """to-mend.xlsx and 台账.xls make "to-mend 台账.xlsx"."""
    return rejects.with_name(f"{rejects.stem} {Path(name).stem}{rejects.suffix or '.xlsx'}")
