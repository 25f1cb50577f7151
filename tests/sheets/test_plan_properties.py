"""Whatever a ledger holds: what an import never does, and what it always does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count, product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from anything import (
    BAD,
    FIRMS,
    HEADER,
    LINKED,
    TITLES,
    Bad,
    emptied,
    found_office,
    numbers_of_bad,
    project_rows,
    record_of,
    sound,
    spoilt,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ledgers.compare import dump
from offices import ledger

from promo_desk.fields.kinds import Money, Ref
from promo_desk.fields.message import WorldFault
from promo_desk.records import fields_of
from promo_desk.sheets.apply import apply, rejected
from promo_desk.sheets.cells import RawBook, Row
from promo_desk.sheets.ledger import write_ledger
from promo_desk.sheets.options import Options
from promo_desk.sheets.plan import Plan, make_plan
from promo_desk.sheets.reader import read_book
from promo_desk.sheets.rejects import write_rejects
from promo_desk.store import Store, open_store

TODAY = date(2024, 6, 3)
Fresh = Callable[[], Any]
EXPORTED = (*LINKED, "posting", "stage_step", "party", "condition", "participant")


def some(examples: int) -> settings:
    """So many examples, the same ones each time, none made smaller: a plan that fails is small enough to read."""
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None, report_multiple_bugs=False,
                    phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty office to copy."""
    path = tmp_path_factory.mktemp("model") / "office.db"
    open_store(str(path), create=True).close()
    return path


@pytest.fixture(scope="module")
def founded(model: Path) -> Path:
    """An office with two records of every kind that others link to, to copy."""
    path = Path(shutil.copy(model, model.with_name("founded.db")))
    with open_store(str(path)) as store:
        found_office(store)
    return path


def copies(model: Path, folder: Path) -> Fresh:
    """Open a copy of an office, once for every example."""
    numbers = count(1)

    @contextmanager
    def opened() -> Iterator[Store]:
        path = Path(shutil.copy(model, folder / f"office-{next(numbers)}.db"))
        with open_store(str(path)) as store:
            yield store
        path.unlink()

    return opened


@pytest.fixture
def fresh(model: Path, tmp_path: Path) -> Fresh:
    """Open an empty office."""
    return copies(model, tmp_path)


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Fresh:
    """Open an office that has something to link to."""
    return copies(founded, tmp_path)


def book(*rows: Row) -> RawBook:
    return ledger(HEADER, *rows)


GIVEN: dict[str, Any] = {"into": "project", "mapping": {"S": {
    "A": "project.title", "C": "project.total_investment", "D": "project.signed_on", "E": "project.jobs"}}}
"""The columns as the user said they are: what a law of bad cells is about is not which column is which."""


def take(store: Store, source: RawBook | Path, **options: Any) -> Plan:
    plan = make_plan(store, source, Options(**options))
    apply(store, plan)
    return plan


def standing(store: Store) -> list[tuple[Any, ...]]:
    """Every project with its firm's name, and every firm, by name: whatever their numbers."""
    keys = [key for key, known in fields_of("project").items() if known.writable]
    made = [("project", *(value.name if isinstance(value, Ref) else value for value in row))
            for row in store.read("project", list(store.ids("project")), keys)]
    firms = [("company", *row) for row in store.read("company", list(store.ids("company")), ("name",))]
    return sorted([*made, *firms], key=repr)


def names(store: Store) -> set[tuple[str, str]]:
    return {(kind, name) for kind, key in (("project", "title"), ("company", "name"))
            for (name,) in store.read(kind, list(store.ids(kind)), (key,))}


# what goes out comes back


