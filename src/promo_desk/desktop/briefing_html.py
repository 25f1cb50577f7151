"""A briefing as a page to read: headings, tables with aligned numbers, remarks, and the names of its charts.

Made on a worker: it knows colours and sizes, and no widget. What it says was decided in ``office.briefing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from promo_desk.desktop.charts import Picture, Point, size_of
from promo_desk.desktop.theme import Tones
from promo_desk.fields.message import Message
from promo_desk.office.content import WORDS, BriefingContent, Chart, Column, Section, cell_text
from promo_desk.office.said import KINDS
from promo_desk.records.choices import AUDIENCE

FIGURES = (Column("figure", Message("Figure"), WORDS), Column("amount", Message("Amount"), WORDS))

WIDE = 6
"""A table of more columns than this is set in smaller type."""


@dataclass(frozen=True)
class Look:
    """Colours and sizes (points) that the page is set in."""

    tones: Tones
    body: float
    small: float
    head: float
    title: float


@dataclass(frozen=True)
class PageOfBriefing:
    """The page as HTML, and the charts by the names it calls them."""

    html: str
    pictures: dict[str, Picture] = field(default_factory=dict)


def set_briefing(content: BriefingContent, look: Look) -> PageOfBriefing:
    """The whole briefing: title, figures, what they rest on, every section."""
    pictures: dict[str, Picture] = {}
    language = content.language
    parts = [_title(content, look), _figures(content, look), _basis(content, look)]
    parts += [_section(section, language, look, pictures) for section in content.sections]
    return PageOfBriefing(_page("".join(parts), look), pictures)


def set_sections(title: Message, sections: Sequence[Section], language: str, look: Look) -> PageOfBriefing:
    """Some sections by themselves, below a heading."""
    pictures: dict[str, Picture] = {}
    head = f'<p style="{_size(look.title)} font-weight:600; margin:0 0 8px 0">{said(title, language)}</p>'
    return PageOfBriefing(_page(head + "".join(_section(section, language, look, pictures) for section in sections),
                                look), pictures)


def said(message: Message, language: str) -> str:
    """A sentence in the briefing's language, safe to stand in a page; in both, the Chinese one above."""
    texts = [message.text(language)] if language != "both" else [message.text("zh"), message.text("en")]
    return "<br>".join(escape(text).replace("\n", "<br>") for text in dict.fromkeys(texts))


def values_language(language: str) -> str:
    """Numbers, dates and units of a briefing in both languages are Chinese, as in its workbook."""
    return "en" if language == "en" else "zh"


def _page(inside: str, look: Look) -> str:
    return f'<body style="color:{look.tones.text}; {_size(look.body)}">{inside}</body>'


def _size(points: float) -> str:
    return f"font-size:{points:.1f}pt;"


def _title(content: BriefingContent, look: Look) -> str:
    audience = next((Message(option.english) for option in AUDIENCE.options if option.code == content.audience),
                    Message(content.audience))
    reader = Message("For: {audience}", {"audience": audience})
    quiet = f"color:{look.tones.quiet}; margin:0 0 2px 0"
    return (f'<p style="{_size(look.title)} font-weight:600; margin:0 0 4px 0">{said(content.title, content.language)}'
            f'</p><p style="{quiet}">{said(content.subtitle, content.language)}</p>'
            f'<p style="{quiet}">{said(reader, content.language)}</p>')


def _figures(content: BriefingContent, look: Look) -> str:
    rows = [(f"<td{_cell(look)}>{said(number.words, content.language)}</td>"
             f'<td{_cell(look)} align="right">{_value(number.kind, number.value, content.language)}</td>')
            for number in content.numbers]
    if not rows:
        return ""
    heads = [said(column.heading, content.language) for column in FIGURES]
    return _gap() + _table(heads, [False, True], rows, look, "60%")


def _basis(content: BriefingContent, look: Look) -> str:
    words = _heading(Message("On what basis"), content.language, look)
    return words + _remarks(content.basis, content.language, look) if content.basis else ""


