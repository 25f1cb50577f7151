"""The sections of a briefing about projects: the pipeline, what was signed, the largest projects, visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from promo_desk.fields.kinds import WHEN, Money, Ref
from promo_desk.fields.message import Message
from promo_desk.office.asked import Asked
from promo_desk.office.content import WORDS, Chart, Column, Section
from promo_desk.office.figures import SIGNED_BASIS, Group, Signed, StageSum, by_month, equivalents, pipeline
from promo_desk.office.said import amount, named, said
from promo_desk.office.stages import ORDER, standing, words
from promo_desk.records.choices import AGREEMENT_KIND, INTERACTION_KIND
from promo_desk.store import Condition

TOP = 10
"""Projects that are named."""
MOST = 100
"""Agreements and visits that are listed."""


def currencies(sums: Sequence[Sequence[Money]]) -> list[str]:
    """The currencies that occur, CNY first."""
    return sorted({money.currency for each in sums for money in each}, key=lambda code: (code != "CNY", code))


def money_columns(codes: Sequence[str], heading: str) -> tuple[Column, ...]:
    """One column a currency: amounts in different currencies never stand in one."""
    return tuple(Column(f"sum_{code}", Message("{what} ({currency})", {"what": Message(heading), "currency": code}),
                        "money") for code in codes)


def money_cells(codes: Sequence[str], sums: Sequence[Money]) -> tuple[Money | None, ...]:
    return tuple(next((money for money in sums if money.currency == code), None) for code in codes)


def pipeline_section(asked: Asked) -> Section:
    stages = [each for each in pipeline(asked.store, asked.about, aside=True) if each.projects or each.stage in ORDER]
    codes = currencies([each.sums for each in stages])
    columns = (Column("stage", Message("Stage"), WORDS), Column("projects", Message("Projects"), "count"),
               *money_columns(codes, "Total investment"),
               Column("without_amount", Message("Without an amount"), "count"))
    rows = tuple((words(each.stage), each.projects, *money_cells(codes, each.sums), each.without_amount)
                 for each in stages)
    chart = Chart("bar", Message("Projects by stage"), "stage", ("projects",)) if any(
        each.projects for each in stages) else None
    return Section("pipeline", Message("Pipeline"), columns, rows, _no_projects(stages), chart)


def _no_projects(stages: Sequence[StageSum]) -> tuple[Message, ...]:
    return () if any(each.projects for each in stages) else (Message("No project is on record."),)


def signed_section(made: Signed) -> Section:
    """What was signed: investment first, and apart from it what is never added to it."""
    groups = ((Message("Signed investment"), made.counted), (Message("Framework and similar agreements"),
                                                             made.frameworks),
              (Message("Agreements whose kind is not stated"), made.unstated))
    codes = currencies([group.sums for _, group in groups])
    columns = (Column("group", Message("What was signed"), WORDS), Column("count", Message("Number"), "count"),
               *money_columns(codes, "Amount"), Column("without", Message("Without an amount"), "count"))
    rows = tuple((label, group.count, *money_cells(codes, group.sums), group.without_value) for label, group in groups)
    return Section("signed", Message("Signed"), columns, rows, (SIGNED_BASIS, *_without(made.counted)))


def _without(group: Group) -> tuple[Message, ...]:
    if not group.without_value:
        return ()
    return (Message("Signings without an amount, which add nothing to the sum: {n} of {all}.",
                    {"n": group.without_value, "all": group.count}),)


def agreements_section(asked: Asked) -> Section | None:
    """The agreements of the period by name, the newest first, whatever their kind."""
    when = Condition("signed_on", "is", asked.period) if asked.period else Condition("signed_on", "filled")
    ids = asked.ids("agreement", when, sort=(("signed_on", True), ("id", False)))
    if not ids:
        return None
    rows = asked.rows("agreement", ids[:MOST], ("company", "counterparty", "kind", "signed_on", "value", "project"))
    names = asked.names(Ref("agreement", row["id"]) for row in rows)
    kinds = {option.code: Message(option.english) for option in AGREEMENT_KIND.options}
    columns = (Column("agreement", Message("Agreement"), "link"), Column("company", Message("Company"), "link"),
               Column("counterparty", Message("Government party"), "text"),
               Column("kind", Message("Agreement kind"), WORDS), Column("signed_on", Message("Signed on"), "when"),
               Column("value", Message("Agreement value"), "money"), Column("project", Message("Project"), "link"))
    cells = tuple((names[Ref("agreement", row["id"])], row["company"], row["counterparty"], kinds.get(row["kind"]),
                   row["signed_on"], row["value"], row["project"]) for row in rows)
    more = (Message("Further agreements, not listed here: {n}.", {"n": len(ids) - len(rows)}),)
    return Section("agreements", Message("Agreements signed"), columns, cells, more if len(ids) > len(rows) else ())


def months_section(asked: Asked) -> Section | None:
    """The signings of the period's year by month; none where the period is no part of one year."""
    period = asked.period
    year = asked.today.year if period is None else period.earliest.year if period.earliest else None
    if year is None or (period and period.latest and period.latest.year != year):
        return None
    months = by_month(asked.store, year, asked.about)
    codes = currencies([month.sums for month in months])
    if not any(month.signings for month in months):
        return None
    columns = (Column("month", Message("Month"), WORDS), Column("count", Message("Signings"), "count"),
               *money_columns(codes, "Amount"))
    rows = tuple((said(WHEN, month.month) if month.month else Message("Month not known"), len(month.signings),
                  *money_cells(codes, month.sums)) for month in months)
    measured = tuple(column.key for column in columns[2:]) if len(codes) == 1 else ("count",)
    return Section("months", Message("Signed by month"), columns, rows, (),
                   Chart("column", Message("Signed by month"), "month", measured))


