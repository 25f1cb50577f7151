"""Pictures of every screen, in both languages, light and dark, drawn without a display.

``promo-desk demo`` saves them where no window can be opened, and a person looks at them before a release.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from promo_desk.desktop import qtcheck
from promo_desk.fields.folders import shipped_data
from promo_desk.fields.words import LANGUAGES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from promo_desk.desktop.window import Window

SIZE = (1440, 900)
PATIENCE = 20.0
"""Seconds a screen may take to come to rest."""
SHOWN_COMPANY = "华为"
"""Who is shown on the record page, if the office knows them."""


def save_pictures(database: str | Path, folder: Path) -> list[Path]:
    """Draw every screen of this database (path or URL) into PNG files of the folder; returns their paths."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from promo_desk.desktop import app as start
    from promo_desk.store import open_store

    qtcheck.import_qt(*start.QT)
    folder.mkdir(parents=True, exist_ok=True)
    _hush()
    application = start.application()
    with tempfile.TemporaryDirectory() as memory:
        window = start.make_window(Path(memory), LANGUAGES[0])
        window.resize(*SIZE)
        window.show()
        window.desk.take_store(open_store(database))
        saved = [path for language in LANGUAGES for scheme in ("light", "dark")
                 for path in _round(application, window, language, scheme, folder)]
        window.close()
    return saved


def _hush() -> None:
    """The offscreen platform says for every window what it does not support; that is no news to anybody."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def tell(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if not message.startswith("This plugin does not support"):
            print(message, file=sys.stderr)

    qInstallMessageHandler(tell)


def _round(app: QApplication, window: Window, language: str, scheme: Any, folder: Path) -> Iterator[Path]:
    """Every screen in one language and scheme."""
    if window.desk.language != language:
        window.desk.set_language(language)
    window.desk.set_scheme(scheme)
    for name, show in _screens(window):
        show()
        settle(app, window)
        path = folder / f"{name}-{language}-{scheme}.png"
        window.grab().save(str(path))
        yield path


def settle(app: QApplication, window: Window) -> None:
    """Let the window come to rest: every question answered, every answer shown."""
    until, quiet = time.monotonic() + PATIENCE, 0
    while quiet < 4 and time.monotonic() < until:
        app.processEvents()
        app.sendPostedEvents(None, 52)  # deferred deletes: what was replaced is gone before it is drawn
        quiet = 0 if window.desk.tasks.busy() else quiet + 1
        time.sleep(0.005)


def _screens(window: Window) -> Iterator[tuple[str, Callable[[], object]]]:
    """The name of each screen, and how to get there."""
    from promo_desk.desktop.desk import Place
    from promo_desk.desktop.pages import PAGES

    window.go(Place("today"))
    for number, page in enumerate(PAGES):
        yield f"{number:02d}-{page.id}", _goer(window, Place(page.id))
    yield "12-tenancies", _goer(window, Place("zones", "tenancy"))
    zone = next(iter(window.desk.store.ids("zone", limit=1)), 0)
    if zone:
        window.go(Place("zones"))
        yield "13-zone-beside", _goer(window, Place("zones", "zone", zone))
    hit = next(iter(window.desk.store.search(SHOWN_COMPANY, kinds=("company",), limit=1)), None)
    if hit is not None:
        place = Place("companies", "company", hit.id)
        yield "20-record", _goer(window, place)
        for number, tab in enumerate(("timeline", "linked", "history"), 21):
            yield f"{number}-record-{tab}", _tab(window, tab)
        yield "24-record-form", lambda: window.registry.run("edit")
        yield "25-record-wide", lambda: window.registry.run("wide")
        yield "26-palette", lambda: _palette(window)
    sample = next(iter(sorted((shipped_data() / "samples").glob("*.xlsx"))), None)
    if sample is not None:
        yield "27-import-plan", lambda: _import(window, sample)
        yield "28-import-cells", lambda: _cells(window)
        taken = next((each.number for each in window.desk.store.changes() if (each.source or {}).get("sha256")), 0)
        if taken:
            yield "29-import-record", _goer(window, Place("imports", where=(taken,)))


def _goer(window: Window, place: Any) -> Callable[[], None]:
    return lambda: window.go(place)


def _tab(window: Window, tab: str) -> Callable[[], None]:
    def show() -> None:
        if window.panel is not None:
            window.panel.show_tab(tab)
    return show


def _import(window: Window, sample: Path) -> None:
    if window.palette_box is not None:
        window.palette_box.close_up()
    window.drop([str(sample)])


def _cells(window: Window) -> None:
    """The sheet of the file that is open, instead of its questions."""
    card = getattr(window.page, "card", None)
    if card is not None and card.plan is not None:
        card.tabs.choose(card.plan.sheets[0].key)


def _palette(window: Window) -> None:
    if window.panel is not None:
        window.panel.discard()
        window.registry.run("wide")
        window.panel.show_tab("overview")
    window.open_palette()
    if window.palette_box is not None:
        window.palette_box.field.setText("hw")
