"""What a sheet says once for all its rows: 琶洲互联网创新集聚区入驻企业名单 is a list of one zone's tenants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from promo_desk.fields.kinds import WHEN, When, fold
from promo_desk.sheets.header_words import Word
from promo_desk.sheets.matching import Finder, NameIndex
from promo_desk.sheets.shape import Shape

_TIME = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年?\s*(?P<part>第?[一二三四1-4]季度|Q[1-4]|[上下]半年|"
                   r"\d{1,2}\s*[-—~至到]\s*\d{1,2}月|1?\d月)", re.IGNORECASE)
_OF_A_YEAR = ("年度", "全年", "本年", "当年", "annual")
_FACTS = ("所属园区", "园区", "园区名称", "zone", "park")
_LIST_OF = re.compile(r"^(?:\d{4}\s*年?(?:度)?)?(?:关于)?(.{2,40}?)(?:\d{4}\s*年?(?:度)?)?"
                      r"(?:入驻|入园|在园|落户|租户|现有)*(?:企业|公司|单位|租户|商户)*(?:名单|台账|明细表?|一览表|清单|花名册|汇总表|登记表|统计表)")
_LIST_OF_ENGLISH = re.compile(r"^(?:list of\s+)?tenants?\s+(?:of|in)\s+(.{2,60}?)$|^(.{2,60}?)[\s:–—-]+tenants?\b",
                              re.IGNORECASE)


def zone_of(shape: Shape, sheet_name: str, file_stem: str, finder: Finder) -> str | None:
    """The zone a tenant list is about: a fact line, a zone the office knows in the title, or the title's own words."""
    told = next((value for key, value in shape.facts.items() if fold(key) in map(fold, _FACTS)), None)
    if told:
        return told
    titles = [shape.title, sheet_name, file_stem]
    return _known(titles, finder) or next(filter(None, map(_named, titles)), None)


def _known(titles: Iterable[str], finder: Finder) -> str | None:
    """The longest name of a zone that stands in a title, if it names one zone only."""
    index = finder.index("zone")
    assert isinstance(index, NameIndex)
    for title in map(fold, titles):
        there = sorted((name for name in index.by if isinstance(name, str) and len(name) > 1 and name in title),
                       key=len)
        if there and len(index.by[there[-1]]) == 1:
            return f"#{index.by[there[-1]][0]}"
    return None


def _named(title: str) -> str | None:
    plain = unicodedata.normalize("NFKC", title).strip()
    match = _LIST_OF.match(plain) or _LIST_OF_ENGLISH.match(plain)
    name = next(filter(None, match.groups()), "").strip() if match else ""
    return name if len(name) > 1 and not re.fullmatch(r"入驻|入园|企业|园区|Sheet\d*", name) else None


def period_of(shape: Shape, sheet_name: str, header: Word) -> When | None:
    """The time of a figure: what its header names, else the title or the sheet's name (2024年一季度), else the title's
    year, else the day the sheet was filled in; None where nothing says."""
    told = next(filter(None, map(_TIME.search, (shape.title, sheet_name))), None)
    year = header.year or (int(told["year"]) if told else shape.year)
    if header.part or header.year or (year and header.text.startswith(_OF_A_YEAR)):
        return WHEN.parse(f"{year}年{header.part}").value if year else None
    if told:
        return WHEN.parse(f"{told['year']}年{told['part'].upper().replace('第', '').replace('Q', '')}"
                          f"{'季度' if 'q' in told['part'].lower() else ''}").value
    return WHEN.parse(str(year) if year else shape.filled_on).value
