"""Companies and the people who speak for them."""

from __future__ import annotations

from promo_desk.fields.kinds import (
    COUNT,
    CREDIT_CODE,
    EMAIL,
    LONG_TEXT,
    MONEY,
    PHONES,
    TEXT,
    TEXTS,
    WEB,
    WHEN,
    YES_NO,
    link,
)
from promo_desk.records.base import Record
from promo_desk.records.choices import LANGUAGE, OWNERSHIP, RELATION
from promo_desk.records.column import column


class Company(Record):
    """A firm the office looks for, talks with or looks after."""

    __kind__, __plural__, __words__ = "company", "companies", ("Company", "Companies")
    __named_by__ = ("name", "name_zh", "short_name")

    name = column(TEXT, "Company name", required=True, search="name")
    name_zh = column(TEXT, "Chinese name", search="name")
    short_name = column(TEXT, search="name")
    brand = column(TEXT, search="name")
    aliases = column(TEXTS, "Other names", search="name")
    former_names = column(TEXTS, search="name")
    credit_code = column(CREDIT_CODE, "Unified social credit code", search="code", indexed=True)
    relation = column(RELATION)
    sector = column(link("sector"))
    origin = column(link("place"), "Country or region of origin")
    district = column(link("place"))
    group = column(link("company"), "Parent group")
    ownership = column(OWNERSHIP)
    marks = column(TEXTS)
    listing = column(TEXT, "Stock listing")
    legal_representative = column(TEXT, personal=True)
    registered_capital = column(MONEY)
    founded = column(WHEN)
    employees = column(COUNT)
    revenue = column(MONEY, "Annual revenue")
    tax_paid = column(MONEY, "Annual tax paid")
    website = column(WEB)
    address = column(TEXT)
    business = column(LONG_TEXT, "Business scope", search="text")


class Contact(Record):
    """A person; where they worked before stays in their postings."""

    __kind__, __plural__, __words__ = "contact", "contacts", ("Contact", "Contacts")
    __named_by__ = ("name", "name_zh")

    name = column(TEXT, "Contact name", required=True, search="name", personal=True)
    name_zh = column(TEXT, "Contact's Chinese name", search="name", personal=True)
    company = column(link("company"))
    post = column(TEXT)
    department = column(TEXT)
    phones = column(PHONES, "Phone", search="code", personal=True)
    email = column(EMAIL, "E-mail", search="code", personal=True)
    wechat = column(TEXT, "WeChat", search="code", personal=True)
    language = column(LANGUAGE)
    is_main = column(YES_NO, "Main contact")
    reason_held = column(TEXT, "Why the office holds the data")


class Posting(Record):
    """Where a contact works or worked, from when until when: a person moves, the history stays."""

    __kind__, __plural__, __words__ = "posting", "postings", ("Posting", "Postings")
    __named_by__ = ("post",)
    __part_of__ = "contact"

    contact = column(link("contact"), required=True)
    company = column(link("company"))
    organisation = column(TEXT, "Organisation, if not a company")
    post = column(TEXT)
    department = column(TEXT)
    from_ = column(WHEN, "From")
    until = column(WHEN)
