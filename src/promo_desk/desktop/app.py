"""The start: the window is painted first, then the database libraries are imported and the store opened on a worker.

What every start pays for is kept out of it: PySide6's slower import hook is put back, the garbage collector rests
while modules are loaded, and what was loaded is frozen out of its sight.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from promo_desk.desktop import qtcheck

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from promo_desk.desktop.desk import Desk
    from promo_desk.desktop.window import Window

QT = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg")


def run_window(database: Path | str, language: str | None = None, folder: Path | None = None) -> int:
    """Open the window on a database (a path or a SQLAlchemy URL) and run until it is closed; gives the exit code.

    ``folder`` keeps the window's own memory (default: the user's settings folder). That Qt can start here is asked
    before (``qtcheck.trouble``).
    """
    gc.disable()
    app, window = start(database, language or "", folder)
    _tell_faults(window.desk)
    window.show()
    return app.exec()


def _tell_faults(desk: Desk) -> None:
    """What goes wrong in the window itself is told in its line, with a report to copy, and on standard error."""
    from promo_desk.desktop.tasks import Fault

    def told(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        sys.__excepthook__(kind, error, trace)
        desk.fault(Fault.of(error))

    sys.excepthook = told


def start(database: Path | str, language: str = "", folder: Path | None = None) -> tuple[QApplication, Window]:
    """The application and its window, not shown yet; the store opens as soon as the first paint is over."""
    qtcheck.import_qt(*QT)
    from PySide6.QtCore import QTimer

    app = application()
    window = make_window(folder or _own_folder(), language)
    gc.enable()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: open_store(window.desk, database)))
    return app, window


def application() -> QApplication:
    """The one application of the process, in our look."""
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(["promo-desk"])
    app.setApplicationName("promo-desk")
    app.setApplicationDisplayName("promo desk")
    return app


def make_window(folder: Path, language: str = "") -> Window:
    """A window with its desk; nothing is read from a database yet."""
    from promo_desk.desktop import theme
    from promo_desk.desktop.desk import Desk
    from promo_desk.desktop.window import Window

    desk = Desk(folder, language)
    theme.dress_application(application(), desk.scheme)
    _translate_qt(desk.language)
    desk.language_changed.connect(lambda: _translate_qt(desk.language))
    return Window(desk)


def open_store(desk: Desk, database: Path | str) -> None:
    """Import the database libraries and open the store, off the GUI thread; what hinders it is shown in the page's
    place, with another try."""
    from promo_desk.desktop.tasks import Fault

    desk.tasks.read(lambda work: _opened(database), lambda store: _take(desk, store),
                    lambda error: desk.refuse(Fault.of(error), lambda: open_store(desk, database)))


def _opened(database: Path | str) -> Any:
    from promo_desk.store import open_store

    create = "://" not in str(database) and not Path(database).exists()
    return open_store(database, create=create)


def _take(desk: Desk, store: Any) -> None:
    gc.collect()
    gc.freeze()
    desk.take_store(store)


def _own_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir("promo-desk", appauthor=False, ensure_exists=True))


_translators: list[Any] = []


def _translate_qt(language: str) -> None:
    """Qt's own words (the menu of a text field) in the desk's language."""
    from PySide6.QtCore import QLibraryInfo, QTranslator

    app = application()
    while _translators:
        app.removeTranslator(_translators.pop())
    if language == "zh":
        translator = QTranslator(app)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
            _translators.append(translator)
