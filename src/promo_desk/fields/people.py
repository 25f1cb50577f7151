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
_LABELS = re.compile(r"(?:联系)?(?:电话|手机|方式|座机)|(?:微信|电话)?同(?:微信|号|手机)?号?(?=[)）\s]|$)|"
                     r"\b(?:tel|phone|mobile|mob|cell)\b[.:]?", re.IGNORECASE)
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
    if rest and len(found) == 1 and found[0][0] and _POST.match(f"x{part[start:].strip()}"):
        return [(f"{found[0][0]}{part[start:].strip()}", found[0][1])]
    return [*found, (rest, ())] if rest else found


def _name(text: str) -> str:
    """What stands before a number, without dashes, labels and empty brackets."""
    bare = _LABELS.sub("", text).strip(_EDGES)
    bare = re.sub(r"[(（]\s*$|^\s*[)）]|[(（]\s*[)）]", "", bare).strip(_EDGES)
    bare = re.sub(r"^[(（]([^()（）]+)[)）]$", r"\1", bare)
    return outer(bare) if re.search(r"[^\W\d_]", bare) else ""


_TITLES = ("副?董事长|(?:执行|独立)?董事|(?:常务)?副?总(?:经理|裁|监|工程师|工)?|副?经理|副?主任|"
           "副?[局处科厅司部院所站]长|副?书记|副?秘书长|副?会长|副?主席|副?校长|副?教授|副?厂长|负责人|法人|法定代表人|财务|行政|前台|助理|"
           "秘书|专员|主管|调研员|科员|工程师|博士|老师|先生|女士|小姐")
_HAN_NAME = "(?P<name>[\u4e00-\u9fff·]{2,4}"
_TITLED = re.compile(rf"{_HAN_NAME}?)(?<![总副主董])[\s,，、/—-]*(?P<post>(?:{_TITLES})+)")
_TITLED_FIRST = re.compile(rf"(?P<post>(?:{_TITLES})+)[\s:：—-]+{_HAN_NAME})")
_ENGLISH_TITLE = re.compile(r"(?P<post>(?:mr|mrs|ms|miss|dr|prof|sir|madam)\b\.?(?:\s+dr\.?)?)\s+(?P<name>\S.*)",
                            re.IGNORECASE)


def name_and_post(name: str) -> tuple[str, str]:
    """张三（总经理）, 张三 处长, 处长：张三 and Mr Zhang as name and post; the post is "" where none is stated.

    王总 and 李处长 name a surname only: they stay whole, for 王 alone is nobody's name.
    """
    match = _POST.match(name) or next((found for pattern in (_TITLED, _TITLED_FIRST, _ENGLISH_TITLE)
                                       if (found := pattern.fullmatch(name.strip()))), None)
    return (match["name"], outer(match["post"])) if match and match["name"] else (name, "")
