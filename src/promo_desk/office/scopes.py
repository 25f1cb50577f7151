"""What belongs to a place, zone, sector or company: one table of conditions per kind of record.

A place holds the places, zones and projects within it; a sector its parts; a company the companies of its group.
"""

from __future__ import annotations

from collections.abc import Sequence

from promo_desk.fields.kinds import Ref
from promo_desk.records import fields_of
from promo_desk.store import Condition, Either, Store

Where = tuple[Condition | Either, ...]

_UNDER = {"place": "within", "sector": "within", "company": "group"}
"""The link that makes one record part of another of its kind."""

_PATHS: dict[str, dict[str, tuple[str, ...]]] = {
    "project": {"place": ("district", "zone.place"), "zone": ("zone",), "sector": ("sector", "company.sector"),
                "company": ("company",)},
    "agreement": {"place": ("place", "project.district", "project.zone.place"), "zone": ("project.zone",),
                  "sector": ("project.sector", "company.sector"), "company": ("company", "project.company")},
    "commitment": {"place": ("agreement.place", "agreement.project.district", "agreement.project.zone.place"),
                   "zone": ("agreement.project.zone",),
                   "sector": ("agreement.project.sector", "agreement.company.sector"),
                   "company": ("agreement.company", "agreement.project.company")},
    "award": {"place": ("project.district", "company.district", "programme.place"), "zone": ("project.zone",),
              "sector": ("project.sector", "company.sector"), "company": ("company",)},
    "programme": {"place": ("place",)},
    "tenancy": {"place": ("zone.place",), "zone": ("zone",), "sector": ("company.sector",), "company": ("company",)},
    "zone": {"place": ("place",), "zone": ("id",)},
    "company": {"place": ("district",), "sector": ("sector",), "company": ("id",)},
    "interaction": {"place": ("project.district", "company.district"), "zone": ("project.zone",),
                    "sector": ("project.sector", "company.sector"), "company": ("company", "project.company")},
    "contact": {"company": ("company",)},
}


def under(store: Store, about: Ref) -> list[Ref]:
    """The record and all that lie under it: the districts of a city, the firms of a group."""
    key = _UNDER.get(about.kind)
    found, new = {about.id}, [about.id]
    while key and new:
        below = store.ids(about.kind, [Condition(key, "any_of", [Ref(about.kind, id) for id in new])])
        new = [id for id in below if id not in found]
        found.update(new)
    return [Ref(about.kind, id) for id in sorted(found)]


def where_of(store: Store, kind: str, about: Ref | None) -> Where:
    """The conditions for the records of a kind that belong to ``about``; none for the whole office.

    A kind that nothing ties to ``about`` belongs to it with none of its records.
    """
    if about is None:
        return ()
    if kind == "indicator":
        return (Condition("subject", "any_of", _subjects(store, about)),)
    if kind == about.kind and kind not in _UNDER and kind not in _PATHS:
        return (Condition("id", "is", about.id),)
    refs = under(store, about)
    paths = _PATHS.get(kind, {}).get(about.kind, ())
    return (Either(*(_condition(kind, path, refs) for path in paths)),)


def _condition(kind: str, path: str, refs: Sequence[Ref]) -> Condition:
    is_link = fields_of(kind)[path.split(".", maxsplit=1)[0]].kind.name == "link"
    return Condition(path, "any_of", refs if is_link else [ref.id for ref in refs])


def _subjects(store: Store, about: Ref) -> list[Ref]:
    """What figures may be about: of a place also its zones."""
    refs = under(store, about)
    if about.kind != "place":
        return refs
    return refs + [Ref("zone", id) for id in store.ids("zone", where_of(store, "zone", about))]


def belongs(store: Store, kind: str, about: Ref | None) -> frozenset[int]:
    """The ids of the records of a kind that belong to ``about``."""
    return frozenset(store.ids(kind, where_of(store, kind, about)))
