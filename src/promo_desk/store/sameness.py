"""Is this company one we know? One in-memory index over every name, asked by the import plan and while typing.

A record has several names (Chinese, English, short, former ...); each is kept with its stem. Like names are looked
for only among those that share a rare pair of characters ("blocks"): brute force over 100,000 names would take five
times as long and find less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add

from sqlalchemy import Connection

from promo_desk.fields.codes import is_right
from promo_desk.fields.message import Message
from promo_desk.store.differences import apart, difference, place_put_in, sounds_same, without_places
from promo_desk.store.search_entries import GAP, read, unpack
from promo_desk.store.stems import Stem, stem, stems
from promo_desk.store.tokens import squeeze

ASK_FROM = 88.0
"""Likeness of two stems (0 to 100) from which a person is asked: one wrong letter in nine."""
PART_OF = 88.0
"""Likeness given to a name that is part of another."""
SLIP_FROM = 80.0
"""From which likeness a single wrong letter is looked for in short stems."""
_SHORT, _NAME_ENDS = 6, 4
"""The shortest stems in which it is, and how many letters a place and a name proper take."""
_WEIGHED = 2500
"""How many names sharing a pair are looked at for one name."""
_COMPARED = 48
"""How many of them, those that share most, are compared letter by letter."""


@dataclass(frozen=True)
class Near:
    """A record whose name is like the one asked about: how much (0 to 100) and what to look at."""

    id: int
    name: str
    score: float
    reason: Message
    apart: bool = False
    """Surely another firm (Guangzhou and Shenzhen, works no. 1 and no. 2): shown, not asked about."""
    kind: str = ""
    """The record's kind, where it may be one of several."""


@dataclass(frozen=True)
class Same:
    """It is this record. ``reason`` says what was set aside to see it; None where it is written the same."""

    id: int
    reason: Message | None = None


@dataclass(frozen=True)
class Ask:
    """A person must say which of these it is, if any."""

    candidates: tuple[Near, ...]


@dataclass(frozen=True)
class New:
    """Nothing like it is known."""


Verdict = Same | Ask | New


