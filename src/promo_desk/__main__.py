"""The entry point: the window without words, a command with them.

Here alone the command line and the window meet: the commands that need a screen are handed it, so that ``cli``
never imports Qt, and the window opens without loading the commands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from promo_desk.cli import Screen, run
from promo_desk.desktop.qtcheck import has_display, trouble
from promo_desk.fields.message import WorldFault
from promo_desk.sheets import WORKER_FLAG


def open_window(database: str, language: str | None = None) -> int:
    """Open the desk on a database (path or URL); returns the exit code of the window."""
    _need_qt()
    from promo_desk.desktop.app import run_window

    return run_window(database, language)


def save_pictures(database: str, folder: Path) -> list[Path]:
    """Pictures of every screen, drawn without a display; returns their paths."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _need_qt()
    from promo_desk.desktop.pictures import save_pictures as save

    return save(database, folder)


def _need_qt() -> None:
    message = trouble()
    if message is not None:
        raise WorldFault(message.msgid, **message.values)


def main(arguments: Sequence[str] | None = None) -> int:
    """``promo-desk``: the window when nothing is said, else a command. Returns the exit code."""
    told = sys.argv[1:] if arguments is None else list(arguments)
    if told[:1] == [WORKER_FLAG]:
        return _read_workbooks()
    return run(told, Screen(open_window, save_pictures, has_display)) if told else window()


def _read_workbooks() -> int:
    """The reader's own process, where the program is one frozen file and starts itself for it."""
    from promo_desk.sheets.worker import main as work

    work()
    return 0


def window() -> int:
    """``promo-desk-window``: for a desktop shortcut, without a console."""
    from promo_desk.fields.folders import default_database

    try:
        return open_window(default_database())
    except WorldFault as fault:
        print(fault, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
