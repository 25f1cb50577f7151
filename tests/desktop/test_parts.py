"""Parts of the window that need no office: tables that must be complete, tasks, the start."""

from __future__ import annotations

import ast
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from promo_desk.desktop import chips, filters, icons, qtcheck, theme
from promo_desk.desktop.commands import COMMANDS, MENUS
from promo_desk.desktop.editors import EDITORS
from promo_desk.desktop.pages import PAGES, kinds_of, page_of
from promo_desk.desktop.printed import parts
from promo_desk.desktop.spans import precision
from promo_desk.desktop.tasks import Tasks, Work
from promo_desk.desktop.trail import Trail
from promo_desk.fields import kinds as values
from promo_desk.fields.message import WorldFault
from promo_desk.records import fields_of, kinds

ROOM = Path(qtcheck.__file__).parent


def kind_names() -> set[str]:
    """Every kind of value there is: those the records use and those named in ``fields.kinds``."""
    named = {value.name for key, value in vars(values).items() if key.isupper() and hasattr(value, "name")}
    return named | {field.kind.name for kind in kinds() for field in fields_of(kind).values()}


def run(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment})


def test_every_kind_of_value_has_an_editor_and_operators() -> None:
    assert kind_names() <= set(EDITORS)
    assert kind_names() <= set(filters.OPERATORS)


def test_the_store_knows_every_operator_the_filter_offers() -> None:
    from promo_desk.store.conditions import CONDITIONS

    for name, operators in filters.OPERATORS.items():
        assert set(operators) <= set(CONDITIONS[name]), name
        assert set(operators) <= set(filters.WORDS)


def test_every_kind_of_record_is_on_a_page() -> None:
    for kind in kinds():
        page = next(each for each in PAGES if each.id == page_of(kind))
        assert kind in kinds_of(page)


def test_every_chip_belongs_to_a_choice() -> None:
    tables = {getattr(field.kind, "table", ""): {option.code for option in field.kind.options}
              for kind in kinds() for field in fields_of(kind).values() if field.kind.name == "choice"}
    for table, looks in chips.CHIPS.items():
        assert set(looks) == tables[table], table


def test_chips_of_a_table_differ_by_shape_or_word_and_can_be_read() -> None:
    for scheme in ("light", "dark"):
        for ground, ink in theme.CHIPS[scheme].values():
            assert contrast(ground, ink) >= 4.5, (scheme, ground, ink)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme: theme.Scheme) -> None:
    tones = theme.tones(scheme)
    for ground in (tones.ground, tones.surface, tones.raised, tones.hover, tones.accent_soft, tones.sunken):
        assert contrast(ground, tones.text) >= 7
        assert contrast(ground, tones.quiet) >= 4.5, ground
    for ink in (tones.accent, tones.danger, tones.warn, tones.good):
        assert contrast(tones.surface, ink) >= 4.5, ink
    assert contrast(tones.accent, tones.on_accent) >= 4.5


def test_high_contrast_is_stronger_everywhere() -> None:
    for usual, strong in ((theme.LIGHT, theme.STRONG_LIGHT), (theme.DARK, theme.STRONG_DARK)):
        for ink in ("text", "quiet", "faint", "edge", "line", "accent"):
            assert contrast(strong.surface, getattr(strong, ink)) > contrast(usual.surface, getattr(usual, ink)), ink
        assert contrast(strong.surface, strong.faint) >= 7


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_no_two_commands_share_a_key_and_every_command_has_a_menu() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert {command.menu for command in COMMANDS} <= {name for name, _ in MENUS}


def test_every_icon_that_is_named_is_in_the_set() -> None:
    for name in {command.icon for command in COMMANDS if command.icon} | {page.icon for page in PAGES}:
        assert "<svg" in icons.drawing(name), name
    with pytest.raises(KeyError):
        icons.drawing("no-such-icon")


def test_style_sheets_are_complete(qapp: Any) -> None:
    for part in ("controls", "nav", "menu", "scrollbar"):
        assert "$" not in theme.sheet(part, "dark")


def test_numbers_stand_apart_from_their_units() -> None:
    field = fields_of("project")["total_investment"]
    assert parts(field, "CNY 6.1 bn") == ("CNY ", "6.1", " bn")
    assert parts(field, "6.1亿元") == ("", "6.1", "亿元")
    assert parts(field, "") == ("", "", "")


def test_a_date_says_how_precise_it_is() -> None:
    assert str(precision(date(2017, 9, 1), date(2017, 9, 30))) == "month"
    assert str(precision(date(2017, 1, 1), date(2017, 12, 31))) == "year"
    assert str(precision(date(2017, 4, 1), date(2017, 6, 30))) == "quarter"
    assert str(precision(date(2017, 7, 1), date(2017, 12, 31))) == "half-year"
    assert str(precision(date(2017, 9, 20), date(2017, 9, 20))) == "day"
    assert str(precision(None, date(2017, 9, 20))) == "open span"
    assert str(precision(None, None)) == "no date yet"