@pytest.mark.parametrize("kind", EXPORTED)
@some(4)
@given(data=st.data(), language=st.sampled_from(["en", "zh", "both"]))
def test_an_export_of_any_office_says_nothing_new(office: Fresh, tmp_path: Path, kind: str, data: st.DataObject,
                                                  language: str) -> None:
    rows = data.draw(st.lists(record_of(kind), min_size=1, max_size=3))
    with office() as store:
        with store.change("made") as change:
            for values in rows:
                change.add(kind, values)
        written = write_ledger(store, kind, tmp_path / "out.xlsx", language=language, today=TODAY, record=False)
        plan = make_plan(store, read_book(tmp_path / "out.xlsx", isolated=False), Options(blank="clear"))
        told = [note.cell + ": " + note.message.text("en") for notes in plan.sheets[0].notes.values() for note in notes]
        assert [(update.kind, update.id, update.values) for update in plan.updates] == [], told
        assert [(draft.kind, draft.values) for draft in plan.drafts] == [], told
        counts = {verdict: number for verdict, number in plan.sheets[0].counts().items() if number}
        assert counts == {"same": written.rows}, told


@pytest.mark.parametrize(("kind", "values"), [
    ("condition", {"award": Ref("award", 1), "text": "到资证明"}),
    ("task", {"text": "回访", "about": Ref("tenancy", 2)}),
    ("rate", {"about": Ref("sector", 2), "field": "x"})])
def test_a_link_comes_back_to_the_record_it_meant(office: Fresh, tmp_path: Path, kind: str,
                                                  values: dict[str, Any]) -> None:
    """Also where that record has no name of its own and is shown by another's: a tenancy by its firm's."""
    with office() as store:
        with store.change("made") as change:
            change.add(kind, values)
        write_ledger(store, kind, tmp_path / "out.xlsx", language="en", today=TODAY, record=False)
        plan = make_plan(store, read_book(tmp_path / "out.xlsx", isolated=False))
        assert [(update.kind, update.id, update.values) for update in plan.updates] == []
        assert (plan.errors, plan.empty) == (0, True)


# what goes in can be taken back


@some(10)
@given(before=project_rows(0), rows=project_rows(twice=True))
def test_plan_apply_undo_restores_every_table(fresh: Fresh, before: list[Row], rows: list[Row]) -> None:
    with fresh() as store:
        if before:
            take(store, book(*before))
        there = dump(store.path)
        plan = take(store, book(*rows), on_error="skip")
        if plan.change is not None:
            assert store.undo(plan.change).left == []
        assert dump(store.path) == there


@some(10)
@given(before=project_rows(0), rows=project_rows(twice=True))
def test_undo_and_redo_are_the_import(fresh: Fresh, before: list[Row], rows: list[Row]) -> None:
    with fresh() as store:
        if before:
            take(store, book(*before))
        if take(store, book(*rows), on_error="skip").change is not None:
            done = dump(store.path)
            store.undo()
            store.redo()
            assert dump(store.path) == done


@some(10)
@given(rows=project_rows(twice=True), blank=st.sampled_from(["keep", "fill"]))
def test_the_same_file_twice_says_nothing_new(fresh: Fresh, rows: list[Row], blank: str) -> None:
    with fresh() as store:
        take(store, book(*rows), blank=blank, on_error="skip")
        again = make_plan(store, book(*rows), Options(blank=blank, on_error="skip"))
        assert [(draft.kind, draft.values) for draft in again.drafts] == []
        assert [(update.kind, update.id, update.values, update.row) for update in again.updates] == []
        assert apply(store, again).change is None


def test_rows_that_contradict_each_other_do_so_again_and_nothing_flips(fresh: Fresh) -> None:
    """The first row is believed, the second asked about; so it is when the file comes again."""
    rows = [("云山中心", FIRMS[0], 350, None, 12), ("云山中心", FIRMS[0], 350, None, 90)]
    with fresh() as store:
        take(store, book(*rows))
        again = make_plan(store, book(*rows))
        assert [(update.row, update.values) for update in again.updates] == []


def test_the_same_file_again_is_recognised_by_its_content(fresh: Fresh) -> None:
    with fresh() as store:
        first = take(store, book(("云山中心", None, 1, None, None)))
        said = [remark.text("en") for remark in make_plan(store, book(("云山中心", None, 1, None, None))).remarks]
        assert any(str(first.change) in each for each in said), said


# what the user says


