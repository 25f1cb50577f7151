"""The words that make a row no record: totals and averages, footers and signatures, page lines, and group labels.

A word alone never decides: a firm may be called 合计科技, Total or 备注网络. What the rest of the row looks like is
judged where these are asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from promo_desk.sheets.cells import Value
from promo_desk.sheets.surroundings import facts_of, folded, is_signature, one_line

Sum = Literal["total", "subtotal"]

_TAIL = r"(?:[:,，]?\([^()]*\)|[:,，]?共?\d+(?:\.\d+)?[个家项宗人户条亿万元份笔%].*|:.*)?"
_TOTAL = re.compile(r"(?:合计|总计|共计|总合计|总和|总数|合计数|总计数|累计|共|"
                    r"(?:全[市区省国县年园部]|本[年月季期]|年度|以上|各项|项目|投资|企业|当年)(?:合计|总计|累计|共计))"
                    + _TAIL + r"|\(?(?:合计|总计)\)?")
_TOTAL_LATIN = re.compile(r"(?:grand |overall )?(?:totals?|sum)(?:\s*[:(].*| (?:for|of|in) .+|\s*\d.*)?|overall|"
                          r"sum total|total (?:investment|projects|companies|amount)s?", re.IGNORECASE)
_SUBTOTAL = re.compile(r"(?:.{0,20}小计|.{1,12}合计|.{1,20}汇总|本页合计|分计|页计)" + _TAIL
                       + "|其中(?::.*|.{0,12})|(?:含|包括):.*")
_SUBTOTAL_LATIN = re.compile(r"sub-?\s?totals?\b.*|.{1,40} (?:sub-?\s?)?totals?:?|of which\b.*|thereof\b.*",
                             re.IGNORECASE)
_AVERAGE = re.compile(r"(?:平均|平均[值数额]|均值|户均|占比|averages?|mean|median)" + _TAIL)
_RATE = re.compile(r"(?:.{0,8}(?:占比|比重|平均值?)|同比.{0,8}|环比.{0,8}|增长率|增幅|完成率|share|%oftotal|growth|"
                   r"change)" + _TAIL)
_PLAIN_SUMS = ("合计", "总计", "小计")

_FOOTER = re.compile(
    r"\(?(?:以下无正文|以下空白|以下无内容|以上数据.*|以上.{0,12}(?:仅供参考|截至).*|本表.{0,40}|此表.{0,40}|以下为空|"
    r"(?:全文)?完|结束|正文完|附件?\d*:.*|附表\d*:.*|续下页|接下页|转下页|承上页|续表|(?:如|若)有.{0,40}请.{0,40}|"
    r"仅供.{0,12}(?:参考|使用)|"
    r"数据来源.*|资料来源.*|数据截[至止].*|截[至止](?:19|20)?\d.*|统计口径.*|"
    r"-*endof(?:list|table|report|document)-*|-+end-+|continued.*|preliminary|confidential|internaluseonly|"
    r"(?:data)?asof.*\d.*|preparedby.*|compiledby.*|checkedby.*|approvedby.*|reviewedby.*|lastupdated.*|"
    r"footnotes?:?|notes?:?|remarks?:?|sources?:?|备注:?|注:?|说明:?|填[表报]说明:?|编制说明:?)\)?")
_PAGE = re.compile(r"\(?(?:第\d+页[,，/]?(?:共\d+页)?|共\d+页[,，/]?第\d+页|第\d+/\d+页|page\d+(?:(?:of|/)\d+)?|"
                   r"p\.?\d+(?:/\d+)?|-+\d+-+|\d+/\d+页?)\)?")
_SIGNED = re.compile(
    r"(?:单位|部门|科室|项目|统计|财务|填报|经办)?(?:负责人|领导|主管|审核人?|复核人?|审批人?|审定人?|制表人?|填表人?|填报人?|"
    r"经办人?|校对人?|编制人?|统计人?|批准人?|签发人?|会签|局长|科长|主任)"
    r"(?:\(?(?:签字|签名|签章|盖章)\)?)?(?::.*|\s+\S{2,4}|)")
_STAMP = re.compile(r"[(（]\s*(?:盖\s*章|公\s*章|签\s*章|签\s*字|签\s*名|signature|stamp)\s*[)）]|"
                    r"^(?:盖章|公章|签字|签章)\s*[:：]?|\b(?:signature|signed)\s*:", re.IGNORECASE)
_STARRED = re.compile(r"[*＊※☆★▲△#]+\s*\D")
_EXAMPLE = re.compile(r"[(（]?(?:例|示例|样例|范例|填写示例|填报示例|举例|example|sample|e\.g\.)[)）]?\s*"
                      r"(?:[:：\d].*)?", re.IGNORECASE)
_SENTENCE = re.compile(r"[。；;！!？?]|[，,].*[，,]|[^\s,]\.$|：|[^\d\s]:")
_FIRM = re.compile(r"(?:公司|集团|厂|中心|研究院|研究所|学院|大学|医院|银行|合伙|事务所|工作室|商行|酒店|项目|基地|"
                   r"总部|园|店|社|部|\b(?:ltd|inc|llc|corp|co|plc|gmbh|ag|group|company|limited|holdings|s\.?a|bv|nv)\b\.?|"
                   r"\bco\b.*ltd.*)"
                   r"(?:[(（].*[)）])?$", re.IGNORECASE)

_HAN = "一二三四五六七八九十"
_ORDINAL = re.compile(rf"[{_HAN}]{{1,3}}\s*[、.．,，:：]|[(（]\s*[{_HAN}]{{1,3}}\s*[)）]|"
                      rf"第[{_HAN}\d]+[批类组片期部章节]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+\s*[、.．\s]|[IVX]+[.、．]\s*|[A-Z][.、．]\s?|"
                      r"[(（]?\d{1,2}[)）、]|Part [\dA-Z]+|(?:Group|Section|Tier|Phase|Batch) [\dA-Z]+\b")
_BARE_ORDINAL = re.compile(rf"[(（]?[{_HAN}]{{1,3}}[)）]?[、.．]?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[、.．]?|[IVX]{{1,4}}[.、．]?")
_PERIOD = re.compile(
    r"(?:fy)?(?:19|20)\d\d年?度?(?:[-/]?(?:\d{1,2}月份?|q[1-4]|h[12]|第?[一二三四1-4]季度|上半年|下半年))?|"
    r"q[1-4](?:[-/]?(?:19|20)?\d\d)?|h[12](?:19|20)\d\d|第?[一二三四1-4]季度|[上下]半年|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:19|20)\d\d", re.IGNORECASE)
_KIND_LABEL = re.compile(
    r"(?:(?:重点|重大|一般|新增|续建|在建|在谈|签约|已签约|已落地|落地|拟签约|洽谈|在洽谈|储备|前期|竣工|已竣工|投产|已投产|开工|"
    r"已开工|增资|增资扩产|内资|外资|预备|其他|其它|世界500强|500强|规上|规模以上|新引进|存量|意向|跟踪|终止|暂停|退出|工业|服务业|"
    r"农业|制造业|先进制造业)"
    r"(?:类|阶段)?(?:项目|企业|公司)?|[一-鿿]{1,8}类(?:项目|企业)?)(?:[(（].*[)）])?")
_LATIN_LABEL = re.compile(r"(?:signed|new|key|major|other|active|current|completed|existing|potential|pipeline|foreign|"
                          r"domestic|lost|closed|open|planned)(?: [a-z]+)? (?:projects|companies|firms|leads|deals)",
                          re.IGNORECASE)
_PLACE = re.compile(r"[一-鿿]{1,8}(?:区|市|县|镇|街|街道|片区|新区|乡|村|组)|"
                    r".{2,30} (?:district|county|city|town|region|province)", re.IGNORECASE)
_COUNTED = re.compile(r".{2,30}[(（](?:共|合计|计)?\s*\d+\s*[个家项宗户条].*[)）]|.{2,30}\(\d+ \w+\)")


def is_words(value: Value) -> bool:
    """A text that says something: no number, no amount with its unit, no date, no dash that fills a blank."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    return any(map(str.isalpha, text)) and not (text[:1].isdigit() and len(text) <= 12 and not text[-1:].isdigit()
                                                and _is_amount(text))


