"""What a file must not do to us, looked for before any parser sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much of a file is read at most. Each message that stops a file names its limit; the user may raise it."""

    file_bytes: int = 200 * 2**20
    entries: int = 5_000
    part_bytes: int = 2**30
    unpacked_bytes: int = 2 * 2**30
    text_run: int = 4 * 2**20
    rows: int = 1_048_576
    columns: int = 512
    cell_text: int = 32_767
    memory_bytes: int = 2**30
    seconds: float = 120.0
