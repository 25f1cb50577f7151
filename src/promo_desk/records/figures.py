"""Figures, the rates they are converted at, and the sources they come from."""

from __future__ import annotations

from promo_desk.fields.kinds import COUNT, DECIMAL, LONG_TEXT, PERCENT, QUANTITY, TEXT, WEB, WHEN, link
from promo_desk.records.base import Record
from promo_desk.records.choices import BASIS, SOURCE_KIND
from promo_desk.records.column import column

ANYTHING = link("company", "contact", "project", "agreement", "commitment", "programme", "award", "place", "zone",
                "sector", "tenancy", "indicator", "interaction", "task", "rate", "request")
"""A link to any record that can be spoken about."""


class Indicator(Record):
    """A figure about a place, zone, sector or company, for a period, on a named basis."""

    __kind__, __plural__, __words__ = "indicator", "indicators", ("Indicator", "Indicators")
    __named_by__ = ("metric",)

    subject = column(link("place", "zone", "sector", "company", "project"), "About", required=True)
    sector = column(link("sector"))
    metric = column(TEXT, required=True, search="text")
    metric_zh = column(TEXT, "Metric in Chinese", search="text")
    period = column(WHEN, indexed=True)
    value = column(QUANTITY, "Value")
    change = column(PERCENT, "Change on the year before")
    rank = column(COUNT, "Rank")
    basis = column(BASIS)
    remark = column(LONG_TEXT, "Remark on the figure")


class Rate(Record):
    """A conversion stated by a source: an amount, its equivalent, and so a rate. Never applied silently."""

    __kind__, __plural__, __words__ = "rate", "rates", ("Stated rate", "Stated rates")
    __named_by__ = ("about",)
    __part_of__ = "about"

    about = column(ANYTHING, "Rate stated for")
    field = column(TEXT, "Field")
    amount = column(QUANTITY, "Stated amount")
    equivalent = column(QUANTITY, "Stated equivalent")
    rate = column(DECIMAL, "Units of the amount's currency per unit of the equivalent's")
    as_of = column(WHEN, "Rate as of")


class Source(Record):
    """Where facts come from; any value of any record can cite one."""

    __kind__, __plural__, __words__ = "source", "sources", ("Source", "Sources")
    __named_by__ = ("title",)

    title = column(TEXT, "Source title", required=True, search="name")
    kind = column(SOURCE_KIND, "Source kind")
    publisher = column(TEXT, search="text")
    author = column(TEXT, search="text")
    published_on = column(WHEN, "Published on")
    file = column(TEXT)
    address = column(WEB, "Web address")


class Citation(Record):
    """A record, or one field of it, rests on a passage of a source."""

    __kind__, __plural__, __words__ = "citation", "citations", ("Citation", "Citations")
    __named_by__ = ("source", "passage")
    __part_of__ = "about"

    about = column(ANYTHING, "Cited for", required=True)
    field = column(TEXT, "Field")
    source = column(link("source"), required=True)
    passage = column(TEXT, "Passage or paragraph")
    remark = column(LONG_TEXT, "Remark on the passage")
