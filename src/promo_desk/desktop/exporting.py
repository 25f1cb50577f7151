"""Export of exactly what is seen: asked for a file, written by ``sheets`` on a worker, told with a way to open it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from promo_desk.desktop.desk import Desk
from promo_desk.desktop.progress import progress_of
from promo_desk.desktop.tasks import Work
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import plural

if TYPE_CHECKING:
    from promo_desk.sheets.ledger import Written


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

    def run(work: Work) -> Written:
        from promo_desk.sheets.ledger import write_ledger

        return write_ledger(desk.store, kind, target, ids=ids, columns=keys, language=desk.language,
                            today=desk.today, progress=progress_of(work))

    desk.tasks.change(say("Writing {file}", desk.language, file=target.name), run,
                      lambda written: _told(desk, written.path, written.remarks))


def save_rejects(desk: Desk, parent: QWidget, plan: Any) -> None:
    """The rows of an import that must be mended, as a workbook with the reason beside each."""
    words = say("Save the rows to mend", desk.language)
    proposed = plan.path.with_name(f"{plan.path.stem} - {words}.xlsx")
    chosen, _ = QFileDialog.getSaveFileName(parent, words, str(proposed), "Excel (*.xlsx)")
    if chosen:
        write_rejects_to(desk, plan, Path(chosen))


def write_rejects_to(desk: Desk, plan: Any, target: Path) -> None:
    """Write them on a worker."""
    def run(work: Work) -> Path:
        from promo_desk.sheets.rejects import write_rejects

        write_rejects(plan, target)
        return target

    desk.tasks.read(run, lambda path: _told(desk, path), label=say("Writing {file}", desk.language, file=target.name))


def _told(desk: Desk, path: Path, remarks: Sequence[Message] = ()) -> None:
    """The file's name with a way to it, and what was left out or cut."""
    def show() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    said = Message("Written: {file}", {"file": path.name})
    if remarks:
        told = " ".join(each.text(desk.language) for each in remarks)
        said = Message("Written: {file}. {remarks}", {"file": path.name, "remarks": told})
    desk.say(said, Message("Open the file"), show)
