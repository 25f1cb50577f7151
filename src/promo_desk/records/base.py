"""The base of every record, and the registry that its class bodies are."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, mapped_column

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import COUNT, LONG_TEXT, MOMENT, TEXT, TEXTS, link
from promo_desk.fields.words import say
from promo_desk.records.choices import CONFIDENTIALITY
from promo_desk.records.column import Declared, automatic, column

COMMON: dict[str, Any] = {
    "officer": column(link("officer"), "Officer in charge"),
    "confidentiality": column(CONFIDENTIALITY),
    "tags": column(TEXTS, search="text"),
    "notes": column(LONG_TEXT, search="text"),
    "id": automatic(COUNT, "No."),
    "version": automatic(COUNT),
    "created_at": automatic(MOMENT),
    "created_by": automatic(TEXT),
    "changed_at": automatic(MOMENT),
    "changed_by": automatic(TEXT),
}
"""The fields of every record, after its own."""


class Base(DeclarativeBase):
    """All tables of the office. Constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention={
        "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})


class Record(Base):
    """What the office keeps. A subclass names its kind, its words, and its fields; nothing else."""

    __abstract__ = True

    __kind__: ClassVar[str]
    """"company": the name in ids, paths, JSON, tables."""
    __plural__: ClassVar[str]
    """"companies": the name in commands."""
    __words__: ClassVar[tuple[str, str]]
    """Singular and plural as English msgids: ("Company", "Companies")."""
    __named_by__: ClassVar[tuple[str, ...]] = ("name",)
    """The fields that make the record's name in lists and links: the first that is filled, in English; in Chinese
    the fields ending in ``_zh`` come first."""
    __part_of__: ClassVar[str] = ""
    """The link to the record this one is a part of: it is deleted with it, and restored with it."""
    __declared__: ClassVar[dict[str, Declared]]
    id: Any

    def __init_subclass__(cls, **options: Any) -> None:
        if "__kind__" in cls.__dict__:
            cls.__tablename__ = cls.__kind__
            own = {name: made for name, made in cls.__dict__.items() if isinstance(made, Declared)}
            cls.__declared__ = own | {name: made for name, made in COMMON.items() if name not in own}
            _expand(cls)
        super().__init_subclass__(**options)


def _expand(cls: type[Record]) -> None:
    """Put the mapped columns of every declared field in the class body's place."""
    for name, made in cls.__declared__.items():
        if name in cls.__dict__:
            delattr(cls, name)
        if name == "id":
            info = {"field": made.field(cls.__kind__, "id")}
            whole_number = BigInteger().with_variant(Integer, "sqlite")
            cls.id = mapped_column("id", whole_number, primary_key=True, info=info)
        elif made.derived:
            continue
        else:
            for attribute, mapped in made.columns(cls.__kind__, name):
                setattr(cls, attribute, mapped)


@cache
def _records() -> dict[str, type[Record]]:
    import promo_desk.records.everything  # noqa: F401  # the class bodies are the registry: importing registers

    return {made.__kind__: made for made in _leaves(Record)}


def _leaves(made: type[Record]) -> list[type[Record]]:
    below = made.__subclasses__()
    return [leaf for each in below for leaf in _leaves(each)] if below else [made]


def kinds() -> tuple[str, ...]:
    """Every kind of record, in the order a newcomer would read them."""
    return tuple(_records())


def record(kind: str) -> type[Record]:
    """The class of a kind; KeyError for a kind that is none."""
    return _records()[kind]


def table_of(kind: str) -> Table:
    """The table a kind is kept in."""
    made = record(kind).__table__
    assert isinstance(made, Table)
    return made


@cache
def fields_of(kind: str | type[Record]) -> dict[str, Field]:
    """The fields of a record by key, in the order they were declared, the common ones last.

    Stored fields are read from ``Column.info``; derived ones have no column and come from the class.
    """
    made = record(kind) if isinstance(kind, str) else kind
    stored = {mapped.info["field"].key: mapped.info["field"] for mapped in made.__table__.columns
              if "field" in mapped.info}
    fields: dict[str, Field] = {}
    for attribute, declared in made.__declared__.items():
        key = attribute.rstrip("_")
        fields[key] = declared.field(made.__kind__, attribute) if declared.derived else stored[key]
    return fields


def kind_of_plural(plural: str) -> str:
    """ "companies" -> "company"; the singular is understood too. KeyError otherwise."""
    for kind, made in _records().items():
        if plural in (made.__plural__, kind):
            return kind
    raise KeyError(plural)


def plural_key(kind: str) -> str:
    return record(kind).__plural__


def label(kind: str, language: str) -> str:
    """ "Company" / 企业."""
    return say(record(kind).__words__[0], language)


def plural(kind: str, language: str) -> str:
    """ "Companies" / 企业."""
    return say(record(kind).__words__[1], language)


def link_targets(field: Field) -> tuple[str, ...]:
    """The kinds a field may link to; none where it is no link."""
    return getattr(field.kind, "targets", ())


@cache
def parts_of(kind: str) -> dict[str, str]:
    """The kinds that are parts of records of this kind, with the link that says so: agreement -> {"commitment":
    "agreement", "party": "agreement", "citation": "about" ...}. They are deleted and restored with the whole."""
    links = {part: made.__part_of__ for part, made in _records().items() if made.__part_of__}
    return {part: key for part, key in links.items() if kind in link_targets(fields_of(part)[key])}


def name_fields(kind: str, language: str = "en") -> tuple[str, ...]:
    """The keys that name a record, best first: in Chinese the Chinese ones come first."""
    keys = record(kind).__named_by__
    if language == "zh":
        return tuple(sorted(keys, key=lambda key: not key.endswith("_zh")))
    return keys


def show_name(kind: str, values: dict[str, Any], language: str) -> str:
    """The name of a record from its values; its label and number where it has none."""
    fields = fields_of(kind)
    for key in name_fields(kind, language):
        value = values.get(key)
        if value not in (None, "", ()):
            return fields[key].kind.text(value, language)
    return f"{label(kind, language)} {values.get('id', '')}".strip()