def test_the_way_back() -> None:
    from promo_desk.desktop.desk import Place

    trail = Trail(Place("today"))
    trail.go(Place("companies"))
    trail.go(Place("companies"))
    trail.go(Place("zones"))
    assert trail.step(-1) and trail.place == Place("companies")
    trail.go(Place("figures"))
    assert not trail.can_go_forward and trail.step(-1) and trail.step(-1) and trail.place == Place("today")
    assert not trail.step(-1)


def test_a_late_answer_is_dropped(qtbot: Any) -> None:
    tasks, answers, gate = Tasks(), [], threading.Event()

    def slow(work: Work) -> str:
        gate.wait(5)
        return "slow"

    tasks.read(slow, answers.append, lane="search")
    tasks.read(lambda work: "quick", answers.append, lane="search")
    qtbot.waitUntil(lambda: answers == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert answers == ["quick"]
    tasks.close()


def test_a_cancelled_task_stops_at_its_next_step_and_says_nothing(qtbot: Any) -> None:
    tasks, answers, faults, stopped = Tasks(), [], [], threading.Event()
    started = threading.Event()

    def counting(work: Work) -> str:
        started.set()
        try:
            for step in range(10_000_000):
                work.progress(step, 10_000_000)
        finally:
            stopped.set()
        return "done"

    ticket = tasks.read(counting, answers.append, faults.append, label="Counting")
    started.wait(5)
    ticket.cancel()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert stopped.is_set() and not answers and not faults
    tasks.close()


def test_the_worlds_fault_is_a_sentence_and_ours_carries_a_report(qtbot: Any) -> None:
    tasks, faults = Tasks(), []
    tasks.faulted.connect(faults.append)

    def world(work: Work) -> None:
        raise WorldFault("{file} is open in Excel.", file="x.xlsx")

    def ours(work: Work) -> None:
        raise KeyError("never")

    tasks.read(world, print)
    qtbot.waitUntil(lambda: len(faults) == 1)
    tasks.change("Edit", ours)
    qtbot.waitUntil(lambda: len(faults) == 2)
    assert str(faults[0].message) == "x.xlsx is open in Excel." and not faults[0].report
    assert "KeyError" in faults[1].report and "never" in faults[1].report
    tasks.close()


def test_changes_are_made_one_after_another(qtbot: Any) -> None:
    tasks, order = Tasks(), []
    for number in range(20):
        tasks.change("Edit", lambda work, number=number: order.append(number))
    qtbot.waitUntil(lambda: not tasks.busy())
    assert order == list(range(20))
    tasks.close()


def test_the_window_is_painted_before_the_database_libraries_are_imported(tmp_path: Path) -> None:
    program = f"""
import builtins, sys
before = builtins.__import__
from pathlib import Path
from promo_desk.desktop import app
application, window = app.start(Path({str(tmp_path)!r}) / "office.db", "en", Path({str(tmp_path)!r}))
painted = []
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not painted:
            painted.append([name for name in ("sqlalchemy", "alembic", "openpyxl", "numpy") if name in sys.modules])
        return False
watch = Watch()
window.centralWidget().installEventFilter(watch)
window.desk.opened.connect(lambda: print("opened", "sqlalchemy" in sys.modules))
window.desk.opened.connect(window.close)
window.show()
application.exec()
print(painted, builtins.__import__ is before)
"""
    done = run(program)
    assert done.stdout.splitlines() == ["opened True", "[[]] True"], done.stdout + done.stderr


def test_pyside_keeps_its_references_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one at every void call and aborts in the end."""
    program = ("import sys; from PySide6.QtCore import QRectF; area = QRectF(); before = sys.getrefcount(None)\n"
               "for _ in range(10_000): area.setWidth(1)\n"
               "print(abs(sys.getrefcount(None) - before) < 100)")
    assert run(program).stdout.strip() == "True"


def test_the_check_of_qt_needs_no_qt() -> None:
    program = ("import sys; sys.modules['PySide6'] = None\n"
               "from promo_desk.desktop import qtcheck\n"
               "print(qtcheck.trouble().text('en'))")
    done = run(program)
    assert "python -m pip install" in done.stdout, done.stderr


def test_missing_system_libraries_are_named_in_one_sentence() -> None:
    fault = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    message = qtcheck.sentence(fault, "linux")
    assert "libEGL.so.1" in str(message) and "libegl1" in str(message) and "\n" not in str(message)


def test_a_display_is_seen() -> None:
    assert qtcheck.has_display({"DISPLAY": ":0"}, "linux") and qtcheck.has_display({}, "win32")
    assert not qtcheck.has_display({}, "linux")


def test_the_window_builds_no_sql_and_keeps_no_record() -> None:
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith(("sqlalchemy", "openpyxl", "promo_desk.cli")) for name in names), path
