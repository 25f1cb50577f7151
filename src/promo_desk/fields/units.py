"""The words for units, in one place: 万, 亿, bn, 亩, ha, ㎡, %, 家; and the units that stand in headers and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from promo_desk.fields.chinese import TO_PLAIN
from promo_desk.fields.currencies import currency_of, usual_words
from promo_desk.fields.plain import half_width

Family = Literal["money", "scale", "area", "percent", "other"]

CHINESE_SCALES = {
    "十": 10, "百": 100, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
    "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}
ENGLISH_SCALES = {"thousand": 10**3, "thousands": 10**3, "million": 10**6, "millions": 10**6, "mn": 10**6, "mln": 10**6,
                  "mio": 10**6, "billion": 10**9, "billions": 10**9, "bn": 10**9, "bln": 10**9, "trillion": 10**12,
                  "trillions": 10**12, "tn": 10**12, "trn": 10**12, "lakh": 10**5, "crore": 10**7}
LETTER_SCALES = {"k": 10**3, "m": 10**6, "mm": 10**6, "mil": 10**6, "b": 10**9}
"""Scales that are also something else elsewhere (m is a metre): read only beside money."""

_AREAS: tuple[tuple[str, Fraction, str], ...] = (
    ("m2", Fraction(1), "平方米,平米,平方,平,方,m²,m^2,sqm,sq m,sq.m,sq. m,sq.m.,sq. m.,sq metres,sq meters,"
                        "square metre,square metres,square meter,square meters"),
    ("ha", Fraction(10_000), "公顷,hectare,hectares"),
    ("mu", Fraction(2000, 3), "亩,市亩,chinese acre,chinese acres"),
    ("km2", Fraction(1_000_000), "平方公里,平方千米,km²,km^2,sq km,sqkm,sq.km,sq. km,"
                                 "square kilometre,square kilometres,square kilometer,square kilometers"),
    ("sq ft", Fraction(9_290_304, 10**8), "平方英尺,平方呎,sqft,sq.ft,sq. ft,sq. ft.,sq.ft.,ft2,ft²,"
                                          "square foot,square feet"),
    ("acre", Fraction(40_468_564_224, 10**7), "英亩,acres"),
)
AREA_UNITS = {word: metres for code, metres, words in _AREAS for word in (code, *words.split(","))}
"""Square metres of one unit, exactly."""
AREA_CODES = {metres: code for code, metres, _ in _AREAS}

PERCENT_UNITS = {"%": Fraction(1), "percent": Fraction(1), "per cent": Fraction(1), "pct": Fraction(1),
                 "‰": Fraction(1, 10)}

OTHER_UNITS = {
    "people": ("人", "名,位,人员,person,persons"), "jobs": ("个岗位", "岗位,job,posts"),
    "companies": ("家", "家企业,户企业,company,firms,enterprises,businesses"), "projects": ("个项目", "project"),
    "households": ("户", "household"), "pieces": ("件", "piece,pcs,pc"), "items": ("个", "item,units,unit"),
    "times": ("次", ""), "buildings": ("栋", "幢,building,座"), "sets": ("套", "set"), "machines": ("台", ""),
    "vehicles": ("辆", "vehicle,cars"), "rooms": ("间", "room"), "entries": ("项", "entry"), "lines": ("条", ""),
    "visits": ("人次", "visit"), "batches": ("批", "batch"), "tonnes": ("吨", "tonne,metric tons,metric tonnes"),
    "kg": ("公斤", "千克,kilograms"), "km": ("公里", "千米,kilometres,kilometers"),
    "m": ("米", "metre,metres,meter,meters"), "months": ("个月", "month"), "years": ("年", "year,yrs"),
    "days": ("天", "日,day"), "floors": ("层", "floor,storeys"), "kWh": ("千瓦时", "度"), "MW": ("兆瓦", ""),
    "seats": ("个座位", "座位,seat"), "sites": ("处", "site"),
}
"""Code (and English word): Chinese word, further words."""

PER = {
    "month": "月", "year": "年", "day": "天", "m2": "平方米", "mu": "亩", "ha": "公顷", "km2": "平方公里",
    "person": "人", "company": "家", "unit": "套", "piece": "件", "tonne": "吨", "kWh": "度", "kg": "公斤",
    "m3": "立方米", "sq ft": "平方英尺", "room": "间",
}
PER_WORDS = {**{word: code for code, word in PER.items()}, **{code.casefold(): code for code in PER},
             "㎡": "m2", "sqm": "m2", "sq m": "m2", "平米": "m2", "平": "m2", "mo": "month", "months": "month",
             "yr": "year", "annum": "year", "日": "day", "立方": "m3", "千瓦时": "kWh", "sqft": "sq ft",
             "capita": "person", "employee": "person", "job": "person", "企业": "company"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a header or note states it: ``factor`` of ``code``, per nothing or per ``per``.

    万美元 is 10000 of USD; 亩 is 2000/3 of m2; 元/㎡/月 is 1 of CNY per m2/month; 万 is 10000 of nothing.
    """

    family: Family
    factor: Fraction
    code: str
    per: str = ""


