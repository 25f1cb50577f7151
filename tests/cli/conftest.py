"""An office for the command line: seeded once, copied for each test."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from promo_desk.cli import Screen
from promo_desk.cli.commands import desk
from promo_desk.office.seed import load
from promo_desk.store import open_store


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeded") / "office.db"
    with open_store(str(path), create=True) as store:
        load(store)
    return path


@pytest.fixture
def database(seeded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(seeded, tmp_path / "office.db"))


@pytest.fixture
def promo_desk(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Told]:
    """Run a command on the seeded office, as typed in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROMO_DESK_LANGUAGE", "en")

    def run(*words: object) -> Told:
        told = [str(word) for word in words]
        if "--help" not in told and "--database" not in told:
            told += ["--database", str(database)]
        screen = Screen(lambda database, language: 0, lambda database, folder: [], lambda: False)
        done = CliRunner().invoke(desk, told, obj=screen, catch_exceptions=False)
        return Told(done.exit_code, done.stdout, done.stderr)

    return run
