"""What the page of zones shows, read on a worker: the zones, the tenants of one as of a day, its areas and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from promo_desk.desktop.charts import Picture, Point, size_of
from promo_desk.desktop.chips import Look
from promo_desk.desktop.printed import printed
from promo_desk.desktop.table import Cell, Head
from promo_desk.desktop.two_lines import Entry
from promo_desk.fields.field import Field
from promo_desk.fields.kinds import AREA, PERCENT, QUANTITY, TEXT, WHEN, Area, Ref, When
from promo_desk.fields.message import Message
from promo_desk.fields.words import say
from promo_desk.records import fields_of
from promo_desk.records.choices import BASIS

if TYPE_CHECKING:
    from promo_desk.office.figures import Point as FigurePoint
    from promo_desk.office.figures import Series
    from promo_desk.office.tenants import TenantList, TenantRow
    from promo_desk.store import Store

CERTAIN: Look = ("green", "full")
POSSIBLE: Look = ("amber", "ring")
ALWAYS = ("from", "lease_ends")
"""Columns that are shown although they are empty, for that is worth knowing; others only where they say something."""
KEYS = ("from", "until", "unit", "floor_area", "lease_ends", "rent", "activity")
_ATTRIBUTES = {"from": "from_"}
_TEXT = Field("text", TEXT)


@dataclass(frozen=True)
class Fact:
    """A figure of the zone; ``known`` is False where it is missing, and ``shown`` says so."""

    words: str
    shown: str
    known: bool = True
    aside: str = ""
    share: float | None = None
    """A part of the whole (0 to 1), drawn as a bar."""


@dataclass(frozen=True)
class Figure:
    """An indicator of the zone: its newest value, what is said beside it, and its course where there is one."""

    id: int
    words: str
    shown: str
    asides: tuple[str, ...]
    picture: Picture | None


@dataclass(frozen=True)
class ZoneFacts:
    """Everything shown of the chosen zone."""

    listed: TenantList
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...]
    figures: tuple[Figure, ...]


def read_zones(store: Store) -> list[Entry]:
    """Every zone, those with tenants first, then by name; what there is to it is asked for afterwards."""
    ids = list(store.ids("zone"))
    names = store.names("zone", ids)
    let = {zone.id for zone in store.tally("tenancy", "zone") if zone is not None}
    return sorted((Entry(id, names.get(id) or f"#{id}") for id in ids),
                  key=lambda entry: (entry.id not in let, entry.words.casefold()))


def read_asides(store: Store, zones: Sequence[Entry], as_of: When | None, language: str,
                progress: Callable[[int, int], None]) -> list[Entry]:
    """The zones, each with its tenants named and counted and its area; ``progress`` raises to stop."""
    from promo_desk.office.tenants import tenant_list

    made = []
    for number, zone in enumerate(zones):
        progress(number, len(zones))
        made.append(Entry(zone.id, zone.words, _aside(tenant_list(store, zone.id, as_of), language)))
    return made


def _aside(listed: TenantList, language: str) -> str:
    area = next((value for value in (listed.areas.rentable, listed.areas.built, listed.areas.planned) if value), None)
    parts = [tenants_text(listed, language), AREA.text(area, language) if area else ""]
    return " · ".join(part for part in parts if part)


def tenants_text(listed: TenantList, language: str) -> str:
    """17 counted, 3 named."""
    if not listed.rows and listed.counted is None:
        return say("no tenant on record", language)
    if listed.counted is None:
        return say("{named} named", language, named=listed.named)
    return say("{counted} counted, {named} named", language, counted=f"{listed.counted.amount:,f}", named=listed.named)


def read_zone(store: Store, zone: int, as_of: When | None, today: date, language: str) -> ZoneFacts:
    """The chosen zone as of a day (None: as the records stand). Raises the store's Missing."""
    from promo_desk.office.figures import indicators
    from promo_desk.office.limits import limits
    from promo_desk.office.tenants import tenant_list

    with store.still():
        listed = tenant_list(store, zone, as_of)
        series = indicators(store, Ref("zone", zone), as_of)
        soon = timedelta(days=limits(store).lease_days)
    heads, keys = _heads(listed, language)
    day = (as_of and (as_of.latest or as_of.earliest)) or today
    rows = tuple(_cells(row, keys, (day, day + soon), language) for row in listed.rows)
    return ZoneFacts(listed, heads, rows, tuple(_facts(listed, language)),
                     tuple(remark.text(language) for remark in listed.remarks),
                     tuple(_figure(each, language) for each in series if each.points))


# ---- the tenants