@some(10)
@given(before=project_rows(0), rows=project_rows(twice=True), data=st.data())
def test_refused_rows_are_as_if_they_were_not_in_the_file(fresh: Fresh, before: list[Row], rows: list[Row],
                                                          data: st.DataObject) -> None:
    out = data.draw(st.sets(st.integers(0, len(rows) - 1)))
    with fresh() as one, fresh() as other:
        for store in (one, other):
            if before:
                take(store, book(*before))
        take(one, book(*rows), refused={"S": frozenset(str(at + 2) for at in out)}, on_error="skip")
        left = [row for at, row in enumerate(rows) if at not in out]
        if left:
            take(other, book(*left), on_error="skip")
        assert standing(one) == standing(other)


@some(10)
@given(before=project_rows(0), rows=project_rows(), column=st.integers(2, 4))
def test_a_refused_column_is_as_if_it_were_not_in_the_file(fresh: Fresh, before: list[Row], rows: list[Row],
                                                           column: int) -> None:
    with fresh() as one, fresh() as other:
        for store in (one, other):
            if before:
                take(store, book(*before))
        take(one, book(*rows), refused={"S": frozenset("ABCDE"[column])}, into="project")
        take(other, ledger(*(row[:column] + row[column + 1:] for row in (HEADER, *rows))), into="project")
        assert standing(one) == standing(other)


@some(10)
@given(rows=project_rows(min_size=2, twice=True), data=st.data())
def test_the_order_of_rows_does_not_matter_for_who_is_known(fresh: Fresh, rows: list[Row], data: st.DataObject) -> None:
    other_order = data.draw(st.permutations(rows))
    with fresh() as one, fresh() as other:
        take(one, book(*rows), on_error="skip")
        take(other, book(*other_order), on_error="skip")
        assert names(one) == names(other)


LAWS: dict[str, Callable[[Any, Any], Any]] = {
    "keep": lambda old, new: old if new is None else new,
    "fill": lambda old, new: new if old is None else old,
    "clear": lambda old, new: new}
CASES = [(f"{chr(0x6C00 + 40 * at)}{chr(0x7800 + 30 * at)}项目", old, new) for at, (old, new) in enumerate(product(
    product((None, 350, 1200), (None, 12, 300)), repeat=2))]
"""Every way in which two cells may be blank, the same or different, before and now: title, old cells, new cells."""


@pytest.mark.parametrize("blank", LAWS)
def test_the_laws_of_blank_cells(fresh: Fresh, blank: str) -> None:
    law = LAWS[blank]
    with fresh() as store:
        take(store, book(*((title, FIRMS[0], old[0], None, old[1]) for title, old, _new in CASES)))
        take(store, book(*((title, FIRMS[0], new[0], None, new[1]) for title, _old, new in CASES)), blank=blank)
        known = store.read("project", list(store.ids("project")), ("title", "total_investment", "jobs"))
    wanted = [(title, law(old[0], new[0]), law(old[1], new[1])) for title, old, new in CASES]
    assert known == [(title, None if total is None else Money(total * 1_000_000, "CNY"), jobs)
                     for title, total, jobs in wanted]


@some(12)
@given(rows=project_rows(), answer=st.sampled_from([1, 2, "new"]), everywhere=st.booleans())
def test_an_answer_is_honoured_wherever_the_name_stands(fresh: Fresh, rows: list[Row], answer: Any,
                                                        everywhere: bool) -> None:
    """Two firms of one name: every row that names it asks, as one question; the answer holds for each."""
    named = [(row[0], "启航科技", *row[2:]) for row in rows]
    with fresh() as store:
        with store.change("made") as change:
            change.add_many("company", ("name",), [("启航科技",), ("启航科技",)])
        plan = make_plan(store, book(*named))
        [question] = plan.asked
        assert len(question.cells) == len(named) and plan.errors == len(named)
        options = plan.answer(question, answer, everywhere=everywhere)
        told = make_plan(store, book(*named), options)
        assert told.errors == (0 if everywhere else len(named) - 1)
        if everywhere:
            apply(store, told)
            firms = {firm.id for (firm,) in store.read("project", list(store.ids("project")), ("company",))}
            assert firms == {3 if answer == "new" else answer}
            assert store.count("company") == (3 if answer == "new" else 2)


