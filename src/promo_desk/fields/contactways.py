"""Ways to reach somebody: telephone, e-mail, web address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from promo_desk.fields.codes import SHORTENED
from promo_desk.fields.kind import PLAIN, Parsed, Reading
from promo_desk.fields.message import Message
from promo_desk.fields.people import people_of
from promo_desk.fields.phones import phones_of, plain_number
from promo_desk.fields.plain import ask, half_width, refuse, remark, said_nothing, shown, unreadable
from promo_desk.fields.text import as_text

__all__ = ["EmailKind", "PhonesKind", "WebKind", "people_of"]


LONGEST_CELL = 2_000
"""A longer cell is prose, and is not searched for numbers and addresses."""


def _cell_text(raw: Any) -> str | Parsed[Any]:
    text = "" if raw is None else as_text(raw)
    if text is None or isinstance(raw, bool) or len(text) > LONGEST_CELL:
        return unreadable(raw)
    return said_nothing(text) or text


@dataclass(frozen=True, slots=True)
class PhonesKind:
    """Telephone numbers in international form. What cannot be a number is kept as written, with a remark.

    Two people in one cell are a question; :func:`people_of` takes them apart.
    """

    name: str = "phones"
    align: Literal["start", "end"] = "start"
    width: int = 18

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[tuple[str, ...]]:
        if isinstance(raw, (tuple, list)):
            raw = "\n".join(text for item in raw if (text := as_text(item)))
        cell = _cell_text(raw)
        if isinstance(cell, Parsed):
            return cell
        number = plain_number(cell) if reading.country == "CN" else None
        return Parsed((number,)) if number else _phones(cell, reading)

    def text(self, value: tuple[str, ...], language: str) -> str:
        return "; ".join(value)

    def sort_key(self, value: tuple[str, ...]) -> Any:
        return value


def _phones(text: str, reading: Reading) -> Parsed[tuple[str, ...]]:
    if SHORTENED.fullmatch(text):
        return refuse(Message("{raw}: Excel has turned this number into a short form and lost its last digits.",
                              {"raw": shown(text)}))
    people = [person for person in people_of(text, reading.country) if person[1]]
    named = [name for name, _ in people if name]
    if len(people) > 1 and named:
        return ask(Message("{n} people stand in this cell; whose numbers are meant?", {"n": len(people)}),
                   *(phones for _, phones in people))
    if people and named:
        return remark(people[0][1], Message("The name {name} stands beside the number.", {"name": named[0]}))
    numbers, doubtful = phones_of(text, reading.country)
    if doubtful:
        return remark(numbers, Message("{number} is not a telephone number that is known; it is kept as it is.",
                                       {"number": doubtful[0]}))
    return Parsed(numbers or None)


_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@(?:[^\s@<>()\[\],;:\".]+\.)+[^\s@<>()\[\],;:\".\d][^\s@<>()\[\],;:\".]*")
_HOST = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?"
_SITE = re.compile(rf"(?P<scheme>https?://)?(?P<host>{_HOST})(?P<rest>(?::\d{{1,5}})?(?:[/?#]\S*)?)", re.IGNORECASE)


_AT_BLANK = re.compile(r"[a-z0-9._-] +[^\s@]+@", re.IGNORECASE)
"""A word of Latin letters before the address may be its lost beginning: "li wei@a.com"."""
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|#|@\s+|\s+@)\s*", re.IGNORECASE)
_DOTS = re.compile(r"[。、,，]")


def _beside(address: str, plain: str) -> Message:
    return Message("“{words}” stands beside the address.", {"words": shown(plain.replace(address, "").strip())})


_LABELS = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,20}"
_PLAIN_ADDRESS = re.compile(rf"[a-zA-Z0-9._+-]{{1,64}}@{_LABELS}")
_PLAIN_SITE = re.compile(rf"(?:https?://)?{_LABELS}(?:/[a-zA-Z0-9/_-]{{0,200}})?")
"""What most of a column looks like; it is taken as it stands."""


@dataclass(frozen=True, slots=True)
class EmailKind:
    """One e-mail address, without the name or "mailto:" around it."""

    name: str = "email"
    align: Literal["start", "end"] = "start"
    width: int = 26

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[str]:
        if raw.__class__ is str and _PLAIN_ADDRESS.fullmatch(raw):
            return Parsed(raw)
        text = _cell_text(raw)
        if isinstance(text, Parsed):
            return text
        plain = re.sub(r"mailto:", "", half_width(text), flags=re.IGNORECASE)
        found = list(dict.fromkeys(_ADDRESS.findall(plain)))
        if len(found) > 1:
            return ask(Message("“{raw}” holds more than one address; which is meant?", {"raw": shown(text)}), *found)
        if found:
            local, _, domain = found[0].rpartition("@")
            address = f"{local}@{domain.lower()}"
            return remark(address, _beside(found[0], plain)) if _AT_BLANK.search(plain) else Parsed(address)
        mended = _ADDRESS.fullmatch(_DOTS.sub(".", _AT.sub("@", plain)))
        if mended:
            return ask(Message("“{raw}” holds other words or addresses; is this what is meant?", {"raw": shown(text)}),
                       mended[0])
        return refuse(Message("“{raw}” is not an e-mail address.", {"raw": shown(text)}))

    def text(self, value: str, language: str) -> str:
        return value

    def sort_key(self, value: str) -> Any:
        return value


@dataclass(frozen=True, slots=True)
class WebKind:
    """One web address, with or without its scheme, as it was written; the host in small letters."""

    name: str = "web"
    align: Literal["start", "end"] = "start"
    width: int = 26

    def parse(self, raw: Any, reading: Reading = PLAIN) -> Parsed[str]:
        if raw.__class__ is str and _PLAIN_SITE.fullmatch(raw):
            return Parsed(raw)
        text = _cell_text(raw)
        if isinstance(text, Parsed):
            return text
        parts = re.split(r"[\s、；;，]+", _SITE_LABEL.sub("", half_width(text)))
        sites = [site for part in parts if (site := _site(part))]
        if len(sites) == 1 and len(parts) == 1:
            return Parsed(sites[0])
        if sites:
            return ask(Message("“{raw}” holds other words or addresses; is this what is meant?", {"raw": shown(text)}),
                       *sites)
        likely = _likely_site(half_width(text))
        if likely:
            return ask(Message("“{raw}” holds other words or addresses; is this what is meant?", {"raw": shown(text)}),
                       likely)
        return refuse(Message("“{raw}” is not a web address.", {"raw": shown(text)}))

    def text(self, value: str, language: str) -> str:
        return value

    def sort_key(self, value: str) -> Any:
        return value


_SITE_LABEL = re.compile(r"^(?:官方)?(?:网站|官网|网址|主页|website|web|url|homepage)\s*[:：]\s*", re.IGNORECASE)
_SLIPS = ((re.compile(r"[(（].*$|[。.]$"), ""), (re.compile("[。，,]"), "."),
          (re.compile(r"^(https?)\s*:?[\\/]*(?=\w)", re.IGNORECASE), r"\1://"))


def _likely_site(text: str) -> str:
    """www。a。com, http:\\\\www.a.com, www.a.com（官网）with its slips mended; "" where it is no address even then."""
    for slip, right in _SLIPS:
        text = slip.sub(right, text).strip()
    return _site(text) if re.match(r"https?://|www\.", text, re.IGNORECASE) else ""


def _site(text: str) -> str:
    match = _SITE.fullmatch(text)
    if match is None or "@" in match["host"]:
        return ""
    return f"{(match['scheme'] or '').lower()}{match['host'].lower()}{match['rest']}"
