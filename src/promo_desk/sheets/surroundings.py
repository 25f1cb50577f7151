"""What stands around a table: the title, who filled it in and when, the unit note, remarks; and units in headers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from promo_desk.sheets.cells import RawSheet, Value

Above = Literal["title", "facts", "unit", "note", "blank"]

_UNIT_WORDS = (
    "人民币|美元|美金|港元|港币|欧元|日元|英镑|澳门元|新台币|亿|万|千|百|元|"
    "平方公里|平方千米|平方米|平米|公里|公顷|亩|米|m2|km2|km|sqm|sq|ft|ha|hectares?|mu|m|"
    "人次|人|个|家|件|台|套|公斤|千克|吨|kg|天|年|月|日|季度|季|周|小时|倍|次|名|户|辆|度|层|间|栋|宗|项|条|kwh|mw|%|‰|"
    "usd|cny|rmb|hkd|eur|gbp|jpy|sgd|mop|twd|us|hk|[$€£¥]|thousand|millions?|billions?|mln|mn|bn|k|"
    "fte|jobs|persons?|people|staff|years?|months?|days?|hours?|yuan|dollars?|每|per|of|a")
_UNIT = re.compile(rf"(?:{_UNIT_WORDS}|[/、,·.\s-])+", re.IGNORECASE)
_ONLY_A_DATE = re.compile(r"[年月日/.\-]{2,}")
_IN_BRACKETS = re.compile(r"[（(\[【]([^（）()\[\]【】]{1,20})[)）\]】]?\s*$")
_AFTER_COMMA = re.compile(r"[，,：:]\s*(?:单位[:：])?\s*([^，,：:()（）]{1,10})$")
_UNIT_NOTE = re.compile(
    r"(?:(?<![填报送责任主管编制牵头建设联系实施承办协申])(?:金额|计量|货币|投资|投资额|面积)?单位|"
    r"\bunits?(?: of amounts?)?|"
    r"\b(?:amounts?|figures?|all values?) (?:are )?in)\s*[:：]?\s*([^，,；;。()（）\n]{1,24})", re.IGNORECASE)
_FACT = re.compile(r"([一-鿿A-Za-z][一-鿿A-Za-z /-]{1,14}?)\s*[:：]\s*(.*?)(?=(?:\s+|　+|；|;|，)[一-鿿A-Za-z]"
                   r"[一-鿿A-Za-z/-]{1,13}\s*[:：]|$)", re.DOTALL)
_WIDE_GAP = re.compile(r"\s{2,}|　+|[\n\t]+")
_STARTS_FACT = re.compile(r"[^:：(（]{2,16}[:：]")
_FILLED_BY = ("填报人", "填表人", "制表人", "经办人", "填报", "制表", "prepared by", "compiled by", "filled in by")
_FILLED_ON = ("填报时间", "填报日期", "填表时间", "填表日期", "制表时间", "制表日期", "报送时间", "报送日期",
              "统计时间", "截止日期", "截至日期", "截止时间", "截至", "截至时间", "更新时间", "更新日期", "日期",
              "date", "as of", "updated")
_NO_FACTS = ("单位", "金额单位", "备注", "注", "说明", "unit", "units", "note", "notes", "remark", "remarks", "source")
_NOTE = re.compile(r"(?:备\s*注|注|说\s*明|填表说明|填报说明|数据来源|资料来源|来源|notes?|remarks?|sources?|nb)"
                   r"\s*\d{0,2}\s*[:：.、]", re.IGNORECASE)
_BREAK_IN_HAN = re.compile(r"(?<=[^\x00-\x7f])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?=[^\x00-\x7f])|\s*[\r\n]+\s*(?=\()")
_TITLE_LINE = 40
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_HAN_YEAR = re.compile(r"([一二][〇○零九一二三四五六七八]{3})年")
_HAN_DIGITS = dict(zip("〇○零一二三四五六七八九", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


@dataclass
class Surroundings:
    """What was said around the table."""

    title: str = ""
    notes: list[str] = field(default_factory=list)
    unit: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    filled_by: str = ""
    filled_on: str = ""
    year: int | None = None
    rows: dict[int, Above] = field(default_factory=dict)
    """What each row is."""


def folded(text: str) -> str:
    """Half width, lower case, no blanks: for comparing words."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def one_line(value: Value) -> str:
    """A header as one line: breaks inside Chinese go, between Latin words they become a blank."""
    text = str(value).replace("\u200b", "").replace("\xa0", " ").strip()
    if "\n" in text or "\r" in text:
        text = _BREAK_IN_HAN.sub("", text)
    return " ".join(text.split())


