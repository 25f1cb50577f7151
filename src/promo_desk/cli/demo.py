"""``promo-desk demo``: a fresh office, seeded, fed with the sample ledgers, and shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promo_desk.cli import Screen
from promo_desk.cli.common import Setting, a_day, common
from promo_desk.cli.output import one
from promo_desk.fields.folders import default_database, shipped_data
from promo_desk.fields.kinds import WHEN
from promo_desk.fields.message import WorldFault

if TYPE_CHECKING:
    from promo_desk.store import Store


@click.command(epilog="Example: promo-desk demo --output demo")
@click.option("--output", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              default=Path("promo-desk-demo"), show_default=True, help="The folder to make the office in.")
@click.option("--no-window", is_flag=True, help="Do not open the window; save pictures of every screen instead.")
@common
def demo(setting: Setting, folder: Path, no_window: bool) -> None:
    """A fresh office: Guangzhou 2017, with the sample ledgers imported and the first workbooks written."""
    screen: Screen = click.get_current_context().find_root().obj
    database = _fresh(setting, folder)
    office = Setting(str(database), setting.language, setting.machine)
    with office.store(create=True) as store:
        steps = [_seed(office, store), *_imports(office, store), *_workbooks(office, store, folder)]
    opens = screen.present() and not no_window
    pictures = [] if opens else _pictures(office, screen, folder, asked=no_window)
    if setting.machine:
        setting.show({"database": str(database), "steps": steps, "pictures": [str(path) for path in pictures]}, str)
    if opens:
        raise SystemExit(screen.open(str(database), setting.language))


def _fresh(setting: Setting, folder: Path) -> Path:
    """The path of a new database; one that is there is never written over."""
    database = Path(setting.database) if setting.database != default_database() else folder / "guangzhou-2017.db"
    if database.exists():
        raise WorldFault("{file} is there already; name another folder with --output, or remove it first.",
                         file=database)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WorldFault("The folder {folder} cannot be made: {reason}.", folder=folder,
                         reason=fault.strerror or fault) from fault
    setting.say("Database: {file}", file=database)
    return database


def _seed(setting: Setting, store: Store) -> dict[str, Any]:
    from promo_desk.office.seed import load

    seeded = load(store)
    count = sum(seeded.counts.values())
    setting.say("Seeded: {n} records in change {number}.", n=count, number=seeded.number)
    return {"step": "seed", "change": seeded.number, "records": count}


def _imports(setting: Setting, store: Store) -> list[dict[str, Any]]:
    """The sample ledgers, each planned, then written as one change; bad rows are left out and said."""
    from promo_desk.sheets.apply import apply
    from promo_desk.sheets.plan import Options, make_plan

    steps = []
    for file in sorted((shipped_data() / "samples").iterdir()):
        plan = make_plan(store, file, Options(on_error="skip", language=setting.language))
        applied = apply(store, plan)
        counts = {verdict: sum(sheet["verdicts"][verdict] for sheet in plan.to_json()["sheets"])
                  for verdict in ("new", "changed", "same", "error")}
        setting.say("Imported {file}: {new} new, {changed} changed, {same} same, {error} with an error.",
                    file=file.name, **counts)
        steps.append({"step": "import", "file": file.name, "change": applied.change, **counts})
    return steps


def _workbooks(setting: Setting, store: Store, folder: Path) -> list[dict[str, Any]]:
    """A briefing, the tenant list of Pazhou and the company ledger."""
    from promo_desk.office.briefing import freeze, make
    from promo_desk.sheets.briefing import write_briefing
    from promo_desk.sheets.ledger import write_ledger
    from promo_desk.sheets.tenants import write_tenants

    year, today = WHEN.parse("2017").value, a_day()
    content = make(store, one(store, "place", "Guangzhou"), year, today, "both", "office")
    paths = [Path(write_briefing(store, content, folder / "briefing-guangzhou-2017.xlsx"))]
    freeze(store, content, file=str(paths[0]))
    zone = one(store, "zone", "Pazhou")
    paths.append(write_tenants(store, zone.id, folder / "tenants-pazhou.xlsx", year, "both", today).path)
    paths.append(write_ledger(store, "company", folder / "companies.xlsx", language="both", today=today).path)
    for path in paths:
        setting.say("Written: {file}", file=path)
    return [{"step": "write", "file": str(path)} for path in paths]


def _pictures(setting: Setting, screen: Screen, folder: Path, asked: bool) -> list[Path]:
    """Pictures of every screen; where Qt itself cannot start, the sentence says what is missing."""
    if not asked:
        setting.say("There is no display here, so pictures of every screen are saved instead of opening the window.")
    try:
        pictures = screen.pictures(setting.database, folder / "pictures")
    except WorldFault as fault:
        click.echo(fault.message.text(setting.language), err=True)
        return []
    setting.say("Pictures: {n} in {folder}", n=len(pictures), folder=folder / "pictures")
    return pictures

