"""Which workbooks are meant by what was dropped or named: files as they are, a folder by the ledgers that lie in it."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

from promo_desk.fields.message import WorldFault

ENDINGS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "et", "xltx", "xltm", "xlt", "ett", "ots", "fods")
"""The endings a folder is looked through for, and a file dialog offers; what a file *is* its content tells."""


def workbooks(paths: Iterable[Path | str]) -> list[Path]:
    """The files to read, each once: files as named, whatever their ending, and what lies in the folders, by name.

    Folders inside folders are not entered. Left out are lock files (``~$ledger.xlsx``) and, in folders, hidden files.
    A file that does not exist is kept: the reader says so. WorldFault when nothing is left, or where a folder may not
    be read.
    """
    named = [Path(path).expanduser() for path in paths]
    found = [each for path in named for each in (_inside(path) if path.is_dir() else [path])]
    kept = [path for path in dict.fromkeys(found) if not is_mark(path)] or found[:1]
    if not kept and named:
        raise WorldFault('There is no workbook in the folder "{name}"; looked for: {endings}.',
                         name=named[0].resolve().name or str(named[0]), endings=", ".join(ENDINGS))
    return kept


def is_mark(path: Path) -> bool:
    """Whether this is only the mark that a program leaves while the workbook itself is open."""
    return path.name.startswith(("~$", ".~lock.", ".~"))


def _inside(folder: Path) -> list[Path]:
    try:
        return [path for path in sorted(folder.iterdir(), key=_by_name) if _is_ledger(path)]
    except PermissionError:
        raise WorldFault('You have no right to read "{name}".', name=folder.name) from None
    except OSError as fault:
        raise WorldFault('"{name}" cannot be read: {why}', name=folder.name,
                         why=fault.strerror or str(fault)) from None


def _by_name(path: Path) -> tuple[str, str]:
    return path.name.casefold(), path.name


def _is_ledger(path: Path) -> bool:
    if path.name.startswith((".", "~")) or path.suffix.lower().lstrip(".") not in ENDINGS:
        return False
    try:
        status = path.stat()
    except OSError:  # a link that leads nowhere
        return False
    hidden = getattr(status, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0)
    return stat.S_ISREG(status.st_mode) and not hidden
