"""Any ledger goes in as it is: a folder of ledgers of different make against the truth told beside each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ledgers.compare import answered, dump, question_differences, record_differences, shape_differences
from ledgers.folder import NAMES, make
from ledgers.truth import Truth

from promo_desk.cli import Screen
from promo_desk.cli.commands import desk
from promo_desk.sheets.apply import Applied, apply
from promo_desk.sheets.cells import RawBook
from promo_desk.sheets.plan import Options, Plan, make_plan
from promo_desk.sheets.reader import read_book
from promo_desk.store import open_store

Tables = dict[str, list[tuple[Any, ...]]]
each_ledger = pytest.mark.parametrize("name", NAMES)


class Story:
    """One ledger and an office: planned, its true questions answered, taken, dropped in again, taken back. Each step
    is done once, when a test first asks for it, after the steps before it."""

    def __init__(self, book: RawBook, truth: Truth, address: str) -> None:
        self.book, self.truth, self.address = book, truth, Path(address)
        self.store = open_store(address)
        if truth.before is not None:
            truth.before(self.store)

    @cached_property
    def plan(self) -> Plan:
        """What the desk makes of the ledger before anybody has said a word."""
        return make_plan(self.store, self.book, Options(**self.truth.options))

    @cached_property
    def options(self) -> Options:
        """The true questions are answered, and nothing else; what is still open is left out."""
        return replace(answered(replace(self.plan), self.truth.asked).options, on_error="skip")

    @cached_property
    def decided(self) -> Plan:
        return make_plan(self.store, self.book, self.options)

    @cached_property
    def taken(self) -> tuple[Applied, Tables, Tables]:
        """What was written, and the tables before and after."""
        decided, before = self.decided, dump(self.address)
        return apply(self.store, decided), before, dump(self.address)

    @cached_property
    def records(self) -> list[str]:
        """How the office differs from the truth now."""
        assert self.taken
        return record_differences(self.store, self.truth)

    @cached_property
    def again(self) -> Plan:
        assert self.taken and self.records is not None
        return make_plan(self.store, self.book, self.options)

    @cached_property
    def undone(self) -> tuple[list[Any], Tables]:
        """What the undo left, and the tables after it."""
        assert self.again
        return list(self.store.undo(self.taken[0].change).left), dump(self.address)


class Folder:
    """The ledgers on disk, made and read once, and the story of each."""

    def __init__(self, place: Path, new_office: Callable[[str], str]) -> None:
        self.place, self.new_office = place, new_office
        self.truths = make(self.place)
        self.stories: dict[str, Story] = {}

    def story(self, name: str) -> Story:
        if name not in self.stories:
            truth = self.truths[name]
            book = read_book(self.place / name, password=truth.password, isolated=False)
            self.stories[name] = Story(book, truth, self.new_office("sqlite"))
        return self.stories[name]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, new_office: Callable[[str], str]) -> Iterator[Folder]:
    made = Folder(tmp_path_factory.mktemp("folder"), new_office)
    yield made
    for story in made.stories.values():
        story.store.close()


@pytest.fixture
def story(folder: Folder, name: str) -> Story:
    return folder.story(name)


def test_the_folder_is_large_and_mixed(folder: Folder) -> None:
    assert len(NAMES) >= 24
    assert {folder.story(name).book.format for name in NAMES} >= {"xlsx", "xls", "xlsb", "ods", "csv", "html"}


@each_ledger
def test_what_is_a_record_and_what_is_none(story: Story) -> None:
    assert shape_differences(story.plan, story.truth) == []


@each_ledger
def test_only_the_true_questions_are_asked(story: Story) -> None:
    assert question_differences(story.plan, story.truth) == []


@each_ledger
def test_with_its_questions_answered_nothing_holds_a_row_back(story: Story) -> None:
    assert story.decided.errors == 0
    assert [question.raw for question in story.decided.asked] == []


@each_ledger
def test_every_record_and_every_value_is_as_in_the_ledger(story: Story) -> None:
    assert story.records == []


@each_ledger
def test_the_same_file_again_holds_nothing_new(story: Story) -> None:
    assert [(draft.kind, draft.values) for draft in story.again.drafts] == []
    assert [(update.kind, update.id, update.values) for update in story.again.updates] == []
    assert story.again.empty


@each_ledger
def test_undone_it_was_never_there(story: Story) -> None:
    applied, before, after = story.taken
    assert applied.change is not None and after != before
    left, undone = story.undone
    assert left == []
    assert {table: rows for table, rows in undone.items() if rows != before[table]} == {}


# the folder as one


Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def promo_desk(new_office: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command on a new office: exit code, what it printed as JSON, what it said on standard error."""
    monkeypatch.chdir(tmp_path)
    address = new_office("sqlite")

    def run(*words: object) -> tuple[int, Any, str]:
        screen = Screen(lambda database, language: 0, lambda database, folder: [], lambda: False)
        told = [*map(str, words), "--json", "--language", "en", "--database", address]
        done = CliRunner().invoke(desk, told, obj=screen, catch_exceptions=False)
        return done.exit_code, json.loads(done.stdout) if done.stdout.strip() else None, done.stderr

    return run


@pytest.fixture
def open_folder(folder: Folder, tmp_path: Path) -> Path:
    """The folder without the ledgers that need something said, a password or what the office knew before."""
    place = tmp_path / "inbox"
    place.mkdir()
    for name in NAMES:
        truth = folder.truths[name]
        if truth.password is None and truth.before is None and not truth.options:
            shutil.copy(folder.place / name, place / name)
    return place


def test_the_folder_is_planned_as_one(folder: Folder, open_folder: Path, promo_desk: Run) -> None:
    code, reports, said = promo_desk("import", open_folder, "--dry-run")
    assert (code, said) == (0, "")
    assert {Path(report["file"]).name for report in reports} == {path.name for path in open_folder.iterdir()}
    for report in reports:
        name = Path(report["file"]).name
        assert report["sheets"] == folder.story(name).plan.to_json()["sheets"]


FEW = ("2023签约.xls", "2023签约.ods", "低效用地台账.xls", "企业台账.csv", "1904 leads.xlsx", "BRE visits.csv",
       "驻点招商周报 第20周.xlsx")


def test_a_folder_goes_in_with_what_needs_no_answer(open_folder: Path, promo_desk: Run) -> None:
    """One of each make; each file is a change of its own."""
    for path in open_folder.iterdir():
        if path.name not in FEW:
            path.unlink()
    code, reports, _said = promo_desk("import", open_folder, "--on-error", "skip")
    assert code == 0
    nothing_new = [Path(report["file"]).name for report in reports if report["change"] is None]
    assert nothing_new == ["2023签约.xls"], "the same ledger as its .ods, which came first"
    changes = [report["change"] for report in reports if report["change"] is not None]
    assert changes == sorted(changes)
    code, again, _said = promo_desk("import", open_folder, "--on-error", "skip")
    assert (code, {report["change"] for report in again}) == (0, {None})
    for number in reversed(changes):
        assert promo_desk("undo", number)[0] == 0
    assert promo_desk("list", "companies")[1] == []
