"""The small parts of an .xlsx: which sheets there are, what the number formats say, notes, links, properties.

Namespaces are ignored on purpose: transitional and strict workbooks, and those with prefixes, say the same.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from promo_desk.fields.message import Message
from promo_desk.sheets.cells import Place, RawSheet, column_number
from promo_desk.sheets.packages import Package

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})(?!\d)")
_TRUE = ("1", "true", "on")
_SAYS_NOTHING = {0, 1, 2, 3, 4, 37, 38, 39, 40, 49}
_PLAIN_CODE = re.compile(r"[#0?.,;()_ \-*\\]*|General|@", re.IGNORECASE)
_BUILT_IN = {
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'h"时"mm"分"',
    56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}
CJK_DATES = (*range(27, 37), *range(50, 59))
"""Built-in date formats of Chinese, Japanese and Korean Excel, which the workbook libraries do not all know."""

_ACTIVE = (
    (("xl/vbaproject", "xl/macrosheets", "basic/", "scripts/"), Message("The file holds macros; they were not run.")),
    (("xl/externallinks",), Message("The file links to other workbooks; they were not opened, the values it holds were "
                                    "taken.")),
    (("xl/connections", "xl/querytables"), Message("The file has data connections; they were not "
                                                        "followed.")),
    (("xl/embeddings", "xl/activex", "object "), Message("The file holds embedded objects; they were not opened.")),
)


@dataclass
class SheetPart:
    """A sheet as the workbook lists it, and the part that holds it ("" when the list points nowhere)."""

    name: str
    part: str
    visible: bool
    kind: str = "worksheet"
    """What the list says it is: worksheet, chartsheet, dialogsheet, macrosheet."""


@dataclass
class Outline:
    """What the workbook says of itself."""

    sheets: list[SheetPart] = field(default_factory=list)
    epoch_1904: bool = False
    formats: dict[str, str] = field(default_factory=dict)
    """Number format by style number (as text), only of styles whose format says more than "a number"."""
    texts: str = ""
    """The part that holds the shared texts."""


def number_format(number: int, own: dict[int, str]) -> str | None:
    """The code of a number format; None when it says nothing but "a number" or "a text"."""
    return telling(own.get(number) or (None if number in _SAYS_NOTHING else _BUILT_IN.get(number)))


def telling(code: str | None) -> str | None:
    """The code of a number format, None where it says nothing but "a number" or "a text"."""
    return None if not code or _PLAIN_CODE.fullmatch(code) else code


def local(tag: str) -> str:
    """The tag without its namespace."""
    return tag.rpartition("}")[2]


def tree(package: Package, part: str) -> Any:
    """A small part as a tree; an empty element when it is missing or broken."""
    from xml.etree.ElementTree import Element, ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring
    try:
        return fromstring(package.read(part), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return Element("nothing")


def named(root: Any, name: str) -> Iterator[Any]:
    """The elements of that local name."""
    return (element for element in root.iter() if isinstance(element.tag, str) and local(element.tag) == name)


def attribute(element: Any, name: str) -> str:
    """An attribute by its local name, "" without."""
    return next((str(value) for key, value in element.attrib.items() if local(key) == name), "")


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """id -> (last word of its type, target) of a part: a part's path, or a web address as it stands."""
    folder, _, name = part.rpartition("/")
    found = {}
    for relation in named(tree(package, f"{folder}/_rels/{name}.rels".lstrip("/")), "Relationship"):
        target = attribute(relation, "Target")
        if attribute(relation, "TargetMode").lower() != "external":
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        found[attribute(relation, "Id")] = (attribute(relation, "Type").rpartition("/")[2], target)
    return found


def outline_of(package: Package) -> Outline:
    """The sheets in their order, the epoch and the formats that matter."""
    main = next((target for kind, target in relations(package, "").values() if kind == "officeDocument"),
                "xl/workbook.xml")
    root, linked = tree(package, main), relations(package, main)
    outline = Outline(formats=_formats(package, linked))
    outline.epoch_1904 = any(attribute(each, "date1904").lower() in _TRUE for each in named(root, "workbookPr"))
    outline.texts = _part_of(linked, "sharedStrings", "xl/sharedStrings.xml")
    for number, sheet in enumerate(named(root, "sheet"), 1):
        kind, part = linked.get(attribute(sheet, "id"), ("worksheet", f"xl/worksheets/sheet{number}.xml"))
        visible = attribute(sheet, "state").lower() not in ("hidden", "veryhidden")
        outline.sheets.append(SheetPart(attribute(sheet, "name"), part if part in package.entries else "", visible,
                                        kind))
    return outline


def _part_of(linked: dict[str, tuple[str, str]], kind: str, usual: str) -> str:
    return next((target for found, target in linked.values() if found == kind), usual)


def _formats(package: Package, linked: dict[str, tuple[str, str]]) -> dict[str, str]:
    root = tree(package, _part_of(linked, "styles", "xl/styles.xml"))
    own = {whole(attribute(each, "numFmtId")): attribute(each, "formatCode") for each in named(root, "numFmt")}
    cells = next(named(root, "cellXfs"), ())
    codes = (number_format(whole(attribute(style, "numFmtId")), own) for style in cells)
    return {str(index): code for index, code in enumerate(codes) if code}


def active_content(package: Package) -> list[Message]:
    """A remark for each kind of thing in the file that could act; none of them ever does."""
    return [said for starts, said in _ACTIVE if package.starting(*starts)]


def custom_properties(package: Package) -> dict[str, str]:
    """The custom document properties by name, as text."""
    told = (*named(tree(package, "docProps/custom.xml"), "property"), *named(tree(package, "meta.xml"), "user-defined"))
    return {attribute(each, "name"): "".join(each.itertext()) for each in told}


def whole(said: str | None) -> int:
    """The number an attribute holds, 0 where it holds none."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 10 else 0


def place_of(reference: str) -> Place | None:
    """"C17" or "C17:D18" is (17, 3)."""
    found = _PLACE.match(reference)
    return (int(found[2]), column_number(found[1])) if found else None


def add_notes_and_links(package: Package, part: str, sheet: RawSheet, anchors: list[tuple[str, str]]) -> None:
    """Cell comments, and what the sheet's hyperlinks (reference, relation id) lead to."""
    linked = relations(package, part)
    for reference, relation in anchors:
        place, target = place_of(reference), linked.get(relation, ("", ""))[1]
        if place and target:
            sheet.links[place] = target
    for kind, target in linked.values():
        if kind == "comments":
            for comment in named(tree(package, target), "comment"):
                place = place_of(attribute(comment, "ref"))
                if place:
                    sheet.comments[place] = "".join(text.text or "" for text in named(comment, "t"))
