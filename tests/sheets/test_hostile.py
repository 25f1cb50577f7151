"""The table "Faults and hostile files", line by line, as a user meets it: ``promo-desk import FILE``.

Whatever is refused is refused in one sentence that names the file, with exit code 1, and the database is as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from books import ole_with, parts_of, rows, sheet_xml, workbook, zipped
from click.testing import CliRunner
from ledgers.compare import dump
from ledgers.writers import bare_xlsx, book_of, locked, save, text_file

from promo_desk.cli import Screen
from promo_desk.cli.commands import desk

HEADER = ("企业名称", "注册资本（万元）", "员工人数")
LEDGER = [HEADER, ("甲禾科技有限公司", 350, 12), ("泊野新能源有限公司", 1200, 80)]


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """The command line on an office that knows one firm."""

    database: Path

    def __call__(self, *words: object) -> Told:
        screen = Screen(lambda database, language: 0, lambda database, folder: [], lambda: False)
        told = [*map(str, words), "--language", "en", "--database", str(self.database)]
        done = CliRunner().invoke(desk, told, obj=screen, catch_exceptions=False)
        return Told(done.exit_code, done.stdout, done.stderr)

    def state(self) -> str:
        """The whole content, and how many changes there have been."""
        with sqlite3.connect(self.database) as opened:
            changes = opened.execute("SELECT count(*), max(number) FROM change").fetchall()
        return hashlib.sha256(repr([changes, sorted(dump(self.database).items())]).encode()).hexdigest()

    def companies(self) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = self("list", "companies", "--json").data
        return made


@pytest.fixture(scope="module")
def model(new_office: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    known = tmp_path_factory.mktemp("known") / "known.csv"
    text_file(known, [HEADER, ("已知有限公司", "5", "1")], "utf-8")
    told = Desk(Path(new_office("sqlite")))
    assert told("import", known).code == 0
    return told.database


@pytest.fixture
def promo_desk(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(Path(shutil.copy(model, tmp_path / "office.db")))


def refused(promo_desk: Desk, path: Path, *more: object) -> str:
    """The one sentence that refuses a file."""
    before = promo_desk.state()
    told = promo_desk("import", path, *more)
    assert (told.code, told.out) == (1, "")
    assert len(told.err.strip().splitlines()) == 1, told.err
    assert "Traceback" not in told.err and path.name in told.err
    assert promo_desk.state() == before
    return told.err.strip()


def read(promo_desk: Desk, path: Path, *more: object) -> dict[str, Any]:
    """The plan of a file that is taken."""
    told = promo_desk("import", path, "--dry-run", "--json", *more)
    assert told.code == 0, told.err
    made: dict[str, Any] = told.data
    return made


# not a workbook, wrong ending, truncated, zero bytes, a directory, no rights, open in Excel


def ledger(path: Path) -> Path:
    save(book_of(("S", LEDGER, ())), path)
    return path


def test_what_is_no_workbook_is_refused(promo_desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    assert refused(promo_desk, picture)
    program = tmp_path / "program.xls"
    program.write_bytes(b"\x7fELF" + bytes(2000))
    assert refused(promo_desk, program)
    letter = zipped(tmp_path / "letter.xlsx", {"word/document.xml": "<w:document/>", "[Content_Types].xml": "<Types/>"})
    assert refused(promo_desk, letter)


def test_a_wrong_ending_does_not_matter(promo_desk: Desk, tmp_path: Path) -> None:
    for ending in (".xls", ".csv", ".ods", ".dat"):
        path = ledger(tmp_path / "right.xlsx").rename(tmp_path / f"wrong{ending}")
        assert read(promo_desk, path)["sheets"][0]["verdicts"]["new"] == 2


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(promo_desk: Desk, tmp_path: Path, part: float) -> None:
    whole = ledger(tmp_path / "whole.xlsx").read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[:int(len(whole) * part)])
    assert refused(promo_desk, path)


def test_an_empty_file_and_an_absent_one_are_refused(promo_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").touch()
    assert "empty" in refused(promo_desk, tmp_path / "empty.xlsx")
    refused(promo_desk, tmp_path / "absent.xlsx")


def test_a_folder_without_a_ledger_is_refused(promo_desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "~$open.xlsx").write_bytes(b"\x05Chen")
    (tmp_path / "inbox" / ".hidden.xlsx").write_bytes(b"")
    refused(promo_desk, tmp_path / "inbox")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_refused(promo_desk: Desk, tmp_path: Path) -> None:
    path = ledger(tmp_path / "secret.xlsx")
    path.chmod(0)
    assert refused(promo_desk, path)


def test_the_lock_file_of_excel_is_no_ledger(promo_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "~$台账.xlsx"
    path.write_bytes(b"\x05Chen ".ljust(165, b" "))
    assert refused(promo_desk, path)


# password


def test_a_password_is_asked_for_and_never_called_damage(promo_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    locked(path, book_of(("S", LEDGER, ())), "bangong")
    for more in ((), ("--password", "wrong")):
        said = refused(promo_desk, path, *more)
        assert "password" in said.lower() and "damage" not in said and "corrupt" not in said
    assert read(promo_desk, path, "--password", "bangong")["sheets"][0]["verdicts"]["new"] == 2


def test_a_container_that_only_looks_locked_is_refused(promo_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    path.write_bytes(ole_with("EncryptedPackage"))
    assert refused(promo_desk, path)


# bombs and lies


def spaces(megabytes: int) -> Iterator[bytes]:
    yield sheet_xml('<row r="1"><c r="A1" t="str"><v>').replace(b"</sheetData></worksheet>", b"")
    for _ in range(megabytes):
        yield b" " * 2**20
    yield b"</v></c></row></sheetData></worksheet>"


def test_a_bomb_is_stopped_by_a_limit_that_is_named(promo_desk: Desk, tmp_path: Path) -> None:
    path = zipped(tmp_path / "bomb.xlsx", parts_of(spaces(256)))
    assert path.stat().st_size < 2**21
    assert "limit" in refused(promo_desk, path)


def test_ten_megabytes_in_a_cell_are_stopped_by_a_limit_that_is_named(promo_desk: Desk, tmp_path: Path) -> None:
    text = "字" * 3_400_000
    path = workbook(tmp_path, rows((1, f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>')), name="long.xlsx")
    assert "limit" in refused(promo_desk, path)


def test_a_million_blank_rows_do_not_matter(promo_desk: Desk, tmp_path: Path) -> None:
    def text(cell: str, said: str) -> str:
        return f'<c r="{cell}" t="inlineStr"><is><t>{said}</t></is></c>'

    table = rows((1, text("A1", "企业名称") + text("B1", "员工人数")),
                 (2, text("A2", "甲禾科技有限公司") + '<c r="B2"><v>12</v></c>'))
    path = workbook(tmp_path, table.encode() + b"<row/>" * 1_000_000, name="blank.xlsx")
    assert read(promo_desk, path)["sheets"][0]["verdicts"]["new"] == 1
    path = workbook(tmp_path, table.encode() + b"<row/>" * 1_200_000, name="too many.xlsx")
    assert "limit" in refused(promo_desk, path)


@pytest.mark.parametrize("lie", ["A1", "A1:XFD1048576", "B7:C9", "A0:C9"])
def test_a_dimension_that_lies_hides_nothing(promo_desk: Desk, tmp_path: Path, lie: str) -> None:
    path = tmp_path / "lie.xlsx"
    bare_xlsx(path, {"S": LEDGER}, dimension=lie)
    assert read(promo_desk, path)["sheets"][0]["verdicts"]["new"] == 2


def test_sixteen_thousand_columns_are_cut_with_a_word(promo_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    bare_xlsx(path, {"S": [[*row, *[None] * 16_380, "far"] for row in LEDGER]})
    plan = read(promo_desk, path)
    assert plan["sheets"][0]["verdicts"]["new"] == 2
    assert "columns" in str([plan["remarks"], plan["sheets"][0]["remarks"]])


def test_deep_xml_is_refused(promo_desk: Desk, tmp_path: Path) -> None:
    path = zipped(tmp_path / "deep.xlsx", parts_of(sheet_xml("<row>" * 100_000 + "</row>" * 100_000)))
    assert refused(promo_desk, path)


@pytest.mark.parametrize("doctype", [
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'])
def test_entities_are_refused(promo_desk: Desk, tmp_path: Path, doctype: str) -> None:
    path = zipped(tmp_path / "entity.xlsx", parts_of(doctype.encode() + sheet_xml("")))
    assert "entities" in refused(promo_desk, path)


# macros, links, connections, objects


def test_macros_and_links_are_not_followed_but_mentioned(promo_desk: Desk, tmp_path: Path) -> None:
    path = ledger(tmp_path / "macros.xlsm")
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(600))
        made.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        made.writestr("xl/connections.xml", "<connections/>")
        made.writestr("xl/embeddings/oleObject1.bin", b"\0" * 64)
    said = " ".join(read(promo_desk, path)["remarks"]).lower()
    assert all(word in said for word in ("macro", "link", "connection", "object")), said


# formulas


def test_a_formula_without_a_value_and_an_error_are_said_of_their_cells_only(promo_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    bare_xlsx(path, {"S": [HEADER, ("甲禾科技有限公司", ("xml", "<f>300+50</f><v>350</v>"), 12),
                           ("泊野新能源有限公司", ("xml", "<f>1+1</f>"), 80),
                           ("栖霁食品有限公司", ("error", "#N/A"), 7), ("=1+1有限公司", ("error", "#DIV/0!"), 9)]})
    sheet = read(promo_desk, path)["sheets"][0]
    told = {cell["cell"]: cell["message"] for row in sheet["rows"] for cell in row["cells"]}
    assert set(told) == {"B3", "B4", "B5"}
    assert "formula" in told["B3"] and "#N/A" in told["B4"] and "#DIV/0!" in told["B5"]
    assert promo_desk("import", path, "--on-error", "blank").code == 0
    known = {each["name"]: each["registered_capital"] for each in promo_desk.companies()}
    assert known["甲禾科技有限公司"] == {"amount": "3500000.00", "currency": "CNY"}
    assert known["栖霁食品有限公司"] is None and known["泊野新能源有限公司"] is None


# cells that begin like a formula

RISKY = ("=1+1", "+86有限公司", "-10%公司", "@SUM(A1)", "=HYPERLINK(\"http://example.com\")", "\t=tab", "'quoted")


def test_what_begins_like_a_formula_goes_out_as_text_and_comes_back_the_same(promo_desk: Desk, tmp_path: Path) -> None:
    text_file(tmp_path / "risky.csv", [HEADER, *((name, None, 1) for name in RISKY)], "utf-8")
    assert promo_desk("import", "risky.csv", "--into", "companies").code == 0
    known = {each["name"] for each in promo_desk.companies()}
    assert known >= {name.strip() for name in RISKY}
    out = tmp_path / "out.xlsx"
    assert promo_desk("export", "companies", "-o", out).code == 0
    cells = [cell for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert promo_desk("import", out, "--json").data["change"] is None
    assert promo_desk("return", out, "--json").data["change"] is None


# control characters, lone surrogates, long texts


def test_odd_characters_and_long_texts_are_kept_whole_and_said(promo_desk: Desk, tmp_path: Path) -> None:
    long = "长" * 40_000
    rows_of_two = [("企业名称", "经营范围", "备注"), ("甲禾科技有限公司", long, "第\x0b一\x01行")]
    text_file(tmp_path / "long.csv", rows_of_two, "utf-8")
    assert promo_desk("import", "long.csv").code == 0
    [made] = [each for each in promo_desk.companies() if each["name"] == "甲禾科技有限公司"]
    assert made["business"] == long and "一" in made["notes"]
    told = promo_desk("export", "companies", "-o", tmp_path / "out.xlsx")
    assert told.code == 0 and "32,767" in told.out + told.err
    assert promo_desk("return", tmp_path / "out.xlsx", "--json").data["change"] is None, "what was cut is no change"


def test_a_lone_surrogate_does_not_stop_an_import(promo_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "surrogate.xlsx"
    bare_xlsx(path, {"S": [("企业名称", "备注"), ("甲_xD800_禾有限公司", "a_x0000_b"), ("泊_x0041_野有限公司", None)]})
    told = promo_desk("import", path)
    assert told.code == 0, told.err
    names = [each["name"] for each in promo_desk.companies()]
    assert "泊A野有限公司" in names
    assert any(name.startswith("甲") and name.endswith("禾有限公司") for name in names)


# read right, or asked about


@pytest.mark.parametrize(("header", "cell", "field", "value"), [
    ("员工人数", " １，２００ ", "employees", 1200), ("员工人数", "300\u00a0人", "employees", 300),
    ("统一社会信用代码", "0091440100XY0000", "credit_code", "0091440100XY0000"),
    ("企业地址", "000123", "address", "000123"), ("经营范围", "1E5", "business", "1E5"),
    ("法定代表人", "張三", "legal_representative", "張三"),
    ("注册资本（元）", "￥1,000.10", "registered_capital", {"amount": "1000.10", "currency": "CNY"}),
    ("企业地址", "1-2", "address", "1-2"), ("品牌", "TRUE", "brand", "TRUE"),
    ("股票代码", "000063", "listing", "000063")])
def test_a_text_is_read_right(promo_desk: Desk, tmp_path: Path, header: str, cell: str, field: str,
                              value: Any) -> None:
    table = [("企业名称", header), ("甲禾科技有限公司", cell), ("另一家有限公司", None)]
    text_file(tmp_path / "one.csv", table, "utf-8")
    told = promo_desk("import", "one.csv")
    if told.code == 1:
        pytest.fail(told.err)
    [made] = [each for each in promo_desk.companies() if each["name"] == "甲禾科技有限公司"]
    assert made[field] == value


@pytest.mark.parametrize(("header", "cell"), [
    ("统一社会信用代码", "9.14E+17"), ("统一社会信用代码", 9.14e17), ("成立日期", "03/04/2017"),
    ("注册资本（万元）", "3-5"), ("员工人数", "若干"), ("成立日期", "32/13/2017"), ("注册资本（万元）", "350万公里")])
def test_what_cannot_be_known_is_asked(promo_desk: Desk, tmp_path: Path, header: str, cell: Any) -> None:
    path = tmp_path / "one.xlsx"
    save(book_of(("S", [("企业名称", header), ("甲禾科技有限公司", cell), ("另一家有限公司", None)], ())), path)
    before = promo_desk.state()
    told = promo_desk("import", path)
    assert told.code == 1 and len(told.err.strip().splitlines()) == 1
    assert promo_desk.state() == before
    [row] = read(promo_desk, path)["sheets"][0]["rows"]
    assert row["verdict"] == "error" and [each["cell"] for each in row["cells"]] == ["B2"]


def test_exponents_as_text_are_read_right_or_asked_about(promo_desk: Desk, tmp_path: Path) -> None:
    table = [("企业名称", "注册资本（元）"), ("甲禾科技有限公司", "1.5E6"), ("另一家有限公司", "1")]
    text_file(tmp_path / "one.csv", table, "utf-8")
    if promo_desk("import", "one.csv").code == 0:
        known = [each["registered_capital"] for each in promo_desk.companies()]
        assert {"amount": "1500000.00", "currency": "CNY"} in known


def test_duplicated_and_empty_headers_lose_no_column(promo_desk: Desk, tmp_path: Path) -> None:
    table = [("企业名称", "备注", "", "备注", "员工人数"), ("甲禾科技有限公司", "一", "二", "三", 5)]
    text_file(tmp_path / "twice.csv", table, "utf-8")
    assert promo_desk("import", "twice.csv").code == 0
    [made] = [each for each in promo_desk.companies() if each["name"] == "甲禾科技有限公司"]
    assert all(word in made["notes"] for word in "一二三") and made["employees"] == 5


# the disk full, the target open, the process killed


def run_apart(database: Path, *words: object, file_size: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, which may write files of at most so many bytes."""
    def limit() -> None:
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    command = [sys.executable, "-m", "promo_desk", *map(str, words), "--language", "en", "--database", str(database)]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limit, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the process are set as Unix does")
def test_a_full_disk_leaves_the_office_as_it_was(promo_desk: Desk, tmp_path: Path) -> None:
    firms = [f"{chr(0x4E00 + 7 * number)}{chr(0x6E00 + 11 * number)}有限公司" for number in range(300)]
    text_file(tmp_path / "large.csv", [("企业名称", "经营范围"), *((firm, "长" * 3000) for firm in firms)], "utf-8")
    before = promo_desk.state()
    room = promo_desk.database.stat().st_size + 100_000
    done = run_apart(promo_desk.database, "import", tmp_path / "large.csv", file_size=room)
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr
    assert promo_desk.state() == before
    assert promo_desk("check").code == 0
    assert promo_desk("import", tmp_path / "large.csv").code == 0


def test_rejects_that_are_open_elsewhere_are_left_alone(promo_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    save(book_of(("S", [*LEDGER, ("栖霁食品有限公司", "约莫", "若干")], ())), path)
    out = tmp_path / "rejects.xlsx"
    out.write_bytes(b"old")
    (tmp_path / "~$rejects.xlsx").write_bytes(b"")
    before = promo_desk.state()
    told = promo_desk("import", path, "--on-error", "skip", "--rejects", out)
    assert told.code == 1 and out.read_bytes() == b"old"
    assert promo_desk.state() == before
