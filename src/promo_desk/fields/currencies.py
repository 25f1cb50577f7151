"""Currencies: what people call them, and how fine they are (ISO 4217).

The usual ones stand here, so that the window need not load Babel to print an amount; every other one is asked of
Babel when it is met. A test holds this table to Babel's.
"""

from __future__ import annotations

from functools import cache

from promo_desk.fields.plain import half_width

USUAL = {
    "CNY": (2, "元", "人民币,人民币元,元人民币,rmb,yuan,renminbi,块,块钱,chinese yuan,cn¥,rmb¥,r.m.b."),
    "USD": (2, "美元", "美金,us$,u.s.$,us dollar,us dollars,u.s. dollar,u.s. dollars,american dollars,usd$,美圆"),
    "HKD": (2, "港元", "港币,hk$,hong kong dollar,hong kong dollars,hk dollar,hk dollars"),
    "EUR": (2, "欧元", "euro,euros,€"),
    "JPY": (0, "日元", "日币,日圆,yen,japanese yen,jp¥,円"),
    "GBP": (2, "英镑", "pound sterling,pounds sterling,sterling,£"),
    "KRW": (0, "韩元", "韩币,韩圆,korean won,won,₩"),
    "TWD": (2, "新台币", "台币,新台币元,ntd,nt$,new taiwan dollar,new taiwan dollars"),
    "SGD": (2, "新加坡元", "新元,新币,s$,singapore dollar,singapore dollars"),
    "MOP": (2, "澳门元", "澳门币,葡币,mop$,macanese pataca,macanese patacas,patacas"),
    "AUD": (2, "澳元", "澳大利亚元,澳币,a$,au$,australian dollar,australian dollars"),
    "CAD": (2, "加元", "加拿大元,加币,c$,ca$,canadian dollar,canadian dollars"),
    "CHF": (2, "瑞士法郎", "瑞郎,sfr,swiss franc,swiss francs"),
    "INR": (2, "印度卢比", "indian rupee,indian rupees,₹"),
    "THB": (2, "泰铢", "thai baht,baht,฿"),
    "RUB": (2, "俄罗斯卢布", "卢布,russian ruble,russian rubles,russian rouble,₽"),
}
"""Code: minor digits, Chinese name, further words (the code itself is always one)."""

DOLLARS = frozenset({"USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD", "MOP", "BND", "FJD", "JMD", "BBD", "TTD"})
SHARED = {"$": ("USD", DOLLARS), "dollar": ("USD", DOLLARS), "dollars": ("USD", DOLLARS),
          "¥": ("CNY", frozenset({"CNY", "JPY"})), "元": ("CNY", frozenset({"CNY"}))}
"""Words of several currencies: the office's own currency if it uses the word, else the usual one."""


@cache
def usual_words() -> dict[str, str]:
    """Every word of the usual currencies, in lower case and half width, with its code."""
    words = {code.casefold(): code for code in USUAL}
    for code, (_, name, further) in USUAL.items():
        words |= {half_width(word).casefold(): code for word in (name, *further.split(","))}
    return words


def currency_of(word: str, home: str = "CNY") -> str | None:
    """The ISO code a word means: 美元, US$, rmb, "Thai baht", XAF; None when it is no currency.

    ``home`` is the office's currency: it decides what $ and ¥ mean. With yen at home 元 is still CNY.
    """
    folded = half_width(word).casefold()
    if folded in SHARED:
        usual, users = SHARED[folded]
        return home if home in users else usual
    return usual_words().get(folded) or _rare_words().get(folded)


def minor_digits(code: str) -> int:
    """How many decimals the currency has: 2 for CNY, 0 for JPY. ValueError when there is no such currency."""
    if code in USUAL:
        return USUAL[code][0]
    from babel.numbers import get_currency_precision

    if code.casefold() not in _rare_words():
        raise ValueError(f"no currency {code!r}")
    return int(get_currency_precision(code))


@cache
def chinese_name(code: str) -> str:
    """The Chinese word that stands behind an amount; the code where the name could be misread (百慕大元 holds 百)."""
    if code in USUAL:
        return USUAL[code][1]
    from babel import Locale

    name = str(Locale("zh").currencies.get(code, code))
    misread = any(c in "零〇一二两三四五六七八九十百千万亿多余约近超" or not c.isalpha() for c in name)
    return code if misread or currency_of(name) != code else name


@cache
def _rare_words() -> dict[str, str]:
    """Codes and names (both languages, singular and plural) of every currency Babel knows; shared names left out."""
    from babel import Locale
    from babel.numbers import get_currency_name, list_currencies

    codes = sorted(list_currencies())
    words: dict[str, str | None] = {}
    for code in codes:
        names = [Locale(tongue).currencies.get(code, code) for tongue in ("en", "zh")]
        names.append(get_currency_name(code, count=2, locale="en"))
        for name in {half_width(str(name)).casefold() for name in names}:
            words[name] = code if words.get(name, code) == code else None
    return {**{w: c for w, c in words.items() if c}, **{code.casefold(): code for code in codes}}
