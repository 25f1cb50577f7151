"""The sections of a briefing about what is owed and what is there: promises, incentives, tenants, figures, sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from promo_desk.fields.kinds import Money, Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.asked import Asked
from promo_desk.office.content import WORDS, Chart, Column, Section
from promo_desk.office.figures import Series, equivalents, indicators
from promo_desk.office.promises import Ledger, promises, status_words
from promo_desk.office.said import amount, both, named
from promo_desk.office.scopes import belongs, under
from promo_desk.office.sources import cited
from promo_desk.office.tenants import TenantList, tenant_list
from promo_desk.records.choices import AWARD_STATUS, BASIS, LEVEL, SIDE
from promo_desk.store import Condition

PAID = ("approved", "paid", "clawed_back")
"""Awards with something paid or owed."""
MOST = 200
"""Tenants and promises that are listed."""


def _words(choice: Any, code: str | None) -> Message | None:
    return next((Message(option.english) for option in choice.options if option.code == code), None)


def ledger_of(asked: Asked) -> Ledger:
    return promises(asked.store, asked.today, asked.about)


def promises_section(asked: Asked, ledger: Ledger) -> Section:
    """Promises that are late and due, of both sides; the rates say what they count."""
    shown = set(asked.ids("commitment"))
    late = [row for row in (*ledger.of("late"), *ledger.of("due")) if row.id in shown]
    names = asked.names(ref for row in late for ref in (row.agreement, row.company) if ref)
    columns = (Column("status", Message("Status"), WORDS), Column("by", Message("Promised by"), WORDS),
               Column("text", Message("Commitment"), "text"), Column("company", Message("Company"), "link"),
               Column("agreement", Message("Agreement"), "link"), Column("due", Message("Due"), "when"),
               Column("amount", Message("Amount promised"), "quantity"),
               Column("achieved", Message("Achieved so far"), "quantity"),
               Column("gap", Message("Missing"), "quantity"))
    rows = tuple((status_words(row.status), _words(SIDE, row.by), row.text, row.company and names[row.company],
                  row.agreement and names[row.agreement], row.due, row.amount, row.achieved, row.gap)
                 for row in late[:MOST])
    return Section("promises", Message("Promises due and late"), columns, rows, tuple(_sides(ledger)))


def _sides(ledger: Ledger) -> list[Message]:
    """The rate of each side that has promised anything."""
    sides = {"company": Message("Companies"), "government": Message("Our side")}
    told = [Message("{side}: {told}", {"side": sides.get(side.by or "", Message("Side not stated")), "told": side.told})
            for side in ledger.sides if side.counts]
    return told or [Message("No promise is on record.")]


_AWARD = ("title", "programme", "company", "approved", "paid", "status")


def incentives_section(asked: Asked) -> Section:
    """What was awarded, paid and is owed; per currency, and nothing worked out around a missing figure."""
    ids = asked.ids("award", Condition("status", "any_of", PAID), sort=(("approved_on", True), ("id", False)))
    rows = asked.rows("award", ids, _AWARD)
    columns = (Column("programme", Message("Programme"), "link"), Column("company", Message("Company"), "link"),
               Column("status", Message("Award status"), WORDS),
               Column("approved", Message("Amount approved"), "money"),
               Column("paid", Message("Amount paid"), "money"), Column("owed", Message("Still owed"), "money"))
    cells = tuple((row["programme"], row["company"], _words(AWARD_STATUS, row["status"]), row["approved"], row["paid"],
                   owed(row)) for row in rows)
    return Section("incentives", Message("Incentives paid and owed"), columns, cells,
                   tuple(_award_remarks(asked, rows)))


def owed(row: dict[str, Any]) -> Money | None:
    """What is approved and not yet paid; None where that cannot be told, and nothing for what was clawed back."""
    approved, paid = row["approved"], row["paid"]
    if approved is None or row["status"] == "clawed_back" or (paid is None and row["status"] == "paid"):
        return None
    if paid is None:
        return approved  # type: ignore[no-any-return]  # a Money, by its field
    return Money(max(approved.minor - paid.minor, 0), approved.currency) if paid.currency == approved.currency else None


def _award_remarks(asked: Asked, rows: Sequence[dict[str, Any]]) -> list[Message]:
    told = [Message("No award is approved or paid.")] if not rows else []
    unknown = sum(row["approved"] is None for row in rows)
    if unknown:
        told.append(Message("Awards whose approved amount is not on record: {n}.", {"n": unknown}))
    return told


def programmes_section(asked: Asked) -> Section | None:
    """What there is to draw on; a budget that is not stated stays empty, and is said."""
    ids = asked.ids("programme", sort=(("announced", True), ("id", False)))
    if not ids:
        return None
    rows = asked.rows("programme", ids[:MOST], ("issuer", "level", "announced", "valid_until", "budget", "purpose"))
    names = asked.names(Ref("programme", row["id"]) for row in rows)
    columns = (Column("programme", Message("Programme"), "link"), Column("issuer", Message("Issuing body"), "text"),
               Column("level", Message("Level"), WORDS), Column("announced", Message("Announced on"), "when"),
               Column("valid_until", Message("Valid until"), "when"), Column("budget", Message("Budget"), "money"),
               Column("purpose", Message("Purpose"), "text"))
    cells = tuple((names[Ref("programme", row["id"])], row["issuer"], _words(LEVEL, row["level"]), row["announced"],
                   row["valid_until"], row["budget"], row["purpose"]) for row in rows)
    without = sum(row["budget"] is None for row in rows)
    remarks = (Message("Programmes whose budget is not on record: {n}.", {"n": without}),) if without else ()
    return Section("programmes", Message("Programmes"), columns, cells, remarks)


def sectors_section(asked: Asked) -> Section | None:
    """The sectors that a place sets out to attract."""
    if asked.about is None or asked.about.kind != "place":
        return None
    ids = asked.store.ids("sector", [Condition("targeted_by", "is", asked.about)])
    if not ids:
        return None
    names = asked.names(Ref("sector", id) for id in ids)
    return Section("sectors", Message("Target sectors"), (Column("sector", Message("Sector"), "link"),),
                   tuple((names[Ref("sector", id)],) for id in ids))


def tenant_lists(asked: Asked) -> list[TenantList]:
    """The tenant list of every zone that belongs here; of the whole office none, for they would be all."""
    if asked.about is None or asked.about.kind not in ("place", "zone"):
        return []
    period = asked.period
    day = min(period.latest or asked.today, asked.today) if period else asked.today
    return [tenant_list(asked.store, id, When.day(day)) for id in asked.ids("zone")]


def tenants_section(asked: Asked, lists: Sequence[TenantList]) -> Section:
    shown = set(asked.ids("tenancy"))
    pairs = [(made.zone, row) for made in lists for row in made.rows if row.id in shown]
    names = asked.names(ref for zone, row in pairs for ref in (zone, row.company))
    columns = (Column("company", Message("Tenant"), "link"), Column("zone", Message("Zone"), "link"),
               Column("from", Message("Moved in"), "when"), Column("floor_area", Message("Leased floor area"), "area"),
               Column("activity", Message("Activity here"), "text"), Column("remark", Message("Remark"), WORDS))
    rows = tuple((names[row.company], names[zone], row.from_, row.floor_area, row.activity, row.remark)
                 for zone, row in pairs[:MOST])
    remarks = [Message("{zone}: {told}", {"zone": named(names.get(made.zone, made.zone)), "told": remark})
               for made in lists for remark in made.remarks]
    return Section("tenants", Message("Tenants"), columns, rows, tuple(remarks))


def indicators_section(asked: Asked, series: Sequence[Series]) -> Section:
    """Every figure on record for the period and before, with its change and its basis."""
    points = [(each, point) for each in series for point in each.points]
    names = asked.names(ref for each in series for ref in (each.subject, each.sector) if ref)
    columns = (Column("subject", Message("About"), "link"), Column("sector", Message("Sector"), "link"),
               Column("metric", Message("Metric"), WORDS), Column("period", Message("Period"), "when"),
               Column("value", Message("Value"), "quantity"),
               Column("change", Message("Change on the year before"), "percent"),
               Column("rank", Message("Rank"), "count"),
               Column("basis", Message("Basis"), WORDS), Column("remark", Message("Remark on the figure"), "text"))
    rows = tuple((names[each.subject], each.sector and names[each.sector], both(each.metric, each.metric_zh),
                  point.period,
                  point.value, point.change, point.rank, _words(BASIS, point.basis), point.remark or None)
                 for each, point in points)
    chart = Chart("bar", Message("Change on the year before"), "metric", ("change",))
    changes = sum(point.change is not None for _, point in points)
    return Section("indicators", Message("Figures"), columns, rows, tuple(_stated(asked, points)),
                   chart if changes > 1 else None)


def _stated(asked: Asked, points: Sequence[tuple[Series, Any]]) -> list[Message]:
    told = [Message("{metric}: {amount} are {equivalent}, as the source states.", {
        "metric": both(series.metric, series.metric_zh), "amount": amount(each.amount),
        "equivalent": amount(each.equivalent)})
        for series, point in points for each in equivalents(asked.store, Ref("indicator", point.id), "value")]
    return told if points else [Message("No figure is on record.")]


def series_sections(asked: Asked, series: Sequence[Series]) -> list[Section]:
    """A table and a line for every metric that has figures of several times."""
    return [_series_section(asked, number, each) for number, each in enumerate(series, 1) if len(each.points) > 1]


def _series_section(asked: Asked, number: int, series: Series) -> Section:
    name = asked.names([series.subject])[series.subject]
    heading = Message("{subject}: {metric}", {"subject": named(name), "metric": both(series.metric, series.metric_zh)})
    columns = (Column("period", Message("Period"), "when"), Column("value", Message("Value"), "quantity"),
               Column("change", Message("Change on the year before"), "percent"))
    rows = tuple((point.period, point.value, point.change) for point in series.points)
    return Section(f"series_{number}", heading, columns, rows, (), Chart("line", heading, "period", ("value",)))


def series_of(asked: Asked) -> list[Series]:
    """The figures of what is asked about; of the whole office those of every subject."""
    shown = set(asked.ids("indicator"))
    series = indicators(asked.store, asked.about, asked.period)
    kept = ((each, tuple(point for point in each.points if point.id in shown)) for each in series)
    return [Series(each.subject, each.sector, each.metric, each.metric_zh, each.unit, points)
            for each, points in kept if points]


def sources_section(asked: Asked, refs: Sequence[Ref]) -> Section:
    """Where the facts above come from: every source with the passages that are cited."""
    passages: dict[int, list[str]] = {}
    for each in cited(asked.store, refs):
        told = passages.setdefault(each.source.id, [])
        if each.passage and each.passage not in told:
            told.append(each.passage)
    rows = asked.rows("source", sorted(passages), ("title", "publisher", "author", "published_on"))
    columns = (Column("title", Message("Source title"), "text"), Column("publisher", Message("Publisher"), "text"),
               Column("author", Message("Author"), "text"), Column("published_on", Message("Published on"), "when"),
               Column("passages", Message("Passage or paragraph"), "text"))
    cells = tuple((row["title"], row["publisher"], row["author"], row["published_on"],
                   ", ".join(sorted(passages[row["id"]], key=_in_order))) for row in rows)
    return Section("sources", Message("Sources"), columns, cells, () if cells else (Message("No source is cited."),))


def _in_order(passage: str) -> tuple[int, str]:
    return (int(passage) if passage.isdigit() else 0, passage)


def cited_refs(asked: Asked) -> list[Ref]:
    """The records whose sources a briefing names: what it is about and all that belongs to it but companies."""
    kinds = ("project", "agreement", "commitment", "award", "programme", "tenancy", "zone", "indicator")
    found = [Ref(kind, id) for kind in kinds for id in sorted(belongs(asked.store, kind, asked.about))]
    own = under(asked.store, asked.about) if asked.about else []
    targets = asked.store.ids("sector", [Condition("targeted_by", "any_of", own)]) if own else []
    rates = asked.store.ids("rate", [Condition("about", "any_of", found[:MOST])]) if found else []
    return [*own, *found, *(Ref("sector", id) for id in targets), *(Ref("rate", id) for id in rates)]
