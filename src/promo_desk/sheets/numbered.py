"""Links in our own exports that a name alone would not lead back to: "Tenancy #2 · 甲公司", "入驻 #2 · 甲公司".

A tenancy is called by its firm's name, and two firms may share one; the number beside it says which record is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from promo_desk.fields.field import Field
from promo_desk.fields.kinds import Ref, fold
from promo_desk.fields.words import LANGUAGES
from promo_desk.records import fields_of, label, show_name
from promo_desk.sheets.related import identity, name_key, targets
from promo_desk.store import Store

_FORM = re.compile(r"(?P<word>[^#·]+?) #(?P<id>\d{1,18})(?: · (?P<name>.+))?", re.DOTALL)
Names = Mapping[tuple[str, int], str]


@dataclass(frozen=True)
class Numbered:
    """What such a text says. ``name`` is empty for a record that has none."""

    kind: str
    id: int
    name: str = ""


def numbered_text(ref: Ref, language: str) -> str:
    """Kind word and number, then the name, where the record has one."""
    made = f"{label(ref.kind, language)} #{ref.id}"
    return made if _is_nameless(ref, language) else f"{made} · {ref.name}"


def read_numbered(text: str, kinds: Iterable[str]) -> Numbered | None:
    """What the text says, if it names one of these kinds in either language; None for any other text."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    word = fold(match["word"])
    kind = next((kind for kind in kinds for language in LANGUAGES if fold(label(kind, language)) == word), None)
    return None if kind is None else Numbered(kind, int(match["id"]), match["name"] or "")


def is_of(store: Store, said: Numbered) -> bool:
    """Whether the record has the name that stands beside its number, in one of the languages."""
    names = [store.names(said.kind, [said.id], language).get(said.id, "") for language in LANGUAGES]
    return any(says_name(said, name) for name in names)


def says_name(said: Numbered, name: str) -> bool:
    """Whether the text gives the record this name; one without a name gives none."""
    wanted = any(_is_nameless(Ref(said.kind, said.id, name), each) for each in LANGUAGES)
    return not said.name if wanted else fold(said.name) == fold(name)


def links_as_written(store: Store, known: Field, values: Iterable[Ref | None], names: Names,
                     language: str) -> dict[tuple[str, int], str]:
    """What stands in the cells of a link's column: the name where it leads back to the record, else its number too."""
    refs = {(value.kind, value.id): Ref(value.kind, value.id, names[value.kind, value.id])
            for value in values if value is not None}
    shared = {kind: _shared(store, kind) for kind in {kind for kind, _ in refs} if _by_name(known, kind)}
    return {place: ref.name if _leads_back(known, ref, shared.get(ref.kind), language) else numbered_text(ref, language)
            for place, ref in refs.items()}


def _by_name(known: Field, kind: str) -> bool:
    """Whether a name may tell the records of this kind apart in this field at all."""
    return len(targets(known)) == 1 and name_key(kind) in identity(kind).names


def _leads_back(known: Field, ref: Ref, shared: set[str] | None, language: str) -> bool:
    if shared is None or not ref.name or ref.name in shared or ref.name.startswith("#"):
        return False
    return not _is_nameless(ref, language) and read_numbered(ref.name, targets(known)) is None


def _is_nameless(ref: Ref, language: str) -> bool:
    """Whether no more than its kind and its number are known: "Award 1"."""
    return ref.name in ("", show_name(ref.kind, {"id": ref.id}, language))


def _shared(store: Store, kind: str) -> set[str]:
    """The names that several records of a kind bear, letter by letter. Names that differ in width or case only are
    asked about where they come back, and then the record that stands in the office is none the less known."""
    keys = [key for key in identity(kind).names if fields_of(kind)[key].kind.name == "text"]
    return store.shared_names(kind, keys)