_PROJECT = ("title", "company", "stage", "announced_on", "signed_on", "total_investment", "district", "zone", "content")


def projects_section(asked: Asked) -> Section:
    """The largest projects by name, in each currency, for currencies are not compared; those without an amount come
    last, for they are not small."""
    ids = asked.ids("project", Condition("stage", "any_of", ORDER))
    rows = asked.rows("project", _largest(asked, ids), _PROJECT)
    columns = (Column("project", Message("Project"), "link"), Column("company", Message("Company"), "link"),
               Column("stage", Message("Stage"), WORDS), Column("where", Message("Where"), "link"),
               Column("total_investment", Message("Total investment"), "money"),
               Column("content", Message("Project content"), "text"))
    names = asked.names(Ref("project", row["id"]) for row in rows)
    cells = tuple((names[Ref("project", row["id"])], row["company"], standing(row), row["zone"] or row["district"],
                   row["total_investment"], row["content"]) for row in rows)
    return Section("projects", Message("Largest projects"), columns, cells,
                   tuple(_project_remarks(asked, len(ids), rows, names)))


def _largest(asked: Asked, ids: Sequence[int]) -> list[int]:
    """The ``TOP`` of each currency, the currency of most projects first."""
    by_currency: dict[str, list[tuple[int, int]]] = {}
    for id, (money,) in zip(ids, asked.store.read("project", ids, ["total_investment"]), strict=True):
        by_currency.setdefault(money.currency if money else "", []).append((-money.minor if money else 0, id))
    groups = sorted(by_currency.items(), key=lambda group: (not group[0], -len(group[1]), group[0]))
    return [id for _, group in groups for _, id in sorted(group)[:TOP]]


def _project_remarks(asked: Asked, all: int, rows: Sequence[dict[str, Any]], names: dict[Ref, Ref]) -> list[Message]:
    told = [Message("{project}: {amount} are {equivalent}, as the source states.", {
        "project": named(names[Ref("project", row["id"])]), "amount": amount(each.amount),
        "equivalent": amount(each.equivalent)})
        for row in rows for each in equivalents(asked.store, Ref("project", row["id"]), "total_investment")]
    if all > len(rows):
        told.append(Message("Further projects, not named here: {n}.", {"n": all - len(rows)}))
    without = sum(row["total_investment"] is None for row in rows)
    if without:
        told.append(Message("Projects named without an amount: {n}.", {"n": without}))
    hidden = asked.left_out("project", Condition("stage", "any_of", ORDER))
    if hidden:
        told.append(Message("Projects not named to this reader: {n}.", {"n": hidden}))
    return told


def visits_section(asked: Asked) -> Section | None:
    """Visits and contacts of the period, the newest first."""
    when = (Condition("when", "is", asked.period),) if asked.period else ()
    ids = asked.ids("interaction", *when, sort=(("when", True),))
    if not ids:
        return None
    rows = asked.rows("interaction", ids[:MOST], ("when", "kind", "company", "summary", "outcome"))
    columns = (Column("when", Message("Date"), "when"), Column("kind", Message("Way of contact"), WORDS),
               Column("company", Message("Company visited"), "link"), Column("summary", Message("Summary"), "text"),
               Column("outcome", Message("Outcome"), "text"))
    kinds = {option.code: Message(option.english) for option in INTERACTION_KIND.options}
    cells = tuple((row["when"], kinds.get(row["kind"]), row["company"], row["summary"], row["outcome"]) for row in rows)
    more = (Message("Further visits and contacts, not listed here: {n}.", {"n": len(ids) - len(rows)}),)
    return Section("visits", Message("Visits and contacts"), columns, cells, more if len(ids) > len(rows) else ())
