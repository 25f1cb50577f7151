"""The bare, comparable form of a company's name, with its legal form set aside but not forgotten.

有限公司 and 股份有限公司 of one stem are two firms or one that was changed; only a person knows. So the form is kept
beside the stem, and only a name that states none is taken for either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from promo_desk.store.tokens import fold_many

_CHINESE_FORMS = {
    "股份有限责任公司": "joint_stock", "股份有限公司": "joint_stock", "股份公司": "joint_stock",
    "有限责任公司": "limited", "有限公司": "limited", "有限合伙": "partnership", "普通合伙": "partnership",
    "合伙企业": "partnership", "株式会社": "kk", "有限会社": "yk", "合同会社": "gk", "公司": "company",
}
_LATIN_FORMS = {
    "co ltd": "limited", "company limited": "limited", "co limited": "limited", "company ltd": "limited",
    "ltd": "limited", "limited": "limited", "ltda": "ltda", "co": "company", "company": "company",
    "inc": "inc", "incorporated": "inc", "corp": "corporation", "corporation": "corporation",
    "llc": "llc", "l l c": "llc", "llp": "llp", "l l p": "llp", "lp": "lp", "plc": "plc", "p l c": "plc",
    "gmbh and co kg": "gmbh_kg", "gmbh": "gmbh", "ag": "ag", "kg": "kg", "se": "se", "kgaa": "kgaa", "ug": "ug",
    "s a": "sa", "sa": "sa", "s a s": "sas", "sas": "sas", "sarl": "sarl", "s a r l": "sarl", "spa": "spa",
    "s p a": "spa", "srl": "srl", "s r l": "srl", "s l": "sl", "b v": "bv", "bv": "bv", "n v": "nv", "nv": "nv",
    "ab": "ab", "a s": "as", "asa": "asa", "aps": "aps", "oy": "oy", "oyj": "oyj", "a b": "ab",
    "k k": "kk", "kk": "kk", "kabushiki kaisha": "kk", "g k": "gk", "y k": "yk",
    "pte ltd": "pte", "pte limited": "pte", "pvt ltd": "pvt", "private limited": "pvt", "pty ltd": "pty",
    "sdn bhd": "sdn", "bhd": "bhd", "tbk": "tbk", "jsc": "jsc", "ooo": "ooo", "co inc": "inc",
    "co llc": "llc", "s c a": "sca",
}
_BEFORE = {"株式会社": "kk", "有限会社": "yk", "合同会社": "gk", "pt ": "pt", "ooo ": "ooo", "pjsc ": "pjsc"}
_GROUPS = ("集团", "group")
_NOT_A_FIRM = ("分", "子", "总")
"""分公司 and 子公司 are no legal forms but tell a branch from its parent: they stay in the stem."""
_AND = re.compile("[&＆]")
_CHINESE_END = re.compile(f"(?P<form>{'|'.join(_CHINESE_FORMS)})$")
_LATIN_END = re.compile(
    f" (?P<form>{'|'.join(sorted(_LATIN_FORMS, key=len, reverse=True))})$")
_LATIN_END_OF_HAN = re.compile("(?P<form>co ?ltd|ltd|inc)$")
_LAST_OF_HAN = (*{form[-1] for form in _CHINESE_FORMS}, "ltd", "inc")
_BEFORE_ALL = tuple(_BEFORE)
_BLANK = re.compile(r"(?<!\d) | (?!\d)")
PLAIN = frozenset({"", "company"})
"""Forms that say nothing: the name may be short for any."""


class Stem(NamedTuple):
    """``bare`` is what two deliveries of one name share; ``form`` its legal form ("" where none is stated);
    ``group`` whether it calls itself a group."""

    bare: str
    form: str = ""
    group: bool = False

    def agrees(self, other: Stem) -> bool:
        """Whether both may be the same firm without asking: one stem, and forms that do not contradict."""
        same_form = self.form == other.form or self.form in PLAIN or other.form in PLAIN
        return self.bare == other.bare and self.group == other.group and same_form


def stem(name: str) -> Stem:
    """The bare form of a name: case, width, blanks, brackets, marks, traditional characters and legal form aside.

    Places stay, for 广州… and 深圳… are two firms; so do numbers and 分公司.
    """
    return _MADE.get(name) or stems([name])[0]


def stems(names: Sequence[str]) -> list[Stem]:
    """:func:`stem` of each name, folded as one text; for a while they are known again."""
    made = _MADE
    new = [name for name in dict.fromkeys(names) if name not in made]
    if len(made) > _KEPT:
        made.clear()
        new = list(dict.fromkeys(names))
    folded = fold_many([_AND.sub(" and ", name) if "&" in name or "＆" in name else name for name in new])
    made.update(zip(new, map(_stem, folded), strict=True))
    return [made.get(name) or _stem(fold_many([name])[0]) for name in names]


_KEPT = 20_000
_MADE: dict[str, Stem] = {}
"""The stems of the names met last: a name of a ledger is asked about several times in a row."""


def _stem(folded: str) -> Stem:
    rest, form = _without_form(folded)
    rest, group = _without_group(rest)
    return Stem(_BLANK.sub("", rest) if " " in rest else rest, form, group)


def _without_form(folded: str) -> tuple[str, str]:
    if not folded.isascii() and folded.endswith(_LAST_OF_HAN) and (made := _han_form(folded)):
        return made
    found = _LATIN_END.search(folded) if " " in folded else None
    if found and found.start():
        return folded[:found.start()], _LATIN_FORMS[found["form"]]
    if folded.startswith(_BEFORE_ALL):
        return next((folded[len(each):], form) for each, form in _BEFORE.items() if folded.startswith(each))
    return folded, ""


def _han_form(folded: str) -> tuple[str, str] | None:
    """The form of a name in Chinese: its own, or a Latin one that sticks to it (华为Co.,Ltd.)."""
    found = _CHINESE_END.search(folded) or _LATIN_END_OF_HAN.search(folded)
    if not found or not found.start():
        return None
    rest = folded[:found.start()].rstrip()
    if rest.endswith(_NOT_A_FIRM):
        return folded, ""
    return rest, _CHINESE_FORMS.get(found["form"]) or _LATIN_FORMS[found["form"].replace("coltd", "co ltd")]


def _without_group(rest: str) -> tuple[str, bool]:
    for word in _GROUPS:
        if rest.endswith(word) and len(rest) > len(word):
            return rest[:-len(word)].rstrip(), True
    return rest, False
