"""Anything an office may hold, and anything a plain ledger may: strategies for the tests of plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Area, Money, Quantity, Ref, When
from promo_desk.records import fields_of
from promo_desk.sheets.cells import Row
from promo_desk.sheets.related import targets
from promo_desk.store import Store

_words = st.text("华为新能源甲乙aBc 1-é（）()&,.", min_size=1, max_size=9).map(str.strip).filter(bool)
_days = st.dates(date(1990, 1, 1), date(2060, 1, 1))
_spans = st.one_of(
    _days.map(lambda day: When(day, day)),
    _days.map(lambda day: When(day.replace(month=1, day=1), day.replace(month=12, day=31))),
    st.builds(lambda day, days: When(day, day + timedelta(days)), _days, st.integers(0, 900)),
    st.just(When(None, None, "待定")), _days.map(lambda day: When(None, day)))
_decimals = st.decimals(-10**6, 10**6, places=4)
_BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "text": _words, "long_text": st.lists(_words, min_size=1, max_size=3).map("\n".join),
    "texts": st.lists(_words, min_size=1, max_size=3, unique=True).map(tuple),
    "money": st.builds(Money, st.integers(-10**15, 10**15), st.sampled_from(["CNY", "USD", "JPY"])),
    "when": _spans, "area": st.builds(Area, st.integers(0, 10**13)), "count": st.integers(0, 10**9),
    "decimal": _decimals, "percent": _decimals,
    "quantity": st.builds(Quantity, _decimals, st.sampled_from(["", "CNY", "companies", "m2", "CNY/m2/month", "家"])),
    "yes_no": st.booleans(), "credit_code": st.sampled_from(["91440100XY00000019", "91440100XY0000002P"]),
    "phones": st.sampled_from([("+86 138 0013 8000",), ("+86 20 3800 1234", "+852 2123 4567")]),
    "email": st.sampled_from(["a@example.com", "B.c@example.cn"]), "web": st.just("https://example.com/a?b=1"),
}
"""A strategy for each kind of value that stands in a ledger; data (rules, saved views) does not."""


def values_of(known: Field) -> st.SearchStrategy[Any] | None:
    """What the field may hold; None for what no ledger can."""
    options = getattr(known.kind, "options", None)
    if options:
        return st.sampled_from([option.code for option in options])
    if targets(known):
        return st.sampled_from([Ref(target, id) for target in targets(known) for id in (1, 2)])
    return _BY_KIND.get(known.kind.name)


@st.composite
def record_of(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """A record with its first field and about half of the others; links lead to the first records of their kinds."""
    made = {}
    for key, known in fields_of(kind).items():
        strategy = values_of(known) if known.writable and key != "confidentiality" else None
        if strategy is not None and (known.required or not made or draw(st.booleans())):
            made[key] = draw(strategy)
    if kind == "tenancy" and "building" in made:
        made["zone"] = Ref("zone", 1)  # where the buildings of these offices stand
    return made


LINKED = ("officer", "place", "sector", "zone", "company", "contact", "project", "agreement", "programme", "building",
          "commitment", "award", "tenancy", "interaction", "source", "indicator", "task", "request", "rate")
_LEAST: dict[str, dict[str, Any]] = {
    "building": {"zone": Ref("zone", 1)}, "commitment": {"agreement": Ref("agreement", 1)},
    "award": {"programme": Ref("programme", 1)}, "tenancy": {"zone": Ref("zone", 1), "company": Ref("company", 1)},
    "indicator": {"subject": Ref("place", 1)}, "rate": {"about": Ref("company", 1)}}


def found_office(store: Store) -> None:
    """Two records of every kind that others link to, with names of their own."""
    with store.change("found") as change:
        for kind in LINKED:
            needed = [key for key, known in fields_of(kind).items()
                      if known.required and known.kind.name in ("text", "long_text")]
            for number in (1, 2):
                change.add(kind, {**dict.fromkeys(needed, f"{kind} 第{number}号"), **_LEAST.get(kind, {})})


# a plain ledger of projects

HEADER = ("项目名称", "投资方", "投资额(万元)", "签约日期", "用工（人）")
TITLES = ("云山中心", "海心工厂", "青榕二期", "砚湖基地", "汀洲总部", "鹭岸研发楼", "沐野种业", "岚汐运维")
FIRMS = ("甲禾科技有限公司", "泊野新能源股份有限公司", "Quill Example Ltd", "栖霁食品有限公司")
BAD = {2: "约莫三四个", 3: "某年某日", 4: "好几个"}
"""What no reader understands, by column (0 is the first)."""


def project_rows(min_size: int = 1, *, twice: bool = False) -> st.SearchStrategy[list[Row]]:
    """Rows of the ledger; each project once, unless ``twice``."""
    return st.lists(st.tuples(
        st.sampled_from(TITLES), st.sampled_from([None, *FIRMS]),
        st.sampled_from([None, 0, 350, 86000.5, "1,200", "3亿元"]),
        st.sampled_from([None, "2024年3月", "2024-03-05", "待定"]), st.sampled_from([None, 12, "３００", "1,100"])),
        min_size=min_size, max_size=8, unique_by=None if twice else lambda row: row[0])


Bad = list[int | None]
"""For each row the column of its bad cell, None for a sound row."""


def spoilt(rows: list[Row], bad: Bad) -> list[Row]:
    """The rows with their bad cells."""
    return [_with(row, column, BAD.get(column or 0)) for row, column in zip(rows, bad, strict=False)]


def emptied(rows: list[Row], bad: Bad) -> list[Row]:
    """The rows with nothing where the bad cells were."""
    return [_with(row, column, None) for row, column in zip(rows, bad, strict=False)]


def sound(rows: list[Row], bad: Bad) -> list[Row]:
    """The rows without a bad cell."""
    return [row for row, column in zip(rows, bad, strict=False) if column is None]


def numbers_of_bad(rows: list[Row], bad: Bad) -> list[int]:
    """The sheet's numbers of the rows with a bad cell; the header is row 1."""
    return [at for at, column in enumerate(bad[:len(rows)], 2) if column is not None]


def _with(row: Row, column: int | None, cell: str | None) -> Row:
    return tuple(cell if at == column else value for at, value in enumerate(row))
