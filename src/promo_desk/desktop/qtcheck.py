"""Whether Qt can start here, asked without importing it: the command line says one sentence instead of a traceback."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping

from promo_desk.fields.message import Message

OFFSCREEN = ("libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1")
"""What Qt links on any Linux, with or without a screen (names of Debian and Ubuntu)."""
X11 = ("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0")
"""What it loads besides on an X display; Qt aborts the process when one is missing, so it is looked for first."""
_X11_LIBRARIES = ("libxkbcommon-x11.so.0", "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1",
                  "libxcb-shape.so.0")


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere with X or Wayland."""
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def trouble(environment: Mapping[str, str] = os.environ) -> Message | None:
    """The one sentence that says why Qt cannot start on this machine and what to install; None when it can.

    Imports PySide6 when its libraries are there, and puts ``builtins.__import__`` back (PySide6 replaces it, which
    makes every later import slower).
    """
    try:
        import_qt("PySide6.QtWidgets")
    except ImportError as error:
        return sentence(error)
    if _wants_x11(environment):
        missing = _missing_x11()
        if missing:
            return _install(missing[0], X11)
    return None


def import_qt(*modules: str) -> None:
    """Import Qt modules without leaving PySide6's slower import hook behind."""
    import builtins

    kept = builtins.__import__
    try:
        for module in modules:
            importlib.import_module(module)
    finally:
        builtins.__import__ = kept


def _wants_x11(environment: Mapping[str, str]) -> bool:
    asked = environment.get("QT_QPA_PLATFORM", "")
    return sys.platform == "linux" and bool(environment.get("DISPLAY")) and asked in ("", "xcb")


def _missing_x11() -> list[str]:
    return [name for name in _X11_LIBRARIES if not _loads(name)]


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def sentence(error: ImportError, platform: str = sys.platform) -> Message:
    """Why Qt did not load, and what to do about it."""
    library = str(error).split(":", maxsplit=1)[0].strip()
    if ".so" in library and platform.startswith("linux"):
        return _install(library, OFFSCREEN + X11)
    return Message("The window needs PySide6, which did not load ({reason}). Install it again with: "
                   "python -m pip install pyside6-essentials", {"reason": str(error)})


def _install(library: str, packages: tuple[str, ...]) -> Message:
    return Message("The window needs system libraries that are missing here ({library}). On Debian or Ubuntu: "
                   "apt install {packages}", {"library": library, "packages": " ".join(packages)})
