"""Every use case without a screen. Qt is never imported here; what needs a screen is handed in by ``__main__``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Screen:
    """What only a window can do, given to the commands that need it."""

    open: Callable[[str, str | None], int]
    """Open the window on a database (path or URL), in a language; returns the exit code."""
    pictures: Callable[[str, Path], list[Path]]
    """Save pictures of every screen of a database to a folder; raises WorldFault where Qt cannot start."""
    present: Callable[[], bool]
    """Whether there is a display."""


def run(arguments: Sequence[str] | None, screen: Screen) -> int:
    """Run a command line; returns the exit code: 0 done, 1 the world's fault, 2 wrong usage."""
    from promo_desk.cli.commands import desk

    try:
        desk.main(args=arguments, prog_name="promo-desk", obj=screen, standalone_mode=True)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(bool(left.code))
    return 0
