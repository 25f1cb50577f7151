"""What the office keeps: one class a record, every column carrying its Field."""

from promo_desk.records.base import (
    Base,
    Record,
    fields_of,
    kind_of_plural,
    kinds,
    label,
    link_targets,
    name_fields,
    parts_of,
    plural,
    plural_key,
    record,
    show_name,
    table_of,
)
from promo_desk.records.stored import decode, encode, encode_column

__all__ = ["Base", "Record", "decode", "encode", "encode_column", "fields_of", "kind_of_plural", "kinds", "label",
           "link_targets", "name_fields", "parts_of", "plural", "plural_key", "record", "show_name", "table_of"]
