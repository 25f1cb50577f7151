"""The rooms stand in a row, and what must not be loaded is not loaded."""

import json
import subprocess
import sys

import pytest
from importlinter.cli import lint_imports

HEAVY = ("sqlalchemy", "alembic", "openpyxl", "numpy", "babel", "phonenumbers", "pypinyin", "opencc", "rapidfuzz")


def loaded_by(code: str) -> set[str]:
    """The modules a fresh interpreter has after running the code."""
    told = subprocess.run([sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(list(sys.modules)))"],
                          capture_output=True, text=True, check=True)
    return set(json.loads(told.stdout.splitlines()[-1]))


def test_each_room_uses_only_those_to_its_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lint_imports(no_cache=True) == 0


def test_the_command_line_loads_no_qt() -> None:
    modules = loaded_by("import promo_desk.cli.commands")
    assert not {name for name in modules if name.startswith("PySide6")}


def test_the_kinds_of_value_load_nothing_heavy() -> None:
    assert not loaded_by("import promo_desk.fields.kinds") & set(HEAVY)


def test_the_entry_point_loads_nothing_heavy() -> None:
    modules = loaded_by("import promo_desk.__main__")
    assert not modules & {*HEAVY, "click", "rich", "PySide6"}
