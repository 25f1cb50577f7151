"""How much of a file is read at most: one place, named limits, raisable by the user."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from promo_desk.fields.message import WorldFault


@dataclass(frozen=True)
class Limits:
    """Each message that stops a file names its limit by the names below."""

    file_bytes: int = 200 * 2**20
    """Size of the file on disk."""
    entries: int = 5_000
    """Parts inside a zipped workbook."""
    part_bytes: int = 2**30
    """Size of one part when unpacked."""
    unpacked_bytes: int = 2 * 2**30
    """Size of all parts when unpacked."""
    text_run: int = 4 * 2**20
    """Bytes of one part without a tag: the longest text that is still believed."""
    row_marks: int = 1_100_000
    """Rows written in one sheet, blank ones too (Excel has 1,048,576)."""
    cell_marks: int = 40_000_000
    """Cells written in one sheet, blank ones too."""
    strings: int = 5_000_000
    """Different texts of the workbook."""
    styles: int = 200_000
    """Cell formats of the workbook."""
    box: int = 40_000_000
    """Rows times columns that are held in memory at once; a wider sheet is read row by row, more slowly."""
    rows: int = 1_048_576
    """Rows of one sheet that are taken."""
    columns: int = 512
    """Columns of one sheet that are taken."""
    blank_rows: int = 10_000
    """Blank rows in a row after which the rest of a sheet is left out."""
    cell_text: int = 1_000_000
    """Characters in one cell (Excel itself holds 32,767)."""
    memory_bytes: int = 2**30
    """Memory of the separate reader; sheets that hold many cells are granted up to twice that."""
    seconds: float = 120.0
    """Time for one file."""

    def raised(self, **names: float) -> Limits:
        """The same limits with some replaced; WorldFault for a name that is none."""
        known = {limit.name for limit in fields(self)}
        for name in names:
            if name not in known:
                raise WorldFault('There is no limit "{limit}"; there are: {known}', limit=name,
                                 known=", ".join(sorted(known)))
        return replace(self, **{name: type(getattr(self, name))(value) for name, value in names.items()})


def shown_bytes(size: float) -> str:
    """1572864 is "1.5 MB"."""
    unit = 0
    while size >= 1024 and unit < 3:
        size, unit = size / 1024, unit + 1
    return f"{size:.4g} {('bytes', 'KB', 'MB', 'GB')[unit]}"
