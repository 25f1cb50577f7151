"""The nearest known word to a header with a slip in it. Where one letter makes another word (联系人, 联系领导), nothing
is near: a note is better than a wrong field."""

from __future__ import annotations

from functools import cache

from promo_desk.sheets.headers import dictionary

_NEAR_ENOUGH = 88
_NEAR_ENOUGH_CHINESE = 92
_LEAST = 7
_TURNS = set("非未不无否原拟预前后首末")
"""Characters that turn a word into another one."""


@cache
def nearest(word: str) -> tuple[str, tuple[str, ...]]:
    """(the word, its paths) of the one known word that this may be; ("", ()) where none or several are as near."""
    from rapidfuzz import fuzz, process

    if len(word) < _LEAST:
        return "", ()
    least = _NEAR_ENOUGH if word.isascii() else _NEAR_ENOUGH_CHINESE
    like = process.extract(word, dictionary().paths.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=least)
    best = [match for match, score, _index in like if score == like[0][1]]
    if len({dictionary().paths[match] for match in best}) != 1 or _turned(word, best[0]):
        return "", ()
    return best[0], dictionary().paths[best[0]]


def _turned(word: str, match: str) -> bool:
    return bool((set(word) ^ set(match)) & _TURNS)
