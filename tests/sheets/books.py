"""Small workbooks made by hand, one for each quirk: what no library would write, but files in the world hold."""

from __future__ import annotations

import base64
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from promo_desk.sheets.cells import Box, RawSheet, Row

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Part = bytes | str | Iterable[bytes]


def zipped(path: Path, parts: Mapping[str, Part]) -> Path:
    """A zip of these parts, in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, content in parts.items():
            pieces = [content] if isinstance(content, bytes | str) else content
            with target.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece.encode() if isinstance(piece, str) else piece)
    return path


def relations(*targets: tuple[str, str]) -> str:
    """rId1, rId2 ... to (kind, target); a web address is an external one."""
    lines = [f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"'
             f'{" TargetMode=" + chr(34) + "External" + chr(34) if "://" in target else ""}/>'
             for number, (kind, target) in enumerate(targets, 1)]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def sheet_xml(cells: str | bytes, before: str = "", after: str = "", namespace: str = MAIN) -> bytes:
    """A worksheet around rows of cells."""
    middle = cells.encode() if isinstance(cells, str) else cells
    return (f'<worksheet xmlns="{namespace}" xmlns:r="{_OFFICE}">{before}<sheetData>'.encode() + middle
            + f"</sheetData>{after}</worksheet>".encode())


def parts_of(sheet: Part, *, styles: str = "", strings: str = "", workbook: str = "", state: str = "",
             more: Mapping[str, Part] | None = None, namespace: str = MAIN) -> dict[str, Part]:
    """The parts of a workbook with the one sheet "S"."""
    types = "".join(f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.'
                    f'spreadsheetml.{kind}+xml"/>' for part, kind in (
                        ("xl/workbook.xml", "sheet.main"), ("xl/worksheets/sheet1.xml", "worksheet"),
                        ("xl/styles.xml", "styles"), ("xl/sharedStrings.xml", "sharedStrings")))
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
                               '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
                               f'ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{_OFFICE}">{workbook}<sheets><sheet name="S" '
                           f'sheetId="1" {state} r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
                                                ("sharedStrings", "sharedStrings.xml")),
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": sheet, **(more or {})}


def workbook(folder: Path, cells: str | bytes = "", *, before: str = "", after: str = "", name: str = "book.xlsx",
             **options: Any) -> Path:
    """A workbook with the one sheet "S" that holds these rows."""
    namespace = options.get("namespace", MAIN)
    return zipped(folder / name, parts_of(sheet_xml(cells, before, after, namespace), **options))


def styles(*formats: int | str) -> str:
    """Cell formats 0, 1, 2 ...: a built-in number format by its number, an own one by its code."""
    own = [code for code in formats if isinstance(code, str)]
    ids = {code: 164 + index for index, code in enumerate(own)}
    quoted = {code: code.replace("&", "&amp;").replace('"', "&quot;") for code in own}
    listed = "".join(f'<numFmt numFmtId="{ids[code]}" formatCode="{quoted[code]}"/>' for code in own)
    used = "".join(f'<xf numFmtId="{ids[code] if isinstance(code, str) else code}" applyNumberFormat="1"/>'
                   for code in formats)
    return (f'<numFmts count="{len(own)}">{listed}</numFmts><fonts><font/></fonts><fills><fill><patternFill/></fill>'
            f'</fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{used}</cellXfs>')


def rows(*numbered: tuple[int, str]) -> str:
    """<row> elements: (3, '<c r="A3"><v>1</v></c>')."""
    return "".join(f'<row r="{number}">{cells}</row>' for number, cells in numbered)


def raw(*values: Row, merged: tuple[Box, ...] = (), name: str = "S", hidden: tuple[int, ...] = ()) -> RawSheet:
    """A sheet as if it had been read."""
    return RawSheet(name, list(values), merged=list(merged), hidden_rows=set(hidden))


OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def ole_with(stream: str) -> bytes:
    """The beginning of an OLE file whose directory names that stream."""
    return OLE_HEAD + stream.encode("utf-16-le") + b"\0" * 512


def old_xls() -> bytes:
    """A true .xls (made once with xlwt): months, days, 亿元, an error, a hidden row, column and sheet, a merge."""
    return zlib.decompress(base64.b85decode(_OLD_XLS))


_OLD_XLS = (
    "c-rk)T}V|y5dL;O*L$zOS5rv^lM7jy<ljp#di$Y#>ZTc_QJJPl_!nXiCaGmU8deY$MG0o~V)fDwmDNl15ZKQ{5CmEXMK1<LKB%{u"
    "x#!x|j1){z&K!1jW_EUVc6N66obzfhW~k>*(lBN~K0+|*b0RcIrl>drj0@E6^D!By9aMZ4EGck0Xdy#wco_N8&TGi)Jq(T8#xuge"
    "M=JYp1m1@Fs?<e<E#gDDVjuF9LAj@KnMxEA#jjYwhXk(>d`om63Em`<F2Q-EJEZnv(Bn<tXy$Q=c1v3nVTF6r=e<a>5sw#~$8Fup"
    "uWQ5R#>3^c%f2DSh(IqW2@0y}s~VY4#&v{4HN*e7(R9F#I;tJjZloBI=;JNlOpsZZS(#$Q;|2*-7B(P@9ygwNw-&iEgg8p8Ui|Q-"
    "0^bAY$J10xzPNG)l8;T7+y5eW(9+K)chZ{ACJ&>fpD9154WJ#qgNip<CnE60;1;b$i_^N8Z?SX!Y1MsxuyY(Ga=CD!?XGqvc_Vj^"
    "HWS&}($_jtwW^vAfwGbPOp?LZXRchJDxvLXaR^k-(b}T1VjGZ^m7SAIf>JLFNWotExi*aL%0cIvcF;x2_KzT3iD;o?<PdPt{Ks#8"
    "d$XgW&{HOocDdZxTZPp;FZghRdqf<U{u*b)qve8xjzYjbXm0`OVqv}DlQK%O&`E;hNQdgQ!g!O|-XS`tq&1Dk%@ug-SrbIBCA#x#"
    "(fyRpPo8x|_ZJKwi|c>q>7iZcq}eEWI*_3<)TN6I4?KZdnTO{G!HItyqz>&eefOF7el#W!CS;6YKgZEhQ=B$q=jTF*3z^~!;tbQW"
    "n#Hmb%N(o6SSg;z;`CKb{yZlfhZY-K^lP%MP}7zUvXyGu(qfC3xK)QqBx4bJO`9D1mBYQXgE+R8uGo?xGnnp`A(nXE2M8PHd|BHz"
    "LwkU<ZKBN@Bc`7=iBZ0e#a(uaE~VeFkQs>?85zhxHHDXI2CASK^ZNNSkmDp##cWZvzyb>_u)qQf{s~H6WgstWhWWzE7p&d<uQNeq"
    "()vxZY+)A~=xL%)w{57Wx{*Hg=K~3_semmt$3B7og$#RW^hVU6Lj0(icmC3gqzazToIAP}ZVSzK{K@(F`Jc!C1?1Q}h5"
)
