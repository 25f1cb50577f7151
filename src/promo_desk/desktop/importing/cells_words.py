"""What rows, cells and columns of an import are called, and the shape each is marked with: never a colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from promo_desk.desktop.field_picker import path_words
from promo_desk.desktop.theme import Tone
from promo_desk.fields.message import Message
from promo_desk.fields.words import say

if TYPE_CHECKING:
    from promo_desk.desktop.importing.cells_facts import Facts
    from promo_desk.sheets.mapping import MappedColumn

Shape = Literal["plus", "plusminus", "equal", "alert", "copy", "cross", "minus", "dot", ""]


class Mark(NamedTuple):
    """A row's mark: colour, shape, word."""

    tone: Tone
    shape: Shape
    words: Message


VERDICTS: dict[str, Mark] = {
    "new": Mark("green", "plus", Message("new")),
    "changed": Mark("blue", "plusminus", Message("changed")),
    "same": Mark("grey", "equal", Message("same")),
    "conflict": Mark("amber", "alert", Message("conflict")),
    "duplicate": Mark("violet", "copy", Message("twice")),
    "error": Mark("red", "cross", Message("error")),
    "refused": Mark("grey", "minus", Message("refused")),
}
OTHERS: dict[str, Mark] = {
    "header": Mark("grey", "", Message("header")), "title": Mark("grey", "", Message("title")),
    "facts": Mark("grey", "", Message("who and when")), "unit": Mark("grey", "", Message("unit")),
    "total": Mark("grey", "", Message("total")), "subtotal": Mark("grey", "", Message("subtotal")),
    "note": Mark("grey", "", Message("note")), "blank": Mark("grey", "", Message("")),
    "group": Mark("grey", "", Message("heading")), "repeated header": Mark("grey", "", Message("header again")),
    "said": Mark("grey", "", Message("taken out")), "record": Mark("grey", "dot", Message("not read")),
    "other table": Mark("grey", "", Message("other table")), "beyond": Mark("grey", "", Message("")),
}
"""What becomes of a row that is no record, by its fate."""
NOWHERE = Mark("grey", "", Message(""))
LEVELS: dict[str, Message] = {
    "error": Message("error"), "question": Message("question"), "conflict": Message("conflict"),
    "remark": Message("remark"), "change": Message("changed"), "mended": Message("mended")}
TRUST: dict[str, tuple[str, Message]] = {
    "given": ("pencil", Message("you said so")), "remembered": ("history", Message("as remembered")),
    "label": ("check", Message("the header is its name")), "synonym": ("equal-approximately", Message("another word")),
    "near": ("message-circle-question-mark", Message("a word like it: please look")),
    "none": ("", Message("no field fits"))}
"""How sure one can be of a column: an icon and a word."""
OUTSIDE: dict[str, Message] = {
    "blank": Message("empty"), "side note": Message("side note"), "other table": Message("other table"),
    "beyond": Message("outside the table")}


def mark(state: str) -> Mark:
    """The mark of a row by its verdict or fate."""
    return VERDICTS.get(state) or OTHERS.get(state, NOWHERE)


def column_words(facts: Facts, column: int) -> str:
    """Where a column goes, in words: "Project › Total investment (万元)"; "" for a column of no table."""
    mapped = facts.columns.get(column)
    if mapped is None:
        outside = OUTSIDE.get(str(facts.sheet.shape.outside(column)))
        return outside.text(facts.language) if outside and facts.sheet.shape.header_rows else ""
    words = path_words(mapped.target if mapped.path else None, mapped.use, facts.language)
    unit = unit_of(mapped)
    return f"{words} ({unit})" if unit else words


def unit_of(mapped: MappedColumn) -> str:
    return (mapped.unit or mapped.column.unit or "") if mapped.path else ""


def column_told(facts: Facts, column: int) -> str:
    """All that is known of a column: header, field, how sure, why, some of what stands in it."""
    mapped, language = facts.columns.get(column), facts.language
    if mapped is None:
        return column_words(facts, column)
    lines = [f"{mapped.column.letter}  {mapped.column.header}".strip(), f"→ {column_words(facts, column)}"]
    if mapped.column.letter in facts.refused:
        lines.append(say("refused", language))
    elif mapped.path:
        lines.append(TRUST[mapped.trust][1].text(language))
    if mapped.column.hidden:
        lines.append(say("hidden in the file, taken all the same", language))
    lines += [mapped.message.text(language)] if mapped.message is not None else []
    if mapped.joined:
        also = say(", ", language).join(each.letter for each in mapped.joined)
        lines.append(say("together with column {columns}", language, columns=also))
    lines += ["· " + text for text in samples(facts, column)]
    return "\n".join(lines)


def samples(facts: Facts, column: int, most: int = 5) -> list[str]:
    """The first different texts of a column's records."""
    found: dict[str, None] = {}
    for row in facts.sheet.rows[:400]:
        text = facts.text(row, column)
        if text:
            found[text if len(text) <= 40 else text[:39] + "…"] = None
        if len(found) == most:
            break
    return list(found)


def cell_told(facts: Facts, row: int, column: int) -> str:
    """What is said of a cell: every sentence, one a line; old and new of a change."""
    from promo_desk.sheets.plan import note_text

    language = facts.language
    lines = [note_text(note, language) for note in facts.notes(row, column)]
    mended, _instead = facts.mended(row, column)
    if mended:
        lines.insert(0, say("You have put this in the place of “{raw}”.", language, raw=facts.text(row, column)))
    if facts.is_record(row) and facts.is_refused(row, column):
        lines.insert(0, say("refused", language))
    return "\n".join(dict.fromkeys(lines))


def row_told(facts: Facts, row: int) -> str:
    """What becomes of a row, and whether it is hidden in the file."""
    parts = [say("row {row}", facts.language, row=row), row_words(facts, row)]
    if row in facts.raw.hidden_rows and facts.is_record(row):
        parts.append(say("hidden in the file, taken all the same", facts.language))
    return ", ".join(part for part in parts if part)


def row_words(facts: Facts, row: int) -> str:
    """What becomes of a row, in a word."""
    return mark(facts.state(row)).words.text(facts.language)