# bad cells

places = st.lists(st.sampled_from([None, None, *BAD]), min_size=len(TITLES), max_size=len(TITLES))


@some(10)
@given(before=project_rows(0), rows=project_rows(), bad=places)
def test_stop_takes_nothing_where_anything_is_bad(fresh: Fresh, before: list[Row], rows: list[Row],
                                                  bad: Bad) -> None:
    with fresh() as store:
        if before:
            take(store, book(*before))
        there = dump(store.path)
        if numbers_of_bad(rows, bad):
            with pytest.raises(WorldFault):
                take(store, book(*spoilt(rows, bad)), **GIVEN)
            assert dump(store.path) == there
        else:
            assert take(store, book(*spoilt(rows, bad)), **GIVEN).errors == 0


@some(10)
@given(before=project_rows(0), rows=project_rows(), bad=places)
def test_skip_is_as_if_the_bad_rows_were_not_there(fresh: Fresh, before: list[Row], rows: list[Row],
                                                   bad: Bad) -> None:
    with fresh() as one, fresh() as other:
        for store in (one, other):
            if before:
                take(store, book(*before))
        plan = take(one, book(*spoilt(rows, bad)), on_error="skip", **GIVEN)
        if sound(rows, bad):
            take(other, book(*sound(rows, bad)), **GIVEN)
        assert standing(one) == standing(other)
        assert [each.row for each in rejected(plan)] == numbers_of_bad(rows, bad)


@some(10)
@given(before=project_rows(0), rows=project_rows(), bad=places)
def test_blank_is_as_if_the_bad_cells_were_empty(fresh: Fresh, before: list[Row], rows: list[Row],
                                                 bad: Bad) -> None:
    with fresh() as one, fresh() as other:
        for store in (one, other):
            if before:
                take(store, book(*before))
        plan = take(one, book(*spoilt(rows, bad)), on_error="blank", **GIVEN)
        take(other, book(*emptied(rows, bad)), **GIVEN)
        assert standing(one) == standing(other)
        assert [each.row for each in rejected(plan)] == numbers_of_bad(rows, bad)


@some(8)
@given(rows=project_rows(min_size=2), bad=places, on_error=st.sampled_from(["skip", "blank"]))
def test_mended_rejects_complete_the_import(fresh: Fresh, tmp_path: Path, rows: list[Row], bad: Bad,
                                            on_error: str) -> None:
    """The rejects, mended in Excel and dropped in again, lead to what the right file would have led to at once."""
    path = tmp_path / "rejects.xlsx"
    path.unlink(missing_ok=True)
    with fresh() as one, fresh() as other:
        plan = take(one, book(*spoilt(rows, bad)), on_error=on_error, **GIVEN)
        if write_rejects(plan, path):
            mend(path, {row[0]: row for row in rows})
            take(one, read_book(path, isolated=False))
        take(other, book(*rows))
        assert standing(one) == standing(other)


def test_a_column_of_a_known_header_stays_its_field_however_bad_its_cells_are(fresh: Fresh) -> None:
    """Two bad amounts of three are two errors; they do not turn the amounts into notes."""
    rows = [("云山中心", FIRMS[0], BAD[2], None, 12), ("海心工厂", FIRMS[1], BAD[2], "2024年3月", 5),
            ("青榕二期", None, 350, None, 7)]
    with fresh() as store:
        sheet = make_plan(store, book(*rows)).sheets[0]
        assert sheet.counts()["error"] == 2
        assert sheet.mapping is not None
        assert [each.path for each in sheet.mapping.columns][2] == "project.total_investment"


def mend(path: Path, right: dict[Any, Row]) -> None:
    """Put what is right into every cell of the rejects that is bad, as a person would."""
    made = openpyxl.load_workbook(path)
    sheet = made.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[0].value == HEADER[0])
    for row in sheet.iter_rows(min_row=header[0].row + 1):
        for at, cell in enumerate(row[:len(HEADER)]):
            if cell.value in BAD.values():
                cell.value = right[row[0].value][at]
    made.save(path)