def _heads(listed: TenantList, language: str) -> tuple[tuple[Head, ...], list[str]]:
    """The columns, and the keys of the fields among them."""
    fields = fields_of("tenancy")
    keys = [key for key in KEYS if key in ALWAYS or any(_value(row, key) is not None for row in listed.rows)]
    heads = [Head(say("Tenant", language), _TEXT), Head(say("Presence", language), _TEXT),
             *(Head(fields[key].label(language), fields[key]) for key in keys)]
    if any(row.remark for row in listed.rows):
        heads.append(Head(say("Remark", language), _TEXT))
    return tuple(heads), keys


def _cells(row: TenantRow, keys: Sequence[str], lease: tuple[date, date], language: str) -> tuple[Cell, ...]:
    fields = fields_of("tenancy")
    presence = Cell(say("certain", language), CERTAIN) if row.certain else Cell(say("possible", language), POSSIBLE)
    cells = [Cell(printed(fields[key], _value(row, key), language), None, _tone(key, _value(row, key), lease))
             for key in keys]
    remark = row.remark.text(language) if row.remark else ""
    return (Cell(row.company.name), presence, *cells, Cell(remark, None, "quiet"))


def _tone(key: str, value: Any, lease: tuple[date, date]) -> str:
    """Dates stand back; a lease that has ended or ends soon does not."""
    if key != "lease_ends" or value is None or value.latest is None:
        return "quiet" if fields_of("tenancy")[key].kind.name == "when" else ""
    day, soon = lease
    return "danger" if value.latest < day else "warn" if value.latest <= soon else "quiet"


def _value(row: TenantRow, key: str) -> Any:
    return getattr(row, _ATTRIBUTES.get(key, key))


# ---- areas


def _facts(listed: TenantList, language: str) -> Iterator[Fact]:
    areas = listed.areas
    yield Fact(say("Tenants", language), tenants_text(listed, language), bool(listed.rows or listed.counted))
    yield _area(say("Planned area", language), areas.planned, language)
    if areas.built is not None:
        yield _area(say("Built area", language), areas.built, language)
    yield _area(say("Rentable area", language), areas.rentable, language)
    yield _leased(listed, language)
    missing = say("not worked out", language)
    yield _area(say("Vacancy", language), listed.vacancy, language, missing)


def _area(words: str, area: Area | None, language: str, missing: str = "") -> Fact:
    if area is None:
        return Fact(words, missing or say("not on record", language), False)
    return Fact(words, AREA.text(area, language))


def _leased(listed: TenantList, language: str) -> Fact:
    """The leased area, and what part of the rentable one it is where both are known whole."""
    areas, words = listed.areas, say("Leased, as far as known", language)
    if not areas.leased.parts:
        return _area(words, None, language)
    shown = AREA.text(areas.leased, language)
    if areas.rentable is None or not areas.rentable.parts or areas.leased.parts > areas.rentable.parts:
        return Fact(words, shown)
    share = Decimal(areas.leased.parts) / Decimal(areas.rentable.parts)
    percent = PERCENT.text((share * 100).quantize(Decimal("0.1")), language)
    return Fact(words, shown, True, say("{percent} of the rentable area", language, percent=percent), float(share))


# ---- figures


def _figure(series: Series, language: str) -> Figure:
    last = series.points[-1]
    words = series.metric_zh if language == "zh" and series.metric_zh else series.metric
    shown = QUANTITY.text(last.value, language) if last.value else say("not on record", language)
    return Figure(last.id, words, shown, tuple(_asides(last, language)), _picture(series, words, language))


def _asides(point: FigurePoint, language: str) -> Iterator[str]:
    if point.change is not None:
        sign = "+" if point.change > 0 else ""
        yield say("{change} on the year before", language, change=sign + PERCENT.text(point.change, language))
    basis = next((Message(option.english) for option in BASIS.options if option.code == point.basis), None)
    told = [WHEN.text(point.period, language) if point.period else say("period not stated", language),
            basis.text(language) if basis else ""]
    yield " · ".join(part for part in told if part)


def _picture(series: Series, words: str, language: str) -> Picture | None:
    """The course of an indicator, where there is more than one figure of it."""
    points = tuple(Point(WHEN.text(point.period, language) if point.period else "?", size_of(point.value),
                         _short(point, language)) for point in series.points)
    known = sum(point.amount is not None for point in points)
    if known < 2:
        return None
    return Picture("column" if len(points) < 4 else "line", words, points)


def _short(point: FigurePoint, language: str) -> str:
    return QUANTITY.text(point.value, language) if point.value else ""
