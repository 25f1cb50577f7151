"""How Chinese sounds: names by pinyin (huawei, hua wei) and by initials (hw).

A text's sound is written as a text again, one private character a syllable, so that the index treats sounds exactly
as it treats characters: the same bigrams, the same phrases, the same first and last marks. pypinyin is imported when
the first sound is asked for, without its phrases (they cost 0.2 s and 50 MB); the polyphones that matter in names of
firms, places and people stand here as phrases of our own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial

_WORDS = """
a ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bu ca cai can cang cao ce cen
ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou
cu cuan cui cun cuo da dai dan dang dao de den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei
en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui
gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie
jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo la
lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve ma mai man
mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang
niao nie nin ning niu nong nou nu nuan nun nuo nv nve o ou pa pai pan pang pao pei pen peng pi pian piao pie pin
ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru
rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua
shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting
tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu
xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai
zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan
zui zun zuo
"""

SYLLABLES: tuple[str, ...] = tuple(_WORDS.split())
"""Every syllable of standard Chinese without tones; v stands for u with two dots. The order is part of the index."""

_FIRST_CODE = 0xE000
_LETTER = {syllable: chr(_FIRST_CODE + number) for number, syllable in enumerate(SYLLABLES)}
_TYPED = _LETTER | {"lue": _LETTER["lve"], "nue": _LETTER["nve"]}
_LONGEST = max(map(len, _TYPED))

_POLYPHONES = {
    "beng": "蚌埠",
    "bi": "泌阳",
    "bo": "薄膜 薄荷 泊车 柏林",
    "bu": "大埔",
    "cen": "参差",
    "chan": "单于",
    "chong": "重庆 重阳 重组 重构 重塑 重叠 重建 重整 重孙",
    "dai": "大夫",
    "di": "的士 目的 标的 提防",
    "e": "阿房 东阿 阿胶",
    "ge": "盖氏",
    "guo": "涡阳",
    "hang": "银行 行业 商行 车行 洋行 同行 行情 央行 农行 建行 工行 招行 分行 支行 总行 投行 太行 行长 行家",
    "huan": "还原",
    "ji": "给排水 给水 供给",
    "jia": "伽利略",
    "jiao": "校准 校验 校正",
    "kuai": "会计 会稽",
    "le": "勒索",
    "lu": "六安 六合",
    "mo": "万俟",
    "mu": "模具 模板",
    "ou": "区氏",
    "pan": "番禺",
    "pian": "便宜",
    "piao": "朴氏",
    "qian": "犍为",
    "qiu": "仇氏",
    "shan": "单县 单氏",
    "shen": "人参 参茸 党参 海参",
    "shuai": "率先",
    "shui": "游说",
    "tiao": "调整 调味 调节 空调 调理",
    "tong": "洪洞",
    "xia": "厦门 厦工 厦航 厦华 厦钨",
    "xie": "解氏",
    "xing": "省思",
    "xun": "浚县",
    "yan": "铅山",
    "ying": "荥经",
    "yu": "蔚县 尉迟 尉犁",
    "yue": "音乐 乐器 乐团 声乐 民乐 乐清 音乐会 交响乐",
    "zang": "西藏 藏药 藏族",
    "zha": "查氏",
    "zhang": "长子 成长 增长 生长 校长 董事长 家长",
    "zhao": "朝晖 朝霞 朝气",
    "zhuan": "传记 自传",
    "zong": "枞阳",
}
"""reading: the phrases in which their one polyphone, the character that usually sounds otherwise, sounds so."""

_USUAL = {
    "长": "chang", "都": "du", "朴": "pu", "曾": "zeng", "地": "di", "得": "de", "的": "de", "了": "le", "着": "zhuo",
    "和": "he", "阿": "a", "厦": "sha", "行": "xing", "重": "zhong", "乐": "le", "车": "che", "会": "hui", "万": "wan",
    "什": "shen", "哪": "na", "那": "na", "嗯": "en", "呒": "mu", "谁": "shui", "这": "zhe",
}
"""Readings of names where a dictionary would rather give another."""


class _Readings(dict[int, str]):
    """character -> the private character of its syllable; asked once per character, for ``str.translate``.

    A character without a reading (a letter, a kana, a mark) stays as it is.
    """

    def __missing__(self, character: int) -> str:
        syllable = _USUAL.get(chr(character)) or _dictionary_reading(character)
        self[character] = made = _LETTER.get(syllable, chr(character))
        return made


class _Initials(dict[int, str]):
    """private character of a syllable -> its first letter, for ``str.translate``."""

    def __missing__(self, character: int) -> str:
        number = character - _FIRST_CODE
        self[character] = made = SYLLABLES[number][0] if 0 <= number < len(SYLLABLES) else chr(character)
        return made


_readings = _Readings()
_initials = _Initials()


@cache
def _dictionary() -> tuple[dict[int, str], Callable[[str], str]]:
    """pypinyin's readings of characters, with tones, and what takes the tone away."""
    before = os.environ.get("PYPINYIN_NO_PHRASES")
    os.environ["PYPINYIN_NO_PHRASES"] = "true"  # pypinyin's own switch: single characters are all we ask it
    try:
        from pypinyin.contrib.tone_convert import to_normal
        from pypinyin.pinyin_dict import pinyin_dict
    finally:
        if before is None:
            del os.environ["PYPINYIN_NO_PHRASES"]
        else:
            os.environ["PYPINYIN_NO_PHRASES"] = before
    return pinyin_dict, partial(to_normal, v_to_u=False)


