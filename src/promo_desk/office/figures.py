"""The office's figures: the pipeline by stage, what was signed and when, indicators over years; basis always named.

Sums stand per currency. A project counts once, for its first signing; framework agreements and agreements whose kind
is not stated stand apart and are never added to it. A conversion is shown only where a rate is on record for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from promo_desk.fields.kinds import WHEN, Money, Quantity, Ref, When
from promo_desk.fields.message import Message
from promo_desk.fields.spans import month
from promo_desk.office.scopes import Where, where_of
from promo_desk.office.sources import cited
from promo_desk.office.stages import ORDER
from promo_desk.records.choices import ASIDE, NOT_INVESTMENT
from promo_desk.store import Condition, Store

SIGNED_BASIS = Message("A project counts once, for its first signing, with the value of that agreement or, where none "
                       "is given, its total investment; framework and similar agreements, and those whose kind is not "
                       "stated, stand apart.")
PIPELINE_BASIS = Message("Projects by the stage they stand at, with their total investment as it is on record; "
                         "projects without an amount are counted and add nothing to the sum.")
CURRENCY_BASIS = Message("Amounts stand in their own currency and are not converted; a conversion that a source states "
                         "is shown as stated.")


@dataclass(frozen=True)
class StageSum:
    """The projects at one stage: how many, what they come to per currency, how many give no amount."""

    stage: str
    projects: int
    sums: tuple[Money, ...]
    without_amount: int


def pipeline(store: Store, about: Ref | None = None, aside: bool = False) -> list[StageSum]:
    """Every stage on the way, in order, also the empty ones; with ``aside`` paused, lost and withdrawn too."""
    where = where_of(store, "project", about)
    counts = store.tally("project", "stage", where)
    return [_stage_sum(store, where, stage, counts.get(stage, 0)) for stage in (*ORDER, *(ASIDE if aside else ()))]


def _stage_sum(store: Store, where: Where, stage: str, count: int) -> StageSum:
    if not count:
        return StageSum(stage, 0, (), 0)
    at = (*where, Condition("stage", "is", stage))
    return StageSum(stage, count, tuple(store.sums("project", "total_investment", at)),
                    store.count("project", (*at, Condition("total_investment", "empty"))))


@dataclass(frozen=True)
class Signing:
    """A signing that counts: of a project (its first), or of an agreement that belongs to none."""

    kind: str
    """``project`` or ``agreement``: what ``id`` is of."""
    id: int
    when: When
    value: Money | None
    basis: str
    """``agreement`` (its value), ``project`` (its total investment), empty where no amount is on record."""


@dataclass(frozen=True)
class Group:
    """Some signings and their sums; ``without_value`` of them give no amount."""

    ids: tuple[int, ...]
    sums: tuple[Money, ...]
    without_value: int

    @property
    def count(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Signed:
    """What was signed in a period. ``counted`` is investment; the two others are agreements that stand apart."""

    period: When | None
    signings: tuple[Signing, ...]
    counted: Group
    frameworks: Group
    unstated: Group
    basis: Message = SIGNED_BASIS


def signed(store: Store, period: When | None = None, about: Ref | None = None) -> Signed:
    """What was signed in a period (None: ever). A date that is known only in part counts where it may lie in it."""
    agreements = _agreements(store, about)
    in_period = [each for each in agreements if _within(each["signed_on"], period)]
    apart = [each for each in in_period if each["kind"] in NOT_INVESTMENT]
    unstated = [each for each in in_period if each["kind"] in (None, "unstated")]
    signings = tuple(each for each in _signings(store, agreements, about) if _within(each.when, period))
    return Signed(period, signings, _group([(each.id, each.value) for each in signings]),
                  _group([(each["id"], each["value"]) for each in apart]),
                  _group([(each["id"], each["value"]) for each in unstated]))


_AGREEMENT = ("id", "kind", "project", "signed_on", "value")


def _agreements(store: Store, about: Ref | None) -> list[dict[str, Any]]:
    """The signed agreements, the earliest first."""
    where = (*where_of(store, "agreement", about), Condition("signed_on", "filled"))
    ids = store.ids("agreement", where, (("signed_on", False), ("id", False)))
    return [dict(zip(_AGREEMENT, row, strict=True)) for row in store.read("agreement", ids, _AGREEMENT)]


def _signings(store: Store, agreements: Sequence[dict[str, Any]], about: Ref | None) -> Iterable[Signing]:
    """Every signing that counts: each project's first, each agreement's that belongs to no project."""
    first: dict[int, dict[str, Any]] = {}
    for each in agreements:
        counts = each["kind"] not in (None, "unstated", *NOT_INVESTMENT)
        if counts and each["project"] is not None:
            first.setdefault(each["project"].id, each)
        elif counts and each["kind"] != "supplementary":
            yield Signing("agreement", each["id"], each["signed_on"], each["value"],
                          "agreement" if each["value"] else "")
    yield from _projects(store, first, about)


def _projects(store: Store, first: dict[int, dict[str, Any]], about: Ref | None) -> Iterable[Signing]:
    """Projects with a counting agreement, and those that only have a date of signing themselves."""
    where = (*where_of(store, "project", about), Condition("signed_on", "filled"))
    ids = sorted({*first, *store.ids("project", where)})
    for id, (when, total) in zip(ids, store.read("project", ids, ["signed_on", "total_investment"]), strict=True):
        agreement = first.get(id)
        value, basis = (agreement["value"], "agreement") if agreement and agreement["value"] else (total, "project")
        yield Signing("project", id, agreement["signed_on"] if agreement else when, value, basis if value else "")


def _within(when: When, period: When | None) -> bool:
    return when.known if period is None else when.overlaps(period)


def _group(amounts: Sequence[tuple[int, Money | None]]) -> Group:
    return Group(tuple(id for id, _ in amounts), added(value for _, value in amounts),
                 sum(value is None for _, value in amounts))


def added(amounts: Iterable[Money | None]) -> tuple[Money, ...]:
    """The sum of each currency; currencies are never added up."""
    sums: defaultdict[str, int] = defaultdict(int)
    for amount in amounts:
        if amount is not None:
            sums[amount.currency] += amount.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))


@dataclass(frozen=True)
class MonthOfSignings:
    """The signings of one month; ``month`` None: of the year, in a month that is not known."""

    month: When | None
    signings: tuple[Signing, ...]
    sums: tuple[Money, ...]


def by_month(store: Store, year: int, about: Ref | None = None) -> list[MonthOfSignings]:
    """The twelve months of a year, and last, if there are any, the signings whose month is not known."""
    whole = When(month(year, 1)[0], month(year, 12)[1])
    months: dict[int | None, list[Signing]] = {number: [] for number in (*range(1, 13), None)}
    for each in signed(store, whole, about).signings:
        months[_month_of(each.when, year)].append(each)
    return [MonthOfSignings(When(*month(year, number)) if number else None, tuple(mine),
                            added(each.value for each in mine))
            for number, mine in months.items() if number or mine]


def _month_of(when: When, year: int) -> int | None:
    """The month of that year in which all of the span lies."""
    first, last = when.earliest, when.latest
    if first is None or last is None or (first.year, first.month) != (last.year, last.month) or first.year != year:
        return None
    return first.month


@dataclass(frozen=True)
class Point:
    """One figure of a series."""

    id: int
    period: When | None
    value: Quantity | None
    change: Decimal | None
    rank: int | None
    basis: str | None
    remark: str


@dataclass(frozen=True)
class Series:
    """The figures of one metric of one subject in one unit, the earliest first."""

    subject: Ref
    sector: Ref | None
    metric: str
    metric_zh: str | None
    unit: str
    points: tuple[Point, ...]


_INDICATOR = ("id", "subject", "sector", "metric", "metric_zh", "period", "value", "change", "rank", "basis", "remark")


def indicators(store: Store, about: Ref | None = None, until: When | None = None) -> list[Series]:
    """The series of figures about a record and what lies under it; none of a time after ``until``."""
    ids = store.ids("indicator", where_of(store, "indicator", about), (("id", False),))
    rows = [dict(zip(_INDICATOR, row, strict=True)) for row in store.read("indicator", ids, _INDICATOR)]
    series: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        if not _after(row["period"], until):
            unit = row["value"].unit if row["value"] else ""
            series.setdefault((row["subject"], row["sector"], row["metric"], unit), []).append(row)
    return [_series(unit, each) for (_, _, _, unit), each in series.items()]


def _after(period: When | None, until: When | None) -> bool:
    return bool(period and until and until.latest and period.surely_after(until.latest))


def _series(unit: str, rows: list[dict[str, Any]]) -> Series:
    rows = sorted(rows, key=lambda row: WHEN.sort_key(row["period"]) if row["period"] else ())
    points = tuple(Point(row["id"], row["period"], row["value"], row["change"], row["rank"], row["basis"],
                         row["remark"] or "") for row in rows)
    first = rows[0]
    return Series(first["subject"], first["sector"], first["metric"], first["metric_zh"], unit, points)


@dataclass(frozen=True)
class Equivalent:
    """What a source says an amount comes to in another currency."""

    amount: Quantity
    equivalent: Quantity
    rate: Decimal | None
    as_of: When | None
    sources: tuple[Ref, ...]


def equivalents(store: Store, about: Ref, field: str) -> list[Equivalent]:
    """The conversions on record for a field of a record, each with its sources; nothing is converted otherwise."""
    ids = store.ids("rate", [Condition("about", "is", about), Condition("field", "is", field)])
    rows = store.read("rate", ids, ["amount", "equivalent", "rate", "as_of"])
    return [Equivalent(amount, equivalent, rate, as_of, _sources(store, Ref("rate", id)))
            for id, (amount, equivalent, rate, as_of) in zip(ids, rows, strict=True) if amount and equivalent]


def _sources(store: Store, about: Ref) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(each.source for each in cited(store, [about])))
