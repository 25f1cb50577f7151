"""Documents that are written for others: asked for a file, written on the one lane, told with a way to open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.tasks import Work
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

_NOT_IN_NAMES = '\\/:*?"<>|\n\r\t'


def ask_target(parent: QWidget, words: str, name: str) -> Path | None:
    """Where to write a workbook that is proposed to have this name; None where the user does not want to."""
    proposed = "".join("-" if letter in _NOT_IN_NAMES else letter for letter in name).strip()
    chosen, _ = QFileDialog.getSaveFileName(parent, words, str(Path.home() / f"{proposed}.xlsx"), "Excel (*.xlsx)")
    return workbook(Path(chosen)) if chosen else None


def workbook(target: Path) -> Path:
    """The path with the ending of a workbook."""
    return target if target.suffix.lower() == ".xlsx" else target.with_name(target.name + ".xlsx")


def write(desk: Desk, target: Path, run: Callable[[], Any], done: Callable[[Any], None] = lambda answer: None) -> None:
    """Write on the one lane, and say where it was written to."""
    def ready(answer: Any) -> None:
        desk.say(Message("Written: {file}", {"file": target.name}), Message("Open the file"), lambda: _open(target))
        done(answer)

    def work(work: Work) -> Any:
        return run()

    desk.tasks.change(say("Writing {file}", desk.language, file=target.name), work, ready)


def _open(target: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
