"""Commands that look after the database: check, backup, restore, migrate, copy."""

from __future__ import annotations

from pathlib import Path

import click

from promo_desk.cli.common import Setting, common
from promo_desk.fields.message import Message, WorldFault


@click.command(epilog="Example: promo-desk check")
@common
def check(setting: Setting) -> None:
    """Prove the database: its pages, its links, its history."""
    with setting.store() as store:
        found = store.check()
        sound = Message("The database is sound: pages, links and history agree.").text(setting.language)
        lines = [message.text(setting.language) for message in found]
        setting.show({"sound": not found, "faults": lines}, lambda: "\n".join(lines) or sound)
    if found:
        raise SystemExit(1)


@click.command(epilog="Example: promo-desk backup office-2017-12.db")
@click.argument("to", type=click.Path(path_type=Path), required=False)
@common
def backup(setting: Setting, to: Path | None) -> None:
    """Copy the database to a file, and prove the copy by opening it."""
    with setting.store() as store:
        path = store.backup(to)
    setting.show({"file": str(path)}, lambda: Message("Backed up to {file}.", {"file": path}).text(setting.language))


@click.command(epilog="Example: promo-desk restore office-2017-12.db")
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@common
def restore(setting: Setting, source: Path) -> None:
    """Put a backup in the database's place; what stood there is kept beside it."""
    from promo_desk.store import restore as put_back

    kept = put_back(source, setting.database)
    setting.show({"file": setting.database, "kept": kept and str(kept)},
                 lambda: Message("Restored from {file}; what stood there is kept as {kept}.",
                                 {"file": source, "kept": kept or "–"}).text(setting.language))


@click.command(epilog="Example: promo-desk migrate")
@common
def migrate(setting: Setting) -> None:
    """Bring an older database up to this program, after a backup."""
    from promo_desk.store import migrate as bring_up

    done = bring_up(setting.database)
    setting.show({"migrated": done.migrated, "backup": done.backup and str(done.backup)}, lambda: (
        Message("The database is brought up to date.") if done.migrated
        else Message("The database is up to date already.")).text(setting.language))


@click.command(epilog="Example: promo-desk copy --to postgresql+psycopg://localhost/office")
@click.option("--to", "target", required=True, metavar="URL", help="A path or SQLAlchemy URL that holds no office yet.")
@common
def copy(setting: Setting, target: str) -> None:
    """Copy the whole office, with its history, to another database."""
    if target == setting.database:
        raise WorldFault("The database cannot be copied onto itself.")
    with setting.store() as store:
        store.copy_to(target)
    setting.show({"to": target}, lambda: Message("Copied to {target}.", {"target": target}).text(setting.language))