def _section(section: Section, language: str, look: Look, pictures: dict[str, Picture]) -> str:
    parts = [_heading(section.heading, language, look)]
    if section.rows:
        heads = [said(column.heading, language) for column in section.columns]
        ends = [_at_end(column) for column in section.columns]
        rows = [_row(section.columns, row, language, look) for row in section.rows]
        parts.append(_table(heads, ends, rows, look, "99%"))
    elif not section.remarks:
        parts.append(_remarks((Message("Nothing on record."),), language, look))
    parts.append(_remarks(section.remarks, language, look))
    for name, picture in _charts(section, language):
        pictures[name] = picture
        parts.append(f'<p style="margin:10px 0 0 0"><img src="{name}" alt="{escape(picture.title)}"></p>')
    return "".join(parts)


def _row(columns: Sequence[Column], values: Sequence[Any], language: str, look: Look) -> str:
    """The cells of a row: numbers at the end, never broken; wide tables in smaller type."""
    own = _size(look.small) if len(columns) > WIDE else ""
    cells = []
    for column, value in zip(columns, values, strict=True):
        whole = " white-space:nowrap;" if _at_end(column) or column.kind == "when" else ""
        cells.append(f'<td{_cell(look, own + whole)} align="{"right" if _at_end(column) else "left"}">'
                     f"{_value(column.kind, value, language)}</td>")
    return "".join(cells)


def _heading(words: Message, language: str, look: Look) -> str:
    return f'{_gap()}<p style="{_size(look.head)} font-weight:600; margin:0 0 6px 0">{said(words, language)}</p>'


def _gap() -> str:
    return '<p style="margin:0; font-size:7pt">&nbsp;</p>'


def _remarks(remarks: Sequence[Message], language: str, look: Look) -> str:
    style = f"color:{look.tones.quiet}; {_size(look.small)} margin:3px 0 0 0"
    return "".join(f'<p style="{style}">{said(remark, language)}</p>' for remark in remarks)


def _table(heads: Sequence[str], ends: Sequence[bool], rows: Sequence[str], look: Look, width: str) -> str:
    style = (f"border-bottom:1px solid {look.tones.edge}; padding:4px 8px 4px 0; color:{look.tones.quiet}; "
             f"{_size(look.small)}")
    head = "".join(f'<th align="{"right" if end else "left"}" valign="bottom" style="{style}">{words}</th>'
                   for words, end in zip(heads, ends, strict=True))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (f'<table width="{width}" cellspacing="0" cellpadding="0" style="border-collapse:collapse; '
            f'border:0px">'
            f"<thead><tr>{head}</tr></thead>{body}</table>")


def _cell(look: Look, more: str = "") -> str:
    return f' valign="top" style="border-bottom:1px solid {look.tones.line}; padding:4px 8px 4px 0; {more}"'


def _value(kind: str, value: Any, language: str) -> str:
    if value is None:
        return ""
    if kind == WORDS:
        return said(value, language)
    return escape(cell_text(kind, value, values_language(language))).replace("\n", "<br>")


def _at_end(column: Column) -> bool:
    return column.kind != WORDS and KINDS[column.kind].align == "end"


def _charts(section: Section, language: str) -> Iterator[tuple[str, Picture]]:
    """A picture for each column that the section's chart measures, where it holds more than one figure."""
    chart = section.chart
    for key in chart.values if chart else ():
        picture = _picture(section, chart, key, language) if chart else None
        if picture is not None and len(picture.known) > 1:
            yield f"chart:{section.key}:{key}", picture


def _picture(section: Section, chart: Chart, key: str, language: str) -> Picture:
    shown = values_language(language)
    kinds = {column.key: column.kind for column in section.columns}
    names = [cell_text(kinds[chart.categories], value, shown) for value in section.cells(chart.categories)]
    values = section.cells(key)
    points = tuple(Point(" ".join(name.split()), size_of(value), cell_text(kinds[key], value, shown))
                   for name, value in zip(names, values, strict=True)
                   if chart.form != "bar" or value is not None)
    return Picture(chart.form, chart.title.text(shown), points)