def _is_amount(text: str) -> bool:
    return sum(map(str.isdigit, text)) * 2 >= len(text) or text.lstrip("0123456789.,，% ") in (
        "亿元", "万元", "元", "亿", "万", "亩", "平方米", "㎡", "个", "家", "人", "项", "年", "万美元", "亿美元")


def number_of(value: Value) -> float | None:
    """The number of a cell, also of one that a text file holds as text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str):
        return None
    plain = unicodedata.normalize("NFKC", value).strip().replace(",", "")
    try:
        return float(plain) if plain[:1] in "0123456789-+." and "_" not in plain else None
    except ValueError:
        return None


def sum_of(text: str, bare: bool, many_texts: bool) -> Sum | None:
    """Whether a text names a total or a subtotal. ``bare``: the rest of the row is as bare as a total's;
    ``many_texts``: a usual row has several texts (where it has one, rates and shares are what the rows tell)."""
    plain = folded(text).strip("*")
    if plain in _PLAIN_SUMS:
        return "subtotal" if plain == "小计" else "total"
    if plain in ("其中", "其中:") or plain.startswith("其中:"):
        return "subtotal"
    if not bare:
        return None
    line = one_line(unicodedata.normalize("NFKC", text)).casefold()
    if (_TOTAL.fullmatch(plain) and plain != "共") or _TOTAL_LATIN.fullmatch(line) or _AVERAGE.fullmatch(plain) or (
            many_texts and _RATE.fullmatch(plain)):
        return "total"
    named = _SUBTOTAL.fullmatch(plain) or _SUBTOTAL_LATIN.fullmatch(line)
    return "subtotal" if named and not names_a_firm(text) else None


def is_footer(texts: Sequence[str]) -> bool:
    """以下无正文, 第1页 共3页, 审核人：… （盖章）, Prepared by …: what stands below a table whatever its columns."""
    first = folded(texts[0])
    whole = folded("".join(texts))
    return bool(_FOOTER.fullmatch(first) or _PAGE.fullmatch(first) or _PAGE.fullmatch(whole)
                or _STAMP.search(texts[0]) or _STAMP.search(texts[-1]))


def is_signed(texts: Sequence[str]) -> bool:
    """填报人：… 审核：… 填报时间：…, in one cell or one each; with or without colons."""
    first = unicodedata.normalize("NFKC", texts[0]).strip()
    if _SIGNED.fullmatch(first) and (":" in first or len(texts) == 1 or len(first) <= 8):
        return True
    return bool(re.match(r"[^:]{2,12}:", first)) and (is_signature(texts) or any(
        _SIGNED.fullmatch(folded(key)) for key in facts_of(texts)))


def is_starred(text: str) -> bool:
    """* 数据截至11月底: a remark that its mark announces."""
    return bool(_STARRED.match(text.strip()))


def is_example(text: str) -> bool:
    """例, 示例：, Example: the row of a form that shows how to fill it in."""
    return bool(_EXAMPLE.fullmatch(text.strip()))


def is_sentence(text: str) -> bool:
    """A text that speaks in sentences; a firm or a project with commas and dots in its name does not."""
    return bool(_SENTENCE.search(text.strip())) and not names_a_firm(text)


def names_a_firm(text: str) -> bool:
    """Whether a text ends as names of firms and projects do."""
    return bool(_FIRM.search(text.strip()))


def has_ordinal(text: str) -> bool:
    """一、… （二）… Ⅲ. … Part 2: the text begins with the number of a part."""
    return bool(_ORDINAL.match(text.strip()))


def is_numbered(text: str) -> bool:
    """1. … 2、…: the text begins with its number in a list."""
    return bool(re.match(r"[(（]?\d{1,2}\s*[)）.、．]", text.strip()))


def is_ordinal(text: str) -> bool:
    """The number of a part alone, as it stands where records have 1, 2, 3."""
    return bool(_BARE_ORDINAL.fullmatch(text.strip()))


def is_label(text: str) -> bool:
    """Q1 2017, 2017年, 重点项目, 在建类, 白云区（3家）, 海珠区：: a text that names the rows below it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_PERIOD.fullmatch("".join(plain.split())) or _KIND_LABEL.fullmatch(plain) or _COUNTED.fullmatch(plain)
                or (plain.endswith(":") and len(plain) <= 30) or _LATIN_LABEL.fullmatch(plain)
                or (plain[:1] in "([【" and plain[-1:] in ")]】" and len(plain) <= 30))


def is_place(text: str) -> bool:
    """白云区, 九龙镇, Baiyun District."""
    return bool(_PLACE.fullmatch(one_line(text)))