def _dictionary_reading(character: int) -> str:
    readings, to_normal = _dictionary()
    toned = readings.get(character, "").partition(",")[0]
    return to_normal(toned) if toned else ""


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """(phrase, the phrase with its polyphone replaced by the character of its sound)."""
    made = []
    for reading, phrases in _POLYPHONES.items():
        for phrase in phrases.split():
            spot = _polyphone(phrase, reading)
            made.append((phrase, phrase[:spot] + _LETTER[reading] + phrase[spot + 1:]))
    return tuple(made)


def _polyphone(phrase: str, reading: str) -> int:
    """Which character of the phrase the reading is for: the one that can sound so but usually does not."""
    readings, to_normal = _dictionary()
    for spot, character in enumerate(phrase):
        toned = readings.get(ord(character), "").split(",")
        if _readings[ord(character)] != _LETTER[reading] and reading in map(to_normal, toned):
            return spot
    raise ValueError(f"no character of {phrase} reads {reading}")


def sound(folded: str) -> str:
    """The text with each Chinese character replaced by the private character of its syllable.

    ``folded`` is simplified already (:func:`promo_desk.store.tokens.fold`); it may be many names in one text.
    """
    for phrase, shifted in _phrases():
        if phrase in folded:
            folded = folded.replace(phrase, shifted)
    return folded.translate(_readings)


def initials(sounded: str) -> str:
    """The first letters of a sounded text: what ``hw`` is for 华为."""
    return sounded.translate(_initials)


def spelt(sounded: str) -> str:
    """A sounded text in letters, for people: "hua wei"."""
    return " ".join(SYLLABLES[ord(each) - _FIRST_CODE] for each in sounded
                    if 0 <= ord(each) - _FIRST_CODE < len(SYLLABLES))


@lru_cache(maxsize=4096)
def readings_of(letters: str, most: int = 3) -> tuple[tuple[str, ...], ...]:
    """What a row of letters may spell, fewest syllables first: each answer is a text of syllables with every way
    its last, perhaps unfinished, syllable may go on: one for huawei, fourteen for huaweij. xian is both xian and
    xi'an; more than one syllable over the fewest is not tried.

    Empty when the letters spell nothing.
    """
    found = sorted(_split(letters), key=len)
    found = [cut for cut in found if len(cut) <= len(found[0]) + 1][:most]
    return tuple(tuple("".join(head) + last for last in _goes_on(tail)) for *head, tail in found)


def spelling(letters: str) -> str:
    """The letters as a text of whole syllables, as few as can be; empty where they spell none."""
    best: list[str | None] = [""] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            head, code = best[start], _TYPED.get(letters[start:end])
            if head is not None and code is not None and len(head) + 1 < len(best[end] or letters + "  "):
                best[end] = head + code
    return best[-1] or ""


def _split(letters: str) -> Iterable[list[str]]:
    """Every way to cut the letters into syllables, the last one possibly unfinished (and left in letters)."""
    waiting: list[tuple[int, list[str]]] = [(0, [])]
    steps = 0
    while waiting and steps < 400:
        steps += 1
        start, done = waiting.pop()
        if letters[start:] in _BEGINNINGS:
            yield [*done, letters[start:]]
        for length in range(1, min(_LONGEST, len(letters) - start - 1) + 1):
            if (code := _TYPED.get(letters[start:start + length])) is not None:
                waiting.append((start + length, [*done, code]))


_BEGINNINGS = frozenset(syllable[:length] for syllable in _TYPED for length in range(1, len(syllable) + 1))


def _goes_on(beginning: str) -> tuple[str, ...]:
    """The syllables that begin so, the exact one first."""
    ways = sorted((syllable for syllable in _TYPED if syllable.startswith(beginning)), key=len)
    return tuple(dict.fromkeys(_TYPED[syllable] for syllable in ways))