def is_unit(text: str) -> bool:
    """Whether a short text names a unit: 亿元, 元/㎡/月, USD m, %, 亩、平方米; not 是/否 or 甲方/乙方."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return 0 < len(plain) <= 20 and bool(_UNIT.fullmatch(plain)) and not _ONLY_A_DATE.fullmatch(plain)


def unit_of_header(header: str) -> str | None:
    """The unit that a header names in its last brackets or after its last comma, as written."""
    for pattern in (_IN_BRACKETS, _AFTER_COMMA):
        found = pattern.search(header)
        if found and is_unit(found[1]):
            return found[1].strip()
    return None


def unit_note(text: str) -> str | None:
    """The unit of a note such as 单位：万元 or "Unit: CNY m"; 填报单位：白云区 is none."""
    found = _UNIT_NOTE.search(text)
    return found[1].strip() if found and is_unit(found[1]) else None


def is_note(text: str) -> bool:
    """备注：…, 注：…, Source: … at the beginning of a line."""
    return bool(_NOTE.match(text.strip()))


def is_signature(texts: Sequence[str]) -> bool:
    """A line that says who filled in the sheet, and when."""
    keys = {" ".join(key.casefold().split()) for key in facts_of(texts)}
    return bool(keys.intersection(_FILLED_BY + _FILLED_ON))


def year_of(text: str) -> int | None:
    """The year a title names: 2017年, 2017, 二〇一七年."""
    found = _YEAR.search(unicodedata.normalize("NFKC", text))
    if found:
        return int(found[1])
    spelled = _HAN_YEAR.search(text)
    return int("".join(str(_HAN_DIGITS[sign]) for sign in spelled[1])) if spelled else None


def facts_of(texts: Sequence[str]) -> dict[str, str]:
    """The pairs of a line 所属片组：… 填报人：… 填报时间：…, in one cell or in several; wide gaps part them."""
    facts: dict[str, str] = {}
    waiting = ""
    for text in texts:
        pairs = [pair for piece in _WIDE_GAP.split(text) if _STARTS_FACT.match(piece) for pair in _FACT.findall(piece)]
        if waiting and not pairs:
            facts[waiting] = text.strip()
        waiting = ""
        for key, value in pairs:
            facts[key.strip()] = value.strip()
            waiting = "" if value.strip() else key.strip()
    return facts


def read_above(sheet: RawSheet, rows: Iterable[int]) -> Surroundings:
    """Title, facts, unit note and sentences of the rows above the header."""
    around = Surroundings()
    for row in rows:
        texts = [str(value).strip() for value in sheet.row(row) if value is not None]
        around.rows[row] = _read_line(around, texts) if any(texts) else "blank"
    around.year = year_of(around.title) or year_of(sheet.name)
    return around


def _read_line(around: Surroundings, texts: list[str]) -> Above:
    unit = next(filter(None, map(unit_note, texts)), None)
    around.unit = around.unit or unit
    facts = facts_of([text for text in texts if not is_note(text)]) or in_pairs(texts)
    shown = [one_line(text) for text in texts]
    if facts and not (len(texts) == 1 and len(texts[0]) > 120):
        add_facts(around, facts)
        return "facts" if set(map(str.casefold, facts)).difference(_NO_FACTS) or unit is None else "unit"
    if unit is None and not around.title and not is_note(texts[0]):
        around.title = shown[0]
        around.notes += shown[1:]
        return "title"
    if unit is None and _goes_on(around, texts):
        around.title += shown[0] if shown[0][0] > "\u2e7f" else f" {shown[0]}"
        return "title"
    if unit is None or max(map(len, texts)) > 16:
        around.notes += shown
        return "note"
    return "unit"


def in_pairs(texts: list[str]) -> dict[str, str]:
    """Facts in cells of their own without colons: 填报单位 | 投促局 | 填报人 | 张三."""
    keys = {folded(text) for text in texts[::2]}
    told = keys.intersection(map(folded, (*_FILLED_BY, *_FILLED_ON)))
    return dict(zip(texts[::2], texts[1::2], strict=False)) if len(texts) > 1 and told else {}


def _goes_on(around: Surroundings, texts: list[str]) -> bool:
    """Whether a line is the title's second one: short, alone, directly below, and no sentence."""
    before = list(around.rows.values())[-1:]
    return before == ["title"] and len(texts) == 1 and len(texts[0]) <= _TITLE_LINE and not (
        is_note(texts[0]) or re.search("[。；;，,：:]|\\.$", texts[0]))


def add_facts(around: Surroundings, facts: dict[str, str], *, only_filled: bool = False) -> None:
    """Keep the pairs, and who filled in the sheet and when among them (``only_filled``: nothing else)."""
    for key, value in facts.items():
        plain = " ".join(key.casefold().split())
        if plain in _NO_FACTS or not value or (only_filled and plain not in _FILLED_BY + _FILLED_ON):
            continue
        around.facts[key] = value
        if plain in _FILLED_BY:
            around.filled_by = around.filled_by or value
        elif plain in _FILLED_ON:
            around.filled_on = around.filled_on or value