class SamenessIndex:
    """Every name of one kind of record, held in memory (about 1 KB a name)."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._names: list[str] = []
        self._stems: list[Stem] = []
        self._bares: list[str] = []
        self._by_bare: defaultdict[str, list[int]] = defaultdict(list)
        self._by_code: defaultdict[str, set[int]] = defaultdict(set)
        self._codes: defaultdict[int, set[str]] = defaultdict(set)
        self._blocks: defaultdict[str, list[int]] = defaultdict(list)
        self._numbers: defaultdict[int, list[int]] = defaultdict(list)

    @classmethod
    def of(cls, connection: Connection, kind: str = "company") -> SamenessIndex:
        """Read names, short names, aliases, former names and credit codes in one pass."""
        index = cls()
        for entries in read(connection, kind):
            index.add_many((unpack(entry.number)[1], entry.names.split(GAP), entry.codes) for entry in entries)
        return index

    def add_many(self, records: Iterable[tuple[int, Iterable[str], str | None]], *, alike: bool = True) -> None:
        """:meth:`add` for many (id, names, code) at once: their names are folded as one text. Without ``alike`` they
        are found by their own names only, which is ten times as fast to learn."""
        several = [(id, list(names), code) for id, names, code in records]
        self._learn([(id, name) for id, names, _ in several for name in names if name], alike=alike)
        for id, _, code in several:
            if code:
                self._learn_codes(id, code.split(GAP))

    def add(self, id: int, names: Iterable[str], code: str | None = None, *, alike: bool = True) -> None:
        """Learn of another record (one the same file has just brought)."""
        self.add_many([(id, names, code)], alike=alike)

    def _learn(self, owners: Sequence[tuple[int, str]], *, alike: bool) -> None:
        for (id, name), made in zip(owners, stems([name for _, name in owners]), strict=True):
            if made.bare:
                self._keep(id, name, made, alike=alike)

    def _keep(self, id: int, name: str, made: Stem, *, alike: bool) -> None:
        number = len(self._ids)
        self._ids.append(id)
        self._names.append(name)
        self._stems.append(made)
        self._bares.append(made.bare)
        self._by_bare[made.bare].append(number)
        self._numbers[id].append(number)
        if alike:
            blocks = self._blocks
            for pair in _pairs(made.bare):
                blocks[pair].append(number)

    def _learn_codes(self, id: int, codes: Iterable[str]) -> None:
        for code in filter(None, map(_code, codes)):
            self._by_code[code].add(id)
            self._codes[id].add(code)

    def exact(self, name: str) -> tuple[int, ...]:
        """The records with this name, case, width, blanks, brackets and an unstated legal form aside."""
        asked = stem(name)
        there = self._by_bare.get(asked.bare)
        return tuple(dict.fromkeys(self._ids[n] for n in there if asked.agrees(self._stems[n]))) if there else ()

    def near(self, name: str, limit: int = 5) -> list[Near]:
        """The records with a name like this one, best first; a record once, by its likest name."""
        return self._near(stem(name), limit)

    def near_many(self, names: Sequence[str], limit: int = 5) -> list[list[Near]]:
        """``near`` for each name of a file."""
        return [self._near(asked, limit) if self._ids else [] for asked in stems(names)]

    def verdict(self, name: str, code: str | None = None) -> Verdict:
        """Same, Ask or New; two candidates never resolve to the first.

        A credit code decides before any name. A name that a record with another code bears is asked about; one that
        is only like it is another firm's.
        """
        known = self._by_code.get(_code(code or ""), set())
        if known:
            return self._by_its_code(name, known)
        asked = stem(name)
        ids = self._identical(asked) or self.exact(name)
        if len(ids) == 1 and not (code and self._codes.get(ids[0])):
            return Same(ids[0], self._set_aside(name, ids[0]))
        same = self.exact(name)
        candidates = tuple(each for each in self._doubtful(asked)
                           if each.id in same or not self.has_another_code(each.id, code))
        return Ask(candidates) if candidates else New()

    def has_another_code(self, id: int, code: str | None) -> bool:
        """Whether a record is surely another firm than one with this code: it has a code too, another one, and the
        check of both holds. Names that are merely alike then prove nothing."""
        asked, known = _code(code or ""), self._codes.get(id, set())
        return bool(asked and known) and asked not in known and all(map(is_right, (asked, *known)))

    def _by_its_code(self, name: str, known: set[int]) -> Verdict:
        if len(known) == 1:
            (id,) = known
            said = None if id in self.exact(name) else Message("the same credit code under another name")
            return Same(id, said)
        said = Message("several records have this credit code")
        return Ask(tuple(Near(id, self._called(id), 100.0, said) for id in sorted(known)))

    def _identical(self, asked: Stem) -> tuple[int, ...]:
        numbers = self._by_bare.get(asked.bare, ())
        return tuple(dict.fromkeys(self._ids[n] for n in numbers if self._stems[n] == asked))

    def _set_aside(self, name: str, id: int) -> Message | None:
        """What was overlooked to find the record the same."""
        numbers = [n for n in self._by_bare[stem(name).bare] if self._ids[n] == id]
        if any(self._names[n] == name for n in numbers):
            return None
        written = self._names[numbers[0]]
        if any(self._stems[n] == stem(name) for n in numbers):
            return Message("written otherwise: {name}", {"name": written})
        return Message("the legal form is not stated: {name}", {"name": written})

    def _doubtful(self, asked: Stem) -> tuple[Near, ...]:
        return tuple(each for each in self._near(asked, 5) if each.score >= ASK_FROM and not each.apart)

    def names_of(self, id: int) -> tuple[str, ...]:
        """The names of a record, its first name first."""
        return tuple(self._names[number] for number in self._numbers[id]) if id in self._numbers else ()

    def _called(self, id: int) -> str:
        return next(iter(self.names_of(id)), "")

    def _near(self, asked: Stem, limit: int) -> list[Near]:
        best: dict[int, tuple[float, int]] = {}
        for number, score in self._scored(asked):
            id = self._ids[number]
            if id not in best or score > best[id][0]:
                best[id] = (score, number)
        first = sorted(best.items(), key=lambda found: -found[1][0])[:limit]
        return [self._told(asked, number, score) for _, (score, number) in first]

    def _told(self, asked: Stem, number: int, score: float) -> Near:
        known = self._stems[number]
        said = apart(asked.bare, known.bare)
        return Near(self._ids[number], self._names[number], round(score, 1), said or difference(asked, known),
                    said is not None)

    def _scored(self, asked: Stem) -> list[tuple[int, float]]:
        """Names that share rare pairs with the one asked about, with their likeness."""
        from rapidfuzz import fuzz, process

        numbers = self._candidates(asked.bare)
        if not numbers:
            return []
        choices = [self._bares[n] for n in numbers]
        found = process.extract(asked.bare, choices, scorer=fuzz.ratio, limit=12)
        return [(numbers[at], likeness(asked, self._stems[numbers[at]], score)) for _, score, at in found]

    def _candidates(self, bare: str) -> list[int]:
        """The names that share most pairs with this one, the common pairs left out."""
        blocks = sorted((self._blocks[pair] for pair in _pairs(bare) if pair in self._blocks), key=len)
        shared: Counter[int] = Counter()
        weighed = 0
        for block in blocks:
            if weighed and weighed + len(block) > _WEIGHED:
                break
            shared.update(block)
            weighed += len(block)
        exact = self._by_bare.get(bare, [])
        return list(dict.fromkeys([*exact, *(number for number, _ in shared.most_common(_COMPARED))]))


def likeness(asked: Stem, known: Stem, score: float) -> float:
    """How like two stems are (0 to 100), their letters (``score``) and what letters do not tell together."""
    if score < ASK_FROM and sounds_same(asked, known):
        return ASK_FROM + 5
    shorter, longer = sorted((asked.bare, known.bare), key=len)
    if score < PART_OF and len(shorter) > (3 if shorter.isascii() else 1) and (
            shorter in longer or place_put_in(shorter, longer)):
        return PART_OF
    if SLIP_FROM <= score < ASK_FROM and _slip_behind(asked.bare, known.bare):
        return ASK_FROM
    return score if known.form == asked.form or score < 100 else score - 1


def _slip_behind(one: str, other: str) -> bool:
    """Whether one letter is another, behind the place and the name proper: 大连昌兰企业管埋, where a short stem's one
    wrong letter weighs too much. Among the first letters it may as well be another firm's name."""
    wrong = [at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    return len(one) == len(other) >= _SHORT and len(wrong) == 1 and wrong[0] >= _NAME_ENDS and not one.isascii()


class TypedNames:
    """The names a file brings, to be found by names that differ as a typist errs: one letter wrong, lost or too many,
    another legal form, a place more. Hashed without each of its letters, a name costs a tenth of comparing it; and
    nothing is hashed before somebody asks, for in most ledgers codes tell the firms apart."""

    def __init__(self) -> None:
        self._met: defaultdict[str, list[tuple[int, str, Stem]]] = defaultdict(list)
        self._waiting: list[tuple[int, str]] = []

    def add(self, id: int, names: Iterable[str]) -> None:
        """Learn of a record of the file."""
        self._waiting.extend((id, name) for name in names)

    def near(self, name: str) -> list[Near]:
        """The records with a name like this one but not the same, the likest first."""
        from rapidfuzz import fuzz

        self._hash()
        asked = stem(name)
        like = {each: None for key in _less_a_letter(asked.bare) for each in self._met.get(key, ())}
        found: dict[int, Near] = {}
        for id, written, known in like:
            score = likeness(asked, known, fuzz.ratio(asked.bare, known.bare))
            if score >= ASK_FROM and not asked.agrees(known) and apart(asked.bare, known.bare) is None:
                found.setdefault(id, Near(id, written, round(score, 1), difference(asked, known)))
        return sorted(found.values(), key=lambda each: -each.score)

    def _hash(self) -> None:
        for (id, name), made in zip(self._waiting, stems([name for _, name in self._waiting]), strict=True):
            for key in _less_a_letter(made.bare):
                if len(self._met[key]) < _ALIKE_AT_MOST:
                    self._met[key].append((id, name, made))
        self._waiting = []


_ALIKE_AT_MOST = 8
"""So many names that share all but a letter are compared; of more (一公司, 二公司, 三公司) nothing is learnt."""


def _less_a_letter(bare: str) -> set[str]:
    """A stem, the stem without each of its letters, and without the place in it."""
    if not 1 < len(bare) <= 60:
        return {bare} if bare else set()
    without = without_places(bare)
    places = {without} if len(without) > 1 else set()
    return {bare, *(bare[:at] + bare[at + 1:] for at in range(len(bare)))} | places


def _pairs(bare: str) -> set[str]:
    """What a stem is found by: its neighbouring letters and those with one between (so a letter lost or wrong leaves
    most of them); of Latin letters three in a row, two say too little."""
    if bare.isascii():
        return {*map("".join, zip(bare, bare[1:], bare[2:], strict=False)), bare[:2]}
    return {*map(add, bare, bare[1:]), *map(add, bare, bare[2:]), *(bare if len(bare) < 3 else ())}


_CODE = 18


def _code(code: str) -> str:
    """A credit code as it is compared: 18 characters, else nothing."""
    plain = len(code) == _CODE and code.isascii() and code.isalnum() and code.isupper()
    squeezed = code if plain else squeeze(code).upper()
    return squeezed if len(squeezed) == _CODE else ""
