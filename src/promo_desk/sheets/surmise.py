"""What a sheet says once for all its rows: 琶洲互联网创新集聚区入驻企业名单 is a list of one zone's tenants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from promo_desk.fields.kinds import fold
from promo_desk.sheets.matching import Finder, NameIndex
from promo_desk.sheets.shape import Shape

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
