"""Every fact of the source, one by one: in the right record and field, as precise as it was said, with its paragraph.

A fact names a record by kind and name, and says what its fields read, in English and (where it differs) in Chinese.
``paragraphs`` are those it is cited for.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from promo_desk.fields.kinds import Quantity, Ref
from promo_desk.records import fields_of
from promo_desk.store import Condition, Store

Said = str | tuple[str, str]
"""A text of both languages, or one for each."""


@dataclass(frozen=True)
class Fact:
    """Whoever reads ``fields`` of that record reads this."""

    id: str
    record: tuple[str, str]
    fields: dict[str, Said]
    paragraphs: tuple[str, ...]
    empty: tuple[str, ...] = ()


CITY, DISTRICT = ("City", "市"), ("District", "区")
GUANGZHOU, HAIZHU = ("Guangzhou", "广州"), ("Haizhu", "海珠区")
ZONE = ("Pazhou Internet Innovation Zone", "琶洲互联网创新集聚区")
SEPTEMBER, MARCH = ("September 2017", "2017年9月"), ("March 2017", "2017年3月")
YEAR_2016, YEAR_2017 = ("2016", "2016年"), ("2017", "2017年")
IAB = ("Information technology; Artificial intelligence; Biomedicine",
       "Information technology；Artificial intelligence；Biomedicine")
PAZHOU_RECORD = ("zone", "Pazhou Internet Innovation Zone")
AGREEMENT = ("Huawei and Baiyun district", "华为与白云区协议")
PARK = ("Foxconn industry park", "富士康产业园")
OFFICE_OF_HAIZHU = "Investment promotion office of Haizhu district"


def promised(id: str, text: str) -> Fact:
    return Fact(id, ("commitment", text), {"agreement": AGREEMENT, "kind": ("Build", "建设"),
                                           "by": ("Company", "企业")},
                ("4",), empty=("amount", "due"))


def tenant(id: str, company: str, zh: str) -> Fact:
    return Fact(id, ("tenancy", company), {"zone": ZONE, "company": (company, zh), "status": ("In place", "在园"),
                                           "activity": "Has operations here"}, ("8",), empty=("from", "floor_area"))


def targeted(id: str, sector: str, zh: str) -> Fact:
    return Fact(id, ("sector", sector), {"name_zh": zh, "targeted_by": GUANGZHOU}, ("20",))


FACTS = [
    Fact("S1", ("source", "High-tech boosts Guangzhou's national role"),
         {"publisher": "China Daily", "author": "Li You", "published_on": "2017-12-08", "kind": ("Press", "媒体")}, ()),
    Fact("D1", ("place", "Guangzhou"),
         {"level": CITY, "within": ("Guangdong", "广东省"), "role": "Capital of Guangdong province"}, ("1",)),
    Fact("D2", ("place", "Baiyun"), {"level": DISTRICT, "within": GUANGZHOU, "name_zh": "白云区"}, ("4",)),
    Fact("D3", ("place", "Zengcheng"), {"level": DISTRICT, "within": GUANGZHOU, "name_zh": "增城区"}, ("5",)),
    Fact("D4", ("place", "Haizhu"), {"level": DISTRICT, "within": GUANGZHOU, "name_zh": "海珠区"}, ("7",)),
    Fact("P1", ("programme", "Made in China 2025"),
         {"level": ("National", "国家级"), "instrument": ("Strategy or plan", "战略规划"), "name_zh": "中国制造2025",
          "notes": "National strategy; the plan of the city of Guangzhou embraces it."}, ("1",)),
    Fact("P2", ("programme", "Guangzhou IAB industries plan"),
         {"announced": ("October 2017", "2017年10月"), "issuer": "Guangzhou city government", "target_sectors": IAB,
          "parent": ("Made in China 2025", "中国制造2025")}, ("2",), empty=("budget",)),
    Fact("P3", ("programme", "Guangzhou IAB industries plan"),
         {"purpose": "To make Guangzhou a leading demonstration city for the national strategy"}, ("2",)),
    Fact("P4", ("programme", "IAB preferential policies package"),
         {"purpose": "Construction of IAB clusters", "announced": YEAR_2017,
          "instrument": ("Package of measures", "一揽子措施")}, ("3",), empty=("budget",)),
    Fact("P5", ("programme", "Special funds to attract foreign investment"),
         {"purpose": "To attract foreign investment", "announced": YEAR_2017,
          "instrument": ("Special fund", "专项资金")},
         ("3",), empty=("budget",)),
    Fact("C1", ("company", "Huawei"), {"name_zh": "华为", "sector": ("Telecom equipment", "通信设备")}, ("4",)),
    Fact("A1", ("agreement", "Huawei and Baiyun district"),
         {"company": ("Huawei", "华为"), "counterparty": "Baiyun district government", "signed_on": SEPTEMBER,
          "place": ("Baiyun", "白云区"), "kind": ("Kind not stated", "类型未说明")}, ("4",),
          empty=("value", "project")),
    promised("A1a", "Cloud data center"),
    promised("A1b", "Cloud industry operation center"),
    promised("A1c", "Cloud industry development platform"),
    Fact("C2", ("company", "Foxconn"), {"name_zh": "富士康", "aliases": ("鴻海; 鸿海", "鴻海；鸿海"),
                                        "sector": ("Electronics", "电子")}, ("5",)),
    Fact("J1", ("project", "Foxconn industry park"),
         {"company": ("Foxconn", "富士康"), "stage": ("Started", "开工"), "started_on": MARCH,
          "district": ("Zengcheng", "增城区"), "content": "Next-generation displays"}, ("5",), empty=("signed_on",)),
    Fact("J1a", ("project", "Foxconn industry park"), {"total_investment": ("CNY 61 bn", "610亿元")}, ("5",)),
    Fact("J1b", ("rate", "Foxconn industry park"),
         {"about": PARK, "field": "total_investment", "amount": ("CNY 61 bn", "610亿元"),
          "equivalent": ("USD 9.22 bn", "92.2亿美元"), "rate": "6.616", "as_of": YEAR_2017}, ("5",)),
    Fact("J1c", ("project", "Foxconn industry park"),
         {"notes": "Its largest investment in the Chinese mainland in recent years."}, ("5",)),
    Fact("I1", ("indicator", "Annual output value"),
         {"subject": GUANGZHOU, "sector": ("Information technology", "信息技术"), "period": YEAR_2016,
          "value": ("CNY 300 bn", "3,000亿元"), "basis": ("As stated by the source", "来源所述"),
          "remark": "The largest of the IAB sectors."}, ("6", "16"), empty=("change",)),
    Fact("I1b", ("rate", "Annual output value"),
         {"field": "value", "amount": ("CNY 300 bn", "3,000亿元"),
          "equivalent": ("USD 45 bn", "450亿美元"), "rate": "6.667", "as_of": YEAR_2016}, ("6",)),
    Fact("Z1", PAZHOU_RECORD, {"place": HAIZHU, "name_zh": "琶洲互联网创新集聚区", "kind": (
        "Internet and software park", "互联网与软件园"), "sectors": "Information technology"}, ("7",)),
    Fact("Z1a", PAZHOU_RECORD, {"planned_area": ("370,000 m²", "370,000平方米")}, ("10",),
         empty=("built_area", "rentable_area", "vacant_area")),
    Fact("Z1b", PAZHOU_RECORD, {"established": ("2015", "2015年")}, ("9",)),
    Fact("Z1c", ("indicator", "Industrial giants"),
         {"subject": ZONE, "value": ("17 companies", "17家"), "period": YEAR_2017}, ("10",)),
    tenant("T1", "Alibaba", "阿里巴巴"),
    tenant("T2", "VIPshop", "唯品会"),
    Fact("T3", ("tenancy", "Tencent"),
         {"zone": ZONE, "company": ("Tencent", "腾讯"), "from": ("2011", "2011年"), "activity": "WeChat business",
          "notes": "The first giant there."}, ("9",)),
    Fact("I2", ("indicator", "Combined sales revenue"),
         {"subject": ZONE, "value": ("CNY 5.9 bn", "59亿元"), "change": "220%", "period": YEAR_2017},
         ("13",)),
    Fact("I3", ("indicator", "Fixed-asset investment"),
         {"subject": ZONE, "value": ("CNY 9.77 bn", "97.7亿元"), "change": "200%", "period": YEAR_2017},
         ("13",)),
    Fact("N1", ("contact", "Tang Shun"), {"post": "Official", "department": OFFICE_OF_HAIZHU}, ("11",),
         empty=("phones",)),
    Fact("N1 (quoted)", ("interaction", "The layout of the zone was adjusted on companies' requirements."),
         {"contact": "Tang Shun", "kind": ("Interview or quotation", "采访或引述")}, ("11",), empty=("when",)),
    Fact("N2", ("contact", "Klaus Schwab"), {"post": "Founder and executive chairman of the World Economic Forum"},
         ("15",)),
    Fact("R1", ("place", "Haizhu"), {"assets": (
        "Sun Yat-sen University; South China University of Technology",
        "Sun Yat-sen University；South China University of Technology")}, ("12",)),
    Fact("J2", ("project", "Alibaba Cloud industrial internet project"),
         {"company": ("Alibaba Cloud", "阿里云"), "announced_on": ("November 2017", "2017年11月"),
          "district": GUANGZHOU,
          "stage": ("About to sign", "拟签约"), "progress": "Launched in Guangzhou; no signing is reported.",
          "content": "Big data and cloud computing; serves manufacturing; smart production"}, ("14",),
         empty=("signed_on", "total_investment")),
    Fact("C3", ("company", "Alibaba Cloud"), {"name_zh": "阿里云", "group": ("Alibaba", "阿里巴巴")}, ("14",)),
    Fact("I4", ("indicator", "Cross-border e-commerce trade"),
         {"subject": GUANGZHOU, "value": ("CNY 14.68 bn", "146.8亿元"), "change": "120%", "rank": "1",
          "period": YEAR_2016, "remark": "First among leading cities."}, ("18",)),
    Fact("I5", ("indicator", "Cross-border e-commerce exports"),
         {"subject": GUANGZHOU, "value": ("CNY 8.65 bn", "86.5亿元"), "change": "150%",
          "period": YEAR_2016}, ("19",)),
    Fact("I6", ("indicator", "Cross-border e-commerce imports"),
         {"subject": GUANGZHOU, "value": ("CNY 6.03 bn", "60.3亿元"), "change": "83.2%",
          "period": YEAR_2016}, ("19",)),
    targeted("G1", "New-generation information", "新一代信息技术"),
    targeted("G2", "New types of displays", "新型显示"),
    targeted("G3", "High-performance integrated circuits", "高性能集成电路"),
    targeted("G4", "New electronic components", "新型电子元器件"),
    targeted("G5", "Mobile internet", "移动互联网"),
    targeted("G6", "Internet of things", "物联网"),
    targeted("G7", "New-generation network communications", "新一代网络通信"),
]


def the_record(store: Store, kind: str, name: str) -> int:
    [id] = [id for id, shown in store.names(kind, store.ids(kind)).items() if shown == name]
    return id


def read(store: Store, kind: str, id: int, key: str, language: str) -> str | None:
    """A value as somebody reads it in that language."""
    store.language = language
    try:
        [(value,)] = store.read(kind, [id], [key])
    finally:
        store.language = "en"
    return None if value is None else fields_of(kind)[key].kind.text(value, language)


def cited(store: Store, kind: str, id: int) -> list[tuple[str | None, str]]:
    ids = store.ids("citation", [Condition("about", "is", Ref(kind, id))])
    return [(field, passage) for field, passage, _ in store.read("citation", ids, ["field", "passage", "source"])]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_fact_is_read_where_it_belongs(guangzhou: Store, fact: Fact, language: str) -> None:
    kind, name = fact.record
    id = the_record(guangzhou, kind, name)
    for key, said in fact.fields.items():
        expected = said if isinstance(said, str) else said[language == "zh"]
        assert read(guangzhou, kind, id, key, language) == expected
    for key in fact.empty:
        assert read(guangzhou, kind, id, key, language) is None, "the source does not say"


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_every_fact_is_cited_with_its_paragraph(guangzhou: Store, fact: Fact) -> None:
    kind, name = fact.record
    passages = cited(guangzhou, kind, the_record(guangzhou, kind, name))
    assert {passage for field, passage in passages if field is None or field in fact.fields} >= set(fact.paragraphs)


def test_exports_and_imports_make_the_trade(guangzhou: Store) -> None:
    """X1: 8.65 and 6.03 make 14.68, from the values that are kept."""
    values: dict[str, Any] = {}
    for metric in ("trade", "exports", "imports"):
        id = the_record(guangzhou, "indicator", f"Cross-border e-commerce {metric}")
        [(values[metric],)] = guangzhou.read("indicator", [id], ["value"])
    assert values["exports"].amount + values["imports"].amount == values["trade"].amount
    assert values["trade"] == Quantity(Decimal("14680000000"), "CNY")


def test_all_47_facts_are_walked() -> None:
    rows = {fact.id.split()[0] for fact in FACTS}
    assert len(rows | {"X1"}) == 47


def test_the_parties_sign_for_their_side(guangzhou: Store) -> None:
    sides = {side: company or body for company, body, side in guangzhou.read(
        "party", guangzhou.ids("party"), ["company", "body", "side"])}
    assert sides == {"company": Ref("company", 1), "government": "Baiyun district government"}


def test_people_speak_for_their_organisation(guangzhou: Store) -> None:
    said = {contact.name: organisation for contact, organisation in guangzhou.read(
        "posting", guangzhou.ids("posting"), ["contact", "organisation"])}
    assert said == {"Tang Shun": OFFICE_OF_HAIZHU, "Klaus Schwab": "World Economic Forum"}
