"""A file is what its bytes say, never what its ending says; and what cannot be read is said in one sentence."""

from pathlib import Path

import pytest
from books import ole_with, workbook, zipped

from promo_desk.fields.message import WorldFault
from promo_desk.sheets.content import delimiter_of, look_at, text_encoding
from promo_desk.sheets.limits import Limits
from promo_desk.sheets.reader import read_book

CHINESE = "企业名称,投资额\n广州甲公司,35\n"


def told(path: Path, **options: object) -> str:
    """The one sentence that refuses a file."""
    with pytest.raises(WorldFault) as fault:
        read_book(path, isolated=False, **options)  # type: ignore[arg-type]  # options of one test each
    sentence = str(fault.value)
    assert "\n" not in sentence
    assert fault.value.message.text("zh") != sentence, "not translated"
    return sentence


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("content, family", [
    (b"PK\x03\x04rest", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"<html><table>", "markup"),
    (b"\xef\xbb\xbf  <?xml version='1.0'?>", "markup"), (b"a,b\n1,2\n", "text"),
    (CHINESE.encode("gb18030"), "text"), (CHINESE.encode("utf-16"), "text"),
    ("a,b,c,d,e,f,g,h,i\n".encode("utf-16-le"), "text")])
def test_the_first_bytes_tell_the_family(tmp_path: Path, content: bytes, family: str) -> None:
    assert look_at(written(tmp_path, "any.xlsx", content), Limits()).family == family


@pytest.mark.parametrize("name", ["book.csv", "book", "签约.xls", "book.pdf"])
def test_a_workbook_under_any_name_is_read(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path, '<row r="1"><c r="A1"><v>7</v></c></row>', name=name)
    assert read_book(path, isolated=False).sheets[0].rows == [(7,)]


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.csv"])
def test_a_text_named_like_a_workbook_is_read_as_a_text(tmp_path: Path, name: str) -> None:
    book = read_book(written(tmp_path, name, CHINESE.encode()))
    assert (book.format, book.sheets[0].rows) == ("csv", [("企业名称", "投资额"), ("广州甲公司", "35")])


def test_what_is_no_workbook_is_named(tmp_path: Path) -> None:
    assert "is a PDF file" in told(written(tmp_path, "a.xlsx", b"%PDF-1.4 ..."))
    assert "is a PNG file" in told(written(tmp_path, "b.xlsx", b"\x89PNG\r\n\x1a\n"))
    assert "no known kind" in told(written(tmp_path, "c.xlsx", bytes(range(256)) * 4))
    assert "is a Word file" in told(zipped(tmp_path / "d.xlsx", {"word/document.xml": "<a/>"}))
    assert "is a zip file" in told(zipped(tmp_path / "e.xlsx", {"readme.txt": "hello"}))
    assert "is a Word file" in told(written(tmp_path, "f.xls", ole_with("WordDocument")))
    assert "without a table" in told(written(tmp_path, "g.xls", b"<?xml version='1.0'?><note>hello</note>"))


def test_an_empty_file_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    assert "is empty" in told(written(tmp_path, "empty.xlsx", b""))
    assert "is a folder" in told(tmp_path)
    assert "There is no file" in told(tmp_path / "nowhere.xlsx")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "secret.xlsx", b"PK\x03\x04")

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "no right to read" in told(path)


def test_a_file_open_in_excel_is_read_with_a_remark_and_its_mark_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, '<row r="1"><c r="A1"><v>1</v></c></row>', name="ledger.xlsx")
    mark = written(tmp_path, "~$ledger.xlsx", b"\x05Owner")
    assert "open in another program" in str(read_book(path, isolated=False).remarks[0])
    assert "choose that file" in told(mark)


LONGER = "企业名称,投资额,备注\n广州甲公司,35,首期\n深圳乙科技有限公司,12.5,\n"
TRADITIONAL = "公司名稱,聯絡人\n鴻海精密工業股份有限公司,王小明\n聯想,李大同\n"
WESTERN = "Company,City\nMüller GmbH,Köln\nCafé Noël,Orléans\n"


@pytest.mark.parametrize("text, encoding", [
    (CHINESE, "utf-8"), (CHINESE, "utf-8-sig"), (CHINESE, "gb18030"), (CHINESE, "utf-16"), (LONGER, "utf-16-be"),
    (LONGER, "utf-16-le"), (CHINESE, "utf-16-le"), (TRADITIONAL, "big5"), (TRADITIONAL, "gb18030"),
    (TRADITIONAL, "utf-8"), (WESTERN, "cp1252"), (WESTERN, "utf-16-le"), ("plain,ascii\n", "utf-8"),
    ("名称\t備註\n鴻海\t線上\n", "gb18030"),
    ("price,€ 5\nnaïve,“quoted”\n", "cp1252"), ("甲\n乙\n", "gb18030")])
def test_a_text_says_the_same_in_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    """Told by content alone; UTF-16 also where its mark is missing."""
    path = written(tmp_path, "list.csv", text.encode(encoding))
    rows = [tuple(field or None for field in line.replace("\t", ",").split(",")) for line in text.splitlines()]
    found = read_book(path, isolated=False).sheets[0].rows
    assert [row[:len(line)] for row, line in zip(rows, found, strict=True)] == found


def test_a_mark_of_order_decides(tmp_path: Path) -> None:
    assert text_encoding(b"\xfe\xff" + CHINESE.encode("utf-16-be")) == "utf-16"
    assert text_encoding(b"\xef\xbb\xbf" + CHINESE.encode()) == "utf-8-sig"


@pytest.mark.parametrize("text, delimiter", [
    ("a,b,c\n1,2,3\n", ","), ("a;b;c\n1,5;2,5;3,5\n", ";"), ("a\tb\nx, y\tz, w, v\n", "\t"), ("a|b\n1|2\n", "|"),
    ('name,note\n"甲, 乙","1;2;3"\n"丙","4;5"\n', ","), ("题\n单位：万元\na;b;c\n1;2;3\n4;5;6\n", ";"),
    ("一家公司\nFoo Co., Ltd.\nBar\n", ""), ("", "")])
def test_the_delimiter_is_the_one_that_cuts_all_lines_alike(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter
