"""A briefing's workbook says what the briefing says, with native charts of its own cells."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from offices import SAMPLES, empty_office, taken

from promo_desk.fields.kinds import WHEN
from promo_desk.office.briefing import make
from promo_desk.office.content import BriefingContent
from promo_desk.office.seed import load
from promo_desk.sheets.briefing import write_briefing
from promo_desk.store import Store

TODAY = date(2017, 12, 8)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with empty_office(tmp_path_factory.mktemp("seeded")) as store:
        load(store)
        taken(store, SAMPLES / "签约项目台账.xlsx", on_error="skip")
        yield store


def content(store: Store, language: str) -> BriefingContent:
    return make(store, None, WHEN.parse("2017").value, TODAY, language, "office")


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_every_section_has_its_sheet_and_every_row_its_cells(office: Store, tmp_path: Path, language: str) -> None:
    made = content(office, language)
    path = write_briefing(office, made, tmp_path / "briefing.xlsx", record=False)
    book = openpyxl.load_workbook(path)
    told = [section for section in made.sections if section.rows]
    assert len(book.sheetnames) == len(told) + 1
    for section, sheet in zip(told, book.worksheets[1:], strict=True):
        shown = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert section.heading.text("en" if language == "en" else "zh") in "\n".join(shown)
        assert sheet.max_row >= len(section.rows) + 1


def test_a_section_without_rows_is_said_on_the_cover(office: Store, tmp_path: Path) -> None:
    made = content(office, "en")
    empty = [section for section in made.sections if not section.rows]
    book = openpyxl.load_workbook(write_briefing(office, made, tmp_path / "briefing.xlsx", record=False))
    words = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert empty
    for section in empty:
        assert f"{section.heading}: nothing on record." in words
        assert {str(remark) for remark in section.remarks} <= set(words)


def test_the_cover_tells_the_figures_their_basis_and_where_to_find_what(office: Store, tmp_path: Path) -> None:
    made = content(office, "en")
    book = openpyxl.load_workbook(write_briefing(office, made, tmp_path / "briefing.xlsx", record=False))
    cover = book.worksheets[0]
    words = [cell.value for row in cover.iter_rows() for cell in row if cell.value is not None]
    assert words[0] == str(made.title)
    assert all(str(number.words) in words for number in made.numbers)
    assert all(str(sentence) in words for sentence in made.basis)
    links = [cell.hyperlink for row in cover.iter_rows() for cell in row if cell.hyperlink]
    linked = {link.location.partition("!")[0].strip("'") for link in links}
    assert linked == set(book.sheetnames[1:])


def test_charts_are_native_and_draw_the_cells(office: Store, tmp_path: Path) -> None:
    made = content(office, "en")
    book = openpyxl.load_workbook(write_briefing(office, made, tmp_path / "briefing.xlsx", record=False))
    charts = {sheet.title: sheet._charts for sheet in book.worksheets if sheet._charts}
    assert charts
    for name, [chart] in charts.items():
        for series in chart.series:
            assert series.val.numRef.f.startswith(f"'{name}'!")


def test_a_briefing_is_a_recorded_export(office: Store, tmp_path: Path) -> None:
    before = office.count("export")
    write_briefing(office, content(office, "zh"), tmp_path / "briefing.xlsx")
    assert office.count("export") == before + 1
