"""The list of commands: each stands here once."""

from __future__ import annotations

import click

from promo_desk import __version__
from promo_desk.cli import Screen
from promo_desk.cli.common import Setting, common
from promo_desk.cli.demo import demo
from promo_desk.cli.importing import import_files
from promo_desk.cli.output import briefing, export, tenants
from promo_desk.cli.profiles import profiles
from promo_desk.cli.reading import attention, history, list_records, search, show
from promo_desk.cli.upkeep import backup, check, copy, migrate, restore
from promo_desk.cli.writing import redo, return_file, undo


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]},
             epilog="Without a command the window opens.")
@click.version_option(__version__, prog_name="promo-desk")
@click.pass_context
def desk(context: click.Context) -> None:
    """The desk of an investment-promotion office."""
    if context.invoked_subcommand is None:
        context.invoke(window)


@click.command()
@common
def window(setting: Setting) -> None:
    """Open the window."""
    screen: Screen = click.get_current_context().find_root().obj
    raise SystemExit(screen.open(setting.database, setting.language))


for command in (window, demo, import_files, profiles, export, tenants, briefing, return_file, list_records, show,
                search, history, undo, redo, attention, check, backup, restore, migrate, copy):
    desk.add_command(command)