@cache
def area_words() -> dict[str, Fraction]:
    return {half_width(word).casefold(): metres for word, metres in AREA_UNITS.items()}


@cache
def other_words() -> dict[str, str]:
    """Every word of :data:`OTHER_UNITS`, folded, with its code."""
    words = {code.casefold(): code for code in OTHER_UNITS}
    for code, (chinese, further) in OTHER_UNITS.items():
        words |= {word: code for word in (chinese, *further.split(",")) if word}
    return words


@cache
def read_units(text: str | None) -> tuple[Unit, ...]:
    """The units that a header's or note's words name; () when any of them is none.

    "万元、亩" names two: each kind of value takes those of its own family.
    """
    plain = half_width(text or "").casefold().translate(TO_PLAIN)
    plain = re.sub(r"^(金额|面积)?(单位|unit|units)\s*[:：]?\s*|^in\s+", "", plain).strip()
    whole = _unit(plain)
    if whole is not None:
        return (whole,)
    parts = [part.strip() for part in re.split(r"[、,;/]|\bor\b|\band\b|或|和", plain) if part.strip()]
    units = [_unit(part) for part in parts]
    return () if None in units else tuple(dict.fromkeys(unit for unit in units if unit))


def _unit(text: str) -> Unit | None:
    """One unit, with what it is counted per."""
    base, *below = [part.strip() for part in re.split(r"/|\bper\b|_", re.sub(r"^每", "", text))]
    per = [PER_WORDS.get(part) for part in below]
    if not base or None in per:
        return None
    unit = _base(base)
    if unit is None or (unit.family == "area" and per):
        return None
    return Unit(unit.family, unit.factor, unit.code, "/".join(str(word) for word in per))


def _base(text: str) -> Unit | None:
    if text in area_words():
        metres = area_words()[text]
        return Unit("area", metres, AREA_CODES[metres])
    if text in PERCENT_UNITS:
        return Unit("percent", PERCENT_UNITS[text], "%")
    if text in other_words():
        return Unit("other", Fraction(1), other_words()[text])
    return _scaled(text)


def alternation(words: Iterable[str]) -> str:
    """A pattern of these words, longest first; Latin ones only where no letter goes on."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(_bounded(word) for word in ordered)


def _bounded(word: str) -> str:
    """The word as a pattern; 千 is no scale in 千克, 千米 and 千瓦时."""
    left = r"(?<![a-z])" if "a" <= word[0] <= "z" else ""
    right = r"(?![a-z])" if "a" <= word[-1] <= "z" else "(?![瓦克米卡])" if word[-1] == "千" else ""
    return left + re.escape(word) + right


_SCALE = alternation([*CHINESE_SCALES, *ENGLISH_SCALES, *LETTER_SCALES, "'000", "000s"])
_SCALED = re.compile(rf"(?P<before>.*?)\s*\(?(?P<scale>{_SCALE})\)?\s*(?:of\s+)?(?P<after>.*)")


def _scaled(text: str) -> Unit | None:
    """万元, 亿元人民币, 人民币万元, usd m, us$ million, rmb'000, 万平方米, 万人, 万, 元."""
    money = _money(text)
    if money:
        return Unit("money", Fraction(1), money)
    match = _SCALED.fullmatch(text)
    if match is None or (match["scale"] in LETTER_SCALES and match["scale"] == text):
        return None
    factor = Fraction(scale_of(match["scale"]))
    named = [part.strip(" ()") for part in (match["before"], match["after"]) if part.strip(" ()")]
    codes = {_money(part) for part in named}
    if len(codes) == 1 and None not in codes:
        return Unit("money", factor, str(codes.pop()))
    return _of_scale(factor, match["after"].strip()) if not match["before"] else None


