"""Hostile and broken workbooks: each ends in one sentence that names what stopped it, quickly and in bounded memory.

The table is that of the traps measured over thousands of public files; each file here is the smallest of its sort.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from books import parts_of, rows, sheet_xml, styles, workbook, zipped

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.reader import read_book

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refused(path: Path, limits: Limits | None = None) -> str:
    """The sentence that refuses a file, whatever the reader had to be protected from."""
    with pytest.raises(WorldFault) as fault:
        read_book(path, limits)
    return str(fault.value)


def values(path: Path, limits: Limits | None = None) -> list[tuple[object, ...]]:
    return list(read_book(path, limits, isolated=False).sheets[0].rows)


def spaces(megabytes: int) -> Iterator[bytes]:
    yield sheet_xml('<row r="1"><c r="A1" t="str"><v>').replace(b"</sheetData></worksheet>", b"")
    for _ in range(megabytes):
        yield b" " * 2**20
    yield b"</v></c></row></sheetData></worksheet>"


ENTITIES = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_in_every_part_and_encoding(tmp_path: Path, part: str, encoding: str) -> None:
    parts = parts_of(sheet_xml(ONE))
    content = parts[part]
    plain = content.decode() if isinstance(content, bytes) else str(content)
    parts[part] = (ENTITIES + plain).encode(encoding)
    assert "declares XML entities" in refused(zipped(tmp_path / "lol.xlsx", parts))


def test_an_external_entity_is_refused(tmp_path: Path) -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    assert "declares XML entities" in refused(zipped(tmp_path / "xxe.xlsx", parts_of(doctype + sheet_xml(ONE))))


def test_a_text_without_an_end_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    path = zipped(tmp_path / "spaces.xlsx", parts_of(spaces(64)))
    assert path.stat().st_size < 2**20
    assert 'limit "text_run" is 4 MB' in refused(path)


def test_what_unpacks_to_too_much_is_stopped(tmp_path: Path) -> None:
    path = workbook(tmp_path, b"<row/>" * 200_000)
    assert '"part_bytes"' in refused(path, Limits(part_bytes=2**20))
    assert '"unpacked_bytes"' in refused(path, Limits(unpacked_bytes=2**20))


@pytest.mark.parametrize("limit, cells, more", [
    ("row_marks", "<row/>" * 50, {}), ("cell_marks", '<row r="1">' + "<c/>" * 50 + "</row>", {}),
    ("strings", ONE, {"strings": "<si><t>x</t></si>" * 50}), ("styles", ONE, {"styles": styles(*[0] * 50)})])
def test_each_count_has_its_named_limit_and_can_be_raised(tmp_path: Path, limit: str, cells: str,
                                                          more: dict[str, str]) -> None:
    path = workbook(tmp_path, cells, **more)
    assert f'limit "{limit}"' in refused(path, Limits().raised(**{limit: 20}))
    assert read_book(path, Limits().raised(**{limit: 500}), isolated=False).sheets


def test_a_million_and_a_half_blank_rows_are_stopped(tmp_path: Path) -> None:
    start, end = sheet_xml("").split(b"</sheetData>")
    path = zipped(tmp_path / "rows.xlsx", parts_of([start, *[b"<row/>" * 100_000] * 15, b"</sheetData>" + end]))
    assert 'limit "row_marks" is 1,100,000' in refused(path)


def test_a_sparse_box_is_read_row_by_row(tmp_path: Path) -> None:
    """Three cells, one in the last corner: held as a box they would take 17 thousand million places."""
    path = workbook(tmp_path, rows((1, '<c r="A1"><v>1</v></c>'), (5000, '<c r="B5000"><v>2</v></c>'),
                                   (9000, '<c r="XFD9000"><v>3</v></c>')))
    book = read_book(path)
    assert (book.sheets[0].value(1, 1), book.sheets[0].value(5000, 2)) == (1, 2)
    assert 'limit "columns"' in str(book.remarks[0])


def test_a_row_far_below_is_left_out_with_a_word(tmp_path: Path) -> None:
    path = workbook(tmp_path, rows((1, '<c r="A1"><v>1</v></c>'), (500, '<c r="A500"><v>2</v></c>')))
    book = read_book(path, Limits(blank_rows=100), isolated=False)
    assert book.sheets[0].rows == [(1,)]
    assert "row 500" in str(book.remarks[0])
    assert len(read_book(path, isolated=False).sheets[0].rows) == 500


def test_places_in_disorder_kill_the_reader_and_not_the_desk(tmp_path: Path) -> None:
    """The far cell stands first in its row, where the guard does not look: the parser is aborted by its memory cap."""
    path = workbook(tmp_path, '<row r="1"><c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>')
    assert "too large or damaged" in refused(path)


@pytest.mark.parametrize("place", ["A16777217", "AAAA1"])
def test_a_cell_outside_of_any_sheet_is_refused(tmp_path: Path, place: str) -> None:
    assert "outside of any sheet" in refused(workbook(tmp_path, f'<row r="1"><c r="{place}"><v>1</v></c></row>'))


def test_a_dimension_that_lies_hides_no_row(tmp_path: Path) -> None:
    ten = rows(*((number, f'<c r="A{number}"><v>{number}</v></c>') for number in range(1, 11)))
    for lie in ("A1", "A1:XFD1048576"):
        path = workbook(tmp_path, ten, before=f'<dimension ref="{lie}"/>')
        assert values(path) == [(number,) for number in range(1, 11)]
        assert values(path, Limits(box=1)) == [(number,) for number in range(1, 11)], "by the row by row reader"


def test_rows_out_of_order_lose_no_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path, rows(*((number, f'<c r="A{number}"><v>{number}</v></c>') for number in (3, 1, 2))))
    assert values(path) == [(1,), (2,), (3,)]


def test_formatted_blank_rows_are_no_rows(tmp_path: Path) -> None:
    blank = (f'<row r="{number}"><c r="A{number}" s="0"/><c r="H{number}" s="0"/></row>' for number in range(2, 20_000))
    assert values(workbook(tmp_path, ONE + "".join(blank))) == [(1,)]


def test_deep_xml_is_no_harm(tmp_path: Path) -> None:
    assert values(workbook(tmp_path, ONE, after="<x>" * 50_000 + "</x>" * 50_000)) == [(1,)]


def test_columns_beyond_the_limit_are_left_out_with_a_word(tmp_path: Path) -> None:
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(1, 601))
    path = workbook(tmp_path, f"<row>{cells}</row>")
    book = read_book(path, isolated=False)
    assert len(book.sheets[0].rows[0]) == 512
    assert 'limit "columns"' in str(book.remarks[0])
    assert len(values(path, Limits(columns=1000))[0]) == 600


def test_rows_beyond_the_limit_are_left_out_with_a_word(tmp_path: Path) -> None:
    path = workbook(tmp_path, rows(*((number, f'<c r="A{number}"><v>1</v></c>') for number in range(1, 11))))
    book = read_book(path, Limits(rows=4), isolated=False)
    assert len(book.sheets[0].rows) == 4
    assert "from 5 on" in str(book.remarks[0])


def test_a_cell_with_too_much_text_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path, f'<row r="1"><c r="C1" t="str"><v>{"x" * 2000}</v></c></row>')
    sentence = refused(path, Limits(cell_text=1000))
    assert "C1" in sentence and '"cell_text"' in sentence
    assert values(path)[0][2] == "x" * 2000, "longer than a note, shorter than the limit: kept whole"


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    assert 'limit "file_bytes"' in refused(workbook(tmp_path, ONE), Limits(file_bytes=100))


def test_too_many_parts(tmp_path: Path) -> None:
    path = workbook(tmp_path, ONE, more={f"xl/media/{number}.png": b"" for number in range(100)})
    assert 'limit "entries"' in refused(path, Limits(entries=50))


def test_a_truncated_file_says_so(tmp_path: Path) -> None:
    whole = workbook(tmp_path, ONE).read_bytes()
    for size in (10, len(whole) // 2, len(whole) - 30):
        path = tmp_path / f"cut{size}.xlsx"
        path.write_bytes(whole[:size])
        assert "damaged or incomplete" in refused(path)


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    """Two entries of the list point at the same packed bytes, as the best of zip bombs do."""
    path = workbook(tmp_path, ONE)
    content = bytearray(path.read_bytes())
    second = content.index(b"PK\1\2", content.index(b"PK\1\2") + 4)
    struct.pack_into("<L", content, second + 42, 0)
    path.write_bytes(content)
    assert "overlap" in refused(path)


def test_a_part_that_lies_about_its_length_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, ONE + rows(*((n, f'<c r="A{n}"><v>1</v></c>') for n in range(2, 200))))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        at = [info.filename for info in package.infolist()].index("xl/worksheets/sheet1.xml")
    place = -1
    for _ in range(at + 1):
        place = content.index(b"PK\1\2", place + 1)
    struct.pack_into("<L", content, place + 24, 100)
    path.write_bytes(content)
    assert "not as long as it says" in refused(path)


def test_a_zip_password_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path, ONE)
    content = bytearray(path.read_bytes())
    struct.pack_into("<H", content, content.index(b"PK\1\2") + 8, 1)
    path.write_bytes(content)
    assert "zip password" in refused(path)


def test_a_workbook_without_its_workbook(tmp_path: Path) -> None:
    parts = parts_of(sheet_xml(ONE))
    parts["xl/workbook.xml"] = "<workbook/>"
    assert "damaged or incomplete" in refused(zipped(tmp_path / "none.xlsx", parts))


def test_an_ole_file_that_goes_in_circles_ends(tmp_path: Path) -> None:
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLLL", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE)
    struct.pack_into("<109L", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128L", 0xFFFFFFFD, 2, 1, *[0xFFFFFFFF] * 125)
    name = "Workbook".encode("utf-16-le").ljust(64, b"\0")
    entry = name + struct.pack("<HBB", 18, 2, 1) + b"\xff" * 12 + b"\0" * 36 + struct.pack("<LLL", 1, 2**31, 0)
    path = tmp_path / "loop.xls"
    path.write_bytes(bytes(head) + table + entry.ljust(512, b"\0") + b"\0" * 512)
    assert "damaged" in refused(path, Limits(seconds=20))


def test_a_wrong_name_of_a_limit_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match='There is no limit "lines"'):
        Limits().raised(lines=3)
