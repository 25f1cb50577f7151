"""Workbooks broken at random, fed to the reader: every one must end as a book or in one sentence, soon and in bounds.

A few hundred run with the tests (``test_fuzz.py``). For as long as one likes, by hand:

    python tests/sheets/fuzz.py --seconds 600 [--seed 1] [--keep FOLDER]

The reading is done by a second process, as in the program, but by one for many files: a parser that aborts it or does
not end is noticed, and the file is then read again in the way the program reads.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

import binary_books as binary  # noqa: E402  # found beside this file, also when it is run by hand
import books  # noqa: E402  # as above
import open_documents as odf  # noqa: E402  # as above
from containers import locked_old_xls, locked_standard  # noqa: E402  # as above

from promo_desk.fields.message import WorldFault  # noqa: E402  # as above
from promo_desk.sheets.blocks import Frame  # noqa: E402  # as above
from promo_desk.sheets.cells import RawBook  # noqa: E402  # as above
from promo_desk.sheets.limits import Limits  # noqa: E402  # as above

LIMITS = Limits(seconds=20, memory_bytes=768 * 2**20)
PATIENCE = 30.0
"""Seconds after which a reading counts as one that never ends."""
SIZES = (0, 1, 2, 127, 128, 255, 256, 1024, 65_535, 65_536, 1_048_576, 1_048_577, 16_777_217, 2**31 - 1, 2**31,
         2**32 - 1, 2**63, 10**18, -1)
_NUMBER = re.compile(rb"\d+")
_ATTRIBUTE = re.compile(rb'[\w:]+="[^"]*"')
_TAG = re.compile(rb"<[^>]*>")


def seeds(folder: Path) -> dict[str, bytes]:
    """A small sound workbook of every format."""
    quirks = books.rows(
        (1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>签约时间</t></is></c>'
            '<c r="C1" t="str"><v>金额</v></c>'),
        (2, '<c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>42979</v></c><c r="C2" s="2"><v>3.5</v></c>'),
        (3, '<c r="A3" t="b"><v>1</v></c><c r="B3" t="e"><v>#N/A</v></c><c r="C3"><f>SUM(C2:C2)</f><v>3.5</v></c>'),
        (5, '<c r="A5" t="d"><v>2017-09-01</v></c><c r="C5"><f>1+1</f></c>'))
    more = {"xl/worksheets/_rels/sheet1.xml.rels": books.relations(("hyperlink", "https://example.org"),
                                                                   ("comments", "../comments1.xml")),
            "xl/comments1.xml": '<comments><commentList><comment ref="A1"><text><t>注</t></text></comment>'
                                "</commentList></comments>"}
    made = {"xlsx": books.workbook(
        folder, quirks, before='<dimension ref="A1:C5"/><cols><col min="3" max="3" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells><hyperlinks><hyperlink ref="A1" r:id="rId1"/>'
              "</hyperlinks>", styles=books.styles(0, 'yyyy"年"m"月"', '0.00"亿元"'),
        strings="<si><t>企业</t></si><si><t>甲</t></si>", more=more)}
    made["xlsb"] = binary.binary_book(
        folder, {0: {0: binary.shared(0), 1: binary.text("签约时间")},
                 1: {0: binary.shared(1), 1: binary.real(42979, 1), 2: binary.rk(14), 3: binary.error(0x2A)},
                 4: {0: binary.formula(binary.real(2)), 1: binary.truth(True)}},
        texts=["企业", "甲"], formats=(0, 'yyyy"年"m"月"'), merged=((0, 0, 0, 1),), hidden_columns=(2,))
    made["ods"] = odf.open_document(folder, odf.table(
        odf.row(odf.cell("企业", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>", odf.cell("时间")),
        odf.row(odf.cell("甲"), odf.number(3.5), odf.day("2017-09-01", 'table:style-name="months"')),
        odf.row("<table:table-cell/>", told='table:number-rows-repeated="30"'), odf.row(odf.cell("末"))), odf.MONTHS)
    made["fods"] = odf.flat(folder, odf.table(odf.row(odf.cell("企业"), odf.day("2017-09-01"))))
    found = {name: path.read_bytes() for name, path in made.items()}
    found["locked"] = locked_standard(made["xlsx"], "VelvetSweatshop")
    return found | texts() | {"xls": books.old_xls(), "locked xls": locked_old_xls("VelvetSweatshop")}


def texts() -> dict[str, bytes]:
    ledger = '企业名称,投资额,备注\n广州甲公司,35,"一\n""二"""\n乙公司,00123,\n' * 3
    page = ("<html><head><style>.a{mso-number-format:'yyyy\\0022年\\0022'}</style></head><body><table><tr>"
            "<td rowspan=2 class=a x:num=42979>企业<td colspan=3>投资</tr><tr><td>总额"
            "<td sdval=3 sdnum='2052;0;0.00'>到位</table>")
    sheet = ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
             'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Row ss:Index="2">'
             '<Cell ss:Index="3"><Data ss:Type="Number">3.5</Data></Cell><Cell><Data ss:Type="DateTime">'
             "2017-09-15T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>")
    return {"csv": ledger.encode(), "gb18030": ledger.encode("gb18030"), "utf-16": ledger.encode("utf-16"),
            "tab": ledger.replace(",", "\t").encode("utf-8-sig"), "html": page.encode(), "xml": sheet.encode()}