def _of_scale(factor: Fraction, rest: str) -> Unit | None:
    if not rest:
        return Unit("scale", factor, "")
    if rest in area_words():
        return Unit("area", factor * area_words()[rest], AREA_CODES[area_words()[rest]])
    return Unit("other", factor, other_words()[rest]) if rest in other_words() else None


def scale_of(word: str) -> int:
    """How much a scale word multiplies: 亿, 百万, bn, k, '000."""
    if word in CHINESE_SCALES:
        return CHINESE_SCALES[word]
    return {**ENGLISH_SCALES, **LETTER_SCALES}.get(word, 1000)


def _money(text: str) -> str | None:
    """The currency that one or two words name alike: 元, 元人民币, 元(人民币), rmb yuan; a rare one by its code."""
    words = usual_words()
    if text in words or text in ("$", "dollars", "dollar", "¥"):
        return words.get(text) or {"¥": "CNY"}.get(text, "USD")
    pieces = [piece for piece in re.split(r"[\s()]+", text.replace("元人民币", "元 人民币")) if piece]
    codes = {words.get(piece) for piece in pieces}
    if len(pieces) == 2 and len(codes) == 1:
        return codes.pop()
    return currency_of(text) if re.fullmatch(r"[a-z]{3}", text) else None


_BRACKETED = re.compile(r"[(（\[【]\s*([^()（）\[\]【】]*(?:[(（][^()（）]*[)）])?)\s*[)）\]】]")


def unit_of_header(header: str) -> tuple[str, str | None]:
    """A header without its unit, and the unit as written: "投资额(亿元)" is ("投资额", "亿元").

    Brackets that hold no unit stay (内资), two units in one bracket are given together ("亩、平方米"); behind a
    blank, a slash or a comma only money, areas and % count, so that "Jobs new" keeps its words.
    """
    for match in reversed(list(_BRACKETED.finditer(header))):
        words = re.sub(r"^\s*单位\s*[:：]?\s*", "", match[1]).strip()
        if words and read_units(words):
            return _joined(header[: match.start()], header[match.end():]), words
    return _unit_behind(header)


def _unit_behind(header: str) -> tuple[str, str | None]:
    text = header.strip()
    words = re.split(r"(\s+|[/／:：,，_])", text)
    for cut in range(2, len(words), 2):
        bare, unit = "".join(words[:cut]).strip(" \n/／:：,，_"), "".join(words[cut:])
        units = read_units(unit)
        unit = unit.strip()
        if bare and units and all(u.family in ("money", "area", "percent") for u in units):
            return bare, unit
    return text, None


def _joined(head: str, tail: str) -> str:
    return re.sub(r"[ \t]+", " ", f"{head.rstrip()}{tail}").strip()


def unit_of_note(note: str) -> str | None:
    """The unit that a sheet's note states: 单位：万元, （金额单位：万元、面积单位：亩）, "Unit: CNY m"; else None."""
    match = re.search(r"(?:单位|[Uu]nits?)\s*[:：]?\s*([^()（）]+)", note)
    words = re.sub(r"[\s。.]+$", "", match[1]) if match else ""
    return words if words and read_units(words) else None


def family_of_unit(unit: str | None) -> Family | None:
    """What a unit measures, for deciding to which columns a sheet's note belongs; None when unknown or mixed."""
    families = {u.family for u in read_units(unit)}
    return families.pop() if len(families) == 1 else None
