"""Why a column is what it is, in a sentence for the user: nothing is taken, kept or left out without a word."""

from __future__ import annotations

from collections.abc import Sequence

from promo_desk.fields.message import Message
from promo_desk.records import fields_of, record
from promo_desk.sheets.mapping import MappedColumn, Use
from promo_desk.sheets.related import kind_of
from promo_desk.sheets.shape import ShapeColumn


def field_word(path: str) -> Message:
    """ "Total investment", printed late in the reader's language."""
    slot, _, key = path.rpartition(".")
    return Message(fields_of(kind_of(slot))[key].english)


class Reasons:
    """Makes columns that are no field, and the sentences of those that are."""

    def __init__(self, leftover: Use) -> None:
        self.leftover = leftover

    def _kept(self, column: ShapeColumn, why: Message) -> MappedColumn:
        """A note of the row, or left out where the user wants no notes."""
        said = (Message("{why} Kept as a note.", {"why": why}) if self.leftover == "notes" else
                Message("{why} Left out, as you said.", {"why": why}))
        return MappedColumn(column, self.leftover, message=said)

    # columns that are a field

    @staticmethod
    def given() -> Message:
        return Message("You said so.")

    @staticmethod
    def remembered(name: str) -> Message:
        return (Message("Remembered from the layout “{name}”.", {"name": name}) if name else
                Message("The workbook was exported from here."))

    @staticmethod
    def found(made: MappedColumn) -> Message:
        """Why a header is a field, by its trust."""
        values = {"header": made.column.leaf, "field": field_word(f"{made.slot}.{made.key}")}
        if kind_of(made.slot) == "indicator" and ":" in made.slot:
            return (Message("“{header}” is a figure by itself, with its unit and its time.", values) if made.period else
                    Message("“{header}” is a figure by itself; nothing tells of what time.", values))
        if made.trust == "label":
            return Message("“{header}” is the name of the field.", values)
        if made.trust == "near":
            return Message("“{header}” is nearest to {field}.", values)
        return Message("“{header}” is another word for {field}.", values)

    @staticmethod
    def split(made: MappedColumn) -> Message:
        fields = [field_word(path) for path in (f"{made.slot}.{made.key}", *made.also)]
        if len(fields) == 2:
            return Message("Each cell holds two things: {first} and {second}.",
                           {"first": fields[0], "second": fields[1]})
        return Message("Each cell is taken apart: {field}.", {"field": fields[0]})

    @staticmethod
    def joined(first: MappedColumn) -> Message:
        return Message("Read together with column {first}: {field}.",
                       {"first": first.column.letter, "field": field_word(f"{first.slot}.{first.key}")})

    # columns that are none

    def clash(self, column: ShapeColumn, first: MappedColumn) -> MappedColumn:
        return self._kept(column, Message("Column {first} is {field} already.", {
            "first": first.column.letter, "field": field_word(f"{first.slot}.{first.key}")}))

    def unknown(self, column: ShapeColumn) -> MappedColumn:
        if not column.leaf:
            return self._kept(column, Message("The column has no header."))
        return self._kept(column, Message("No field is called “{header}”.", {"header": column.leaf}))

    def unfit(self, column: ShapeColumn, slot: str, key: str) -> MappedColumn:
        return self._kept(column, Message("The header may mean {field}, but most of the cells are nothing of the kind.",
                                          {"field": field_word(f"{slot}.{key}")}))

    def no_record(self, column: ShapeColumn, slot: str) -> MappedColumn:
        return self._kept(column, Message("It tells of another record ({kind}) that no column of the sheet names.",
                                          {"kind": Message(record(kind_of(slot)).__words__[0])}))

    def of_another(self, column: ShapeColumn, person: ShapeColumn) -> MappedColumn:
        return self._kept(column, Message("It belongs to “{person}” in column {letter}.",
                                          {"person": person.leaf, "letter": person.letter}))

    def ambiguous(self, column: ShapeColumn, paths: Sequence[str]) -> MappedColumn:
        first, second = (field_word(path) for path in paths[:2])
        return self._kept(column, Message("“{header}” may be {first} or {second}; say which.",
                                          {"header": column.leaf, "first": first, "second": second}))

    def alone(self, column: ShapeColumn) -> MappedColumn:
        return self._kept(column, Message("“{header}” alone does not tell what it is about.", {"header": column.leaf}))

    # columns that say nothing

    @staticmethod
    def says_nothing(column: ShapeColumn) -> MappedColumn:
        return MappedColumn(column, "left_out", trust="label", message=Message(
            "“{header}” says nothing of a record. Left out.", {"header": column.leaf}))

    @staticmethod
    def serial(column: ShapeColumn) -> MappedColumn:
        return MappedColumn(column, "left_out", trust="label", message=Message("A serial number. Left out."))

    @staticmethod
    def empty(column: ShapeColumn) -> MappedColumn:
        return MappedColumn(column, "left_out", trust="label", message=Message("The column is blank. Left out."))
