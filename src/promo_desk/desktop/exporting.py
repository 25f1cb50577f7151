"""Export of exactly what is seen: asked for a file, written by ``sheets`` on a worker, told with a way to open it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.tasks import Work
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import plural


def export_list(desk: Desk, parent: QWidget, kind: str, ids: Any, keys: list[str]) -> None:
    """Ask where to, then write."""
    proposed = Path.home() / f"{plural(kind, desk.language)}.xlsx"
    chosen, _ = QFileDialog.getSaveFileName(parent, say("Export what is shown", desk.language), str(proposed),
                                            "Excel (*.xlsx)")
    if chosen:
        write_list(desk, kind, ids, keys, Path(chosen))


def write_list(desk: Desk, kind: str, ids: Any, keys: list[str], target: Path) -> None:
    """Write these records with these columns, in this order, on a worker with progress."""
    target = target if target.suffix.lower() == ".xlsx" else target.with_name(target.name + ".xlsx")

    def run(work: Work) -> Path:
        from promo_desk.sheets.ledger import write_ledger

        write_ledger(desk.store, kind, target, ids=ids, keys=keys, language=desk.language)
        return target

    desk.tasks.read(run, lambda path: _told(desk, path), label=say("Writing {file}", desk.language, file=target.name))


def _told(desk: Desk, path: Path) -> None:
    def show() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    desk.say(Message("Written: {file}", {"file": path.name}), Message("Open the file"), show)
