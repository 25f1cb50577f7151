"""Several people in one cell: "1.张三—138…；2.李四（总经理）—139…" as names with their telephone numbers."""

from __future__ import annotations

import re

from promo_desk.fields.phones import phones_of
from promo_desk.fields.plain import outer

_NUMBER = re.compile(r"(?<![\d.])\+?[(（]?\+?\d[\d\s()（）.-]{5,}\d(?:\s*(?:转|分机|ext\.?|x)\s*\d{1,6})?|"
                     r"(?<!\d)\d{7,}", re.IGNORECASE)
_ENUMERATION = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）.、:：．]|[①-⑳])\s*(?!\d)")
_BEFORE_PERSON = re.compile(r"(?:^|(?<=[\n\s;；。]))\s*[(（]?\d{1,2}[)）.、．]\s*(?=[^\W\d])")
_BETWEEN = re.compile(r"[\n;；|]|(?<=\d)[,，、。]\s*(?=[^\W\d])")
_EDGES = " \t\u3000—–-:：,，、.。;；/|~～_=·"
_LABELS = re.compile(r"(?:联系)?(?:电话|手机|方式|座机)|\b(?:tel|phone|mobile|mob|cell)\b[.:]?", re.IGNORECASE)
_POST = re.compile(r"^(?P<name>.*?)\s*[(（](?P<post>[^()（）]+)[)）]$", re.DOTALL)


def people_of(text: str, country: str = "CN") -> list[tuple[str, tuple[str, ...]]]:
    """Names and their numbers in the order of the cell; a name without a number has (), a number without a name "".

    A second number behind the first belongs to the same person, whatever stands between them but a new name.
    """
    people: list[tuple[str, tuple[str, ...]]] = []
    for part in _BETWEEN.split(_BEFORE_PERSON.sub("\n", text.replace("\r", "\n"))):
        for name, numbers in _of_part(_ENUMERATION.sub("", part), country):
            if not name and people and numbers:
                people[-1] = (people[-1][0], tuple(dict.fromkeys(people[-1][1] + numbers)))
            elif name or numbers:
                people.append((name, numbers))
    return people


def _of_part(part: str, country: str) -> list[tuple[str, tuple[str, ...]]]:
    """张三138…李四139…: each number belongs to the name before it."""
    found: list[tuple[str, tuple[str, ...]]] = []
    start = 0
    for match in _NUMBER.finditer(part):
        numbers, _ = phones_of(outer(match[0]), country)
        found.append((_name(part[start: match.start()]), numbers))
        start = match.end()
    rest = _name(part[start:])
    if rest and found and not found[-1][0]:
        return [*found[:-1], (rest, found[-1][1])]
    if rest and len(found) == 1 and _POST.match(f"x{part[start:].strip()}"):
        return [(f"{found[0][0]}{part[start:].strip()}", found[0][1])]
    return [*found, (rest, ())] if rest else found


def _name(text: str) -> str:
    """What stands before a number, without dashes, labels and empty brackets."""
    bare = _LABELS.sub("", text).strip(_EDGES)
    bare = re.sub(r"[(（]\s*$|^\s*[)）]|[(（]\s*[)）]", "", bare).strip(_EDGES)
    return outer(bare) if re.search(r"[^\W\d_]", bare) else ""


def name_and_post(name: str) -> tuple[str, str]:
    """张三（总经理） as 张三 and 总经理; the post is "" where none stands in brackets."""
    match = _POST.match(name)
    return (match["name"], outer(match["post"])) if match and match["name"] else (name, "")