# mutations: each takes some bytes and gives others

Mutation = Callable[[Random, bytes], bytes]


def flip_bits(random: Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        if made:
            made[random.randrange(len(made))] ^= 1 << random.randrange(8)
    return bytes(made)


def cut_off(random: Random, content: bytes) -> bytes:
    return content[:random.randrange(len(content) + 1)]


def cut_out(random: Random, content: bytes) -> bytes:
    at, length = random.randrange(len(content) + 1), random.choice((1, 4, 50, 1000))
    return content[:at] + content[at + length:]


def say_again(random: Random, content: bytes) -> bytes:
    at, length = random.randrange(len(content) + 1), random.choice((1, 8, 60, 500))
    return content[:at] + content[at:at + length] * random.choice((2, 3, 50, 2000)) + content[at + length:]


def overwrite(random: Random, content: bytes) -> bytes:
    at, size = random.randrange(len(content) + 1), random.choice((1, 2, 4, 8))
    odd = (random.choice(SIZES) % (1 << 8 * size)).to_bytes(size, random.choice(("little", "big")))
    return content[:at] + odd + content[at + size:]


def insert_noise(random: Random, content: bytes) -> bytes:
    at = random.randrange(len(content) + 1)
    noise = random.choice((random.randbytes(random.randrange(1, 40)), b"\0", b"\xff\xfe", b'"', b"<", b"]]>",
                           b"<!DOCTYPE a>", b"&lol;", b"&#x1;", b"_x000D_"))
    return content[:at] + noise + content[at:]


def change_number(random: Random, content: bytes) -> bytes:
    """A count, a size, a place: inflated or turned to nonsense."""
    return _replace(random, content, _NUMBER, lambda _old: str(random.choice(SIZES)).encode())


def change_attribute(random: Random, content: bytes) -> bytes:
    others = _ATTRIBUTE.findall(content) or [b'a="1"']
    return _replace(random, content, _ATTRIBUTE, lambda old: random.choice(
        (b"", old + b" " + old, old.replace(b'="', b'="-'), random.choice(others), old.replace(b'"', b"'"))))


def change_tag(random: Random, content: bytes) -> bytes:
    others = _TAG.findall(content) or [b"<a>"]
    return _replace(random, content, _TAG,
                    lambda old: random.choice((b"", old + old, random.choice(others), old * 300)))


def _replace(random: Random, content: bytes, pattern: re.Pattern[bytes], other: Callable[[bytes], bytes]) -> bytes:
    places = [found.span() for found in pattern.finditer(content)]
    if not places:
        return flip_bits(random, content)
    start, end = random.choice(places)
    return content[:start] + other(content[start:end]) + content[end:]


MUTATIONS: tuple[Mutation, ...] = (flip_bits, cut_off, cut_out, say_again, overwrite, insert_noise, change_number,
                                   change_number, change_attribute, change_tag)


def mutant(random: Random, content: bytes) -> bytes:
    """One to three mutations; of a zip mostly inside its parts, so that more than its seal is broken."""
    for _ in range(random.choice((1, 1, 2, 3))):
        if content[:2] == b"PK" and random.random() < 0.8:
            content = inside_zip(random, content)
        else:
            content = random.choice(MUTATIONS)(random, content)
    return content


def inside_zip(random: Random, content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            parts = {info.filename: source.read(info) for info in source.infolist()}
    except (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return random.choice(MUTATIONS)(random, content)
    return _zipped(_changed(random, parts)) if parts else content


def _changed(random: Random, parts: dict[str, bytes]) -> dict[str, bytes]:
    one, other = random.choice(list(parts)), random.choice(list(parts))
    way = random.randrange(12)
    if way == 0:
        parts[one], parts[other] = parts[other], parts[one]
    elif way == 1:
        del parts[one]
    elif way == 2:
        parts[one.upper()] = parts.pop(one)
    else:
        parts[one] = random.choice(MUTATIONS)(random, parts[one])
    return parts


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name, (2017, 9, 1, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


# reading

def look_over(book: RawBook) -> None:
    """What holds for every book, however broken the file was."""
    for sheet in book.sheets:
        assert sheet.first_row >= 1 and len(sheet.rows) <= LIMITS.rows
        assert all(len(row) <= LIMITS.columns for row in sheet.rows)
        assert not sheet.rows or any(value is not None for value in sheet.rows[-1])
        for row, column in (*sheet.errors, *sheet.formulas_without_value, *sheet.comments, *sheet.links):
            assert row >= 1 and column >= 1
        assert all(1 <= first <= last for runs in sheet.formats.values() for first, last, _code in runs)


def outcome(path: Path) -> str:
    """How one file ends, read in this process: "book", "fault: ..." or what should not be."""
    from promo_desk.sheets.parsing import parse
    from promo_desk.sheets.reader import Gathered

    gathered = Gathered(path)

    def hand(frame: Frame) -> None:
        gathered.hand(frame)

    try:
        parse(path, LIMITS, None, hand)
        look_over(gathered.book(""))
    except WorldFault as fault:
        return judged(fault)
    except MemoryError:
        return "fault: memory"
    except Exception as fault:
        return f"UNFORESEEN {type(fault).__name__}: {fault}"[:200]
    return "book"


def judged(fault: WorldFault) -> str:
    """A fault is one sentence or two in one line, in both languages, and of a length one reads."""
    for language in ("en", "zh"):
        said = fault.message.text(language)
        if "\n" in said or not 5 < len(said) < 600 or "Traceback" in said:
            return f"BAD SENTENCE {said!r}"[:300]
    return f"fault: {fault.message.msgid[:60]}"


def serve() -> None:
    """Read the files named on standard input, one a line; answer each with how it ended and the memory it took."""
    import os
    import resource

    from promo_desk.sheets.worker import confine

    confine(LIMITS.memory_bytes, 2 * LIMITS.memory_bytes, 1e6)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        told = outcome(Path(json.loads(line)))
        print(json.dumps([told, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]), file=answers, flush=True)


@dataclass
class Reader:
    """The second process, started anew where a file killed it or kept it too long."""

    process: subprocess.Popen[str] | None = None
    peak: int = 0
    """Megabytes."""

    def read(self, path: Path) -> str:
        if self.process is None:
            self.process = subprocess.Popen([sys.executable, str(Path(__file__)), "--serve"], stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        process = self.process
        assert process.stdin and process.stdout
        late = threading.Event()
        watch = threading.Timer(PATIENCE, lambda: (late.set(), process.kill()))
        watch.start()
        try:
            process.stdin.write(json.dumps(str(path)) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            watch.cancel()
        if not answer:
            self.close()
            return "HANG" if late.is_set() else "aborted"
        told, peak = json.loads(answer)
        self.peak = max(self.peak, peak)
        return str(told)

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


@dataclass
class Fuzz:
    """Mutants of all formats in turn, and how they ended."""

    folder: Path
    keep: Path | None = None
    reader: Reader = field(default_factory=Reader)
    counts: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    slowest: float = 0.0
    """Seconds of the mutant that took longest (measured by hand only; no test asks)."""

    def __post_init__(self) -> None:
        self.seeds = seeds(self.folder)

    def mutants(self, seed: int) -> Iterator[tuple[str, bytes]]:
        """Without an end, the same for the same seed."""
        random, names = Random(seed), list(self.seeds)
        while True:
            for name in names:
                yield name, mutant(random, self.seeds[name])

    def run(self, name: str, content: bytes) -> str:
        path = self.folder / "mutant.xlsx"
        path.write_bytes(content)
        began = time.perf_counter()
        told = self.reader.read(path)
        if told == "aborted":
            told = self.as_the_program_reads(path)
        self.slowest = max(self.slowest, time.perf_counter() - began)
        self.counts[f"{name}: {'book' if told == 'book' else told.partition(':')[0]}"] += 1
        if not told.startswith(("book", "fault", "aborted, then fault")):
            self._note(name, content, told)
        return told

    def as_the_program_reads(self, path: Path) -> str:
        """By a process of its own, that it may kill."""
        from promo_desk.sheets.reader import read_book

        try:
            look_over(read_book(path, LIMITS))
        except WorldFault as fault:
            return "aborted, then " + judged(fault)
        except Exception as fault:
            return f"UNFORESEEN {type(fault).__name__}: {fault}"
        return "book"

    def _note(self, name: str, content: bytes, told: str) -> None:
        self.bad.append(f"{name}: {told}")
        if self.keep:
            self.keep.mkdir(parents=True, exist_ok=True)
            (self.keep / f"{len(self.bad)}-{name.replace(' ', '-')}.bin").write_bytes(content)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    told = asked.parse_args()
    if told.serve:
        serve()
        return 0
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(Reader()) as reader:
        fuzz = Fuzz(Path(folder), told.keep, reader)
        until = time.monotonic() + told.seconds
        for name, content in fuzz.mutants(told.seed):
            fuzz.run(name, content)
            if time.monotonic() > until:
                break
        for line, count in sorted(fuzz.counts.items()):
            print(f"{count:8,}  {line}")
        print(f"{fuzz.counts.total():8,}  in all; peak {fuzz.reader.peak} MB, slowest {fuzz.slowest:.1f} s")
        print("\n".join(fuzz.bad))
        return bool(fuzz.bad)


if __name__ == "__main__":
    sys.exit(main())
