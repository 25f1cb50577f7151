"""How the desk looks: two palettes of our own, one type scale, an 8-point grid, one accent.

The palettes are ours because a bare X server reports no colour scheme at all. Style sheets are small files of
``resources/style`` and dress single bars and forms; never the big grid, which paints itself.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from promo_desk.fields.folders import resources

Scheme = Literal["light", "dark"]
FAMILIES = ("Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "DejaVu Sans")
GRID = 8
"""Every distance is a multiple (or half) of this, in device-independent pixels."""
USUAL_TEXT = 14
"""Pixels; up to this size of text, lengths stand as they are."""
SCALE = {"small": 0.9, "body": 1.0, "head": 1.15, "title": 1.6, "figure": 1.9}
"""The type scale: sizes relative to the system's own text size, so 200 % text stays 200 %."""


@dataclass(frozen=True)
class Tones:
    """The colours of one scheme, named by what they are for."""

    ground: str
    sunken: str
    surface: str
    raised: str
    hover: str
    line: str
    edge: str
    text: str
    quiet: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    danger: str
    warn: str
    good: str


LIGHT = Tones(
    ground="#f6f7f9", sunken="#eef0f4", surface="#ffffff", raised="#ffffff", hover="#f2f4f8", line="#e4e7ec",
    edge="#cdd3dc", text="#1b2430", quiet="#566171", faint="#7d8795", accent="#2457d6", accent_hover="#1c47b3",
    accent_soft="#e3ebfd", on_accent="#ffffff", danger="#b42318", warn="#a15c07", good="#067647")
DARK = Tones(
    ground="#12161c", sunken="#0e1217", surface="#181d25", raised="#212833", hover="#1f2630", line="#28303b",
    edge="#3c4655", text="#e6eaf0", quiet="#a4afbd", faint="#7c8796", accent="#7ea6ff", accent_hover="#9dbbff",
    accent_soft="#20345c", on_accent="#0c1530", danger="#ff8f85", warn="#f0b357", good="#5fd39a")

STRONG_LIGHT = replace(LIGHT, line="#6b7280", edge="#111827", text="#000000", quiet="#1f2937", faint="#374151",
                       accent="#0b3fb8", accent_hover="#062a80", ground="#ffffff", sunken="#ffffff")
STRONG_DARK = replace(DARK, line="#9ca3af", edge="#f3f4f6", text="#ffffff", quiet="#e5e7eb", faint="#d1d5db",
                      accent="#a9c4ff", accent_hover="#d3e1ff", ground="#000000", sunken="#000000", surface="#000000")
Tone = Literal["grey", "blue", "teal", "amber", "green", "red", "violet"]
CHIPS: dict[Scheme, dict[Tone, tuple[str, str]]] = {
    "light": {"grey": ("#eceff3", "#4b5665"), "blue": ("#e1eafd", "#1f4cba"), "teal": ("#d9f2f1", "#0b6163"),
              "amber": ("#fdf0d2", "#8a4b06"), "green": ("#daf3e3", "#07623c"), "red": ("#fde4e1", "#a11c12"),
              "violet": ("#ece6fb", "#5a35a8")},
    "dark": {"grey": ("#2b333f", "#c2cad5"), "blue": ("#22386a", "#bcd1ff"), "teal": ("#143f43", "#a5e6e4"),
             "amber": ("#4a350f", "#ffd896"), "green": ("#163f2c", "#a6ebc6"), "red": ("#521f1d", "#ffc2bc"),
             "violet": ("#3a2d63", "#d8c9ff")},
}
"""Background and text of a chip; each pair reaches 4.5:1."""


def tones(scheme: Scheme) -> Tones:
    """The colours of a scheme; stronger ones where the system asks for high contrast."""
    if wants_contrast():
        return STRONG_DARK if scheme == "dark" else STRONG_LIGHT
    return DARK if scheme == "dark" else LIGHT


def wants_contrast() -> bool:
    """Whether the user asked the system for high contrast (Qt tells since 6.10)."""
    app = QGuiApplication.instance()
    hints = QGuiApplication.styleHints() if app is not None else None
    if hints is None or not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def system_scheme() -> Scheme:
    """What the system asks for; light where it does not say."""
    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(scheme: Scheme) -> QPalette:
    """Fusion's palette of one scheme."""
    tone = tones(scheme)
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
            (roles.Window, tone.ground), (roles.WindowText, tone.text), (roles.Base, tone.surface),
            (roles.AlternateBase, tone.hover), (roles.Text, tone.text), (roles.PlaceholderText, tone.faint),
            (roles.Button, tone.raised), (roles.ButtonText, tone.text), (roles.BrightText, tone.danger),
            (roles.Highlight, tone.accent), (roles.HighlightedText, tone.on_accent), (roles.Link, tone.accent),
            (roles.LinkVisited, tone.accent), (roles.ToolTipBase, tone.raised), (roles.ToolTipText, tone.text),
            (roles.Light, tone.raised), (roles.Midlight, tone.line), (roles.Mid, tone.edge), (roles.Dark, tone.edge),
            (roles.Shadow, tone.sunken), (roles.Accent, tone.accent)):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tone.faint))
    return made


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """Our families that this machine has (asking Qt for others costs a search at every text)."""
    there = set(QFontDatabase.families())
    return tuple(name for name in FAMILIES if name in there) or (QFont().family(),)


def font(step: str = "body", *, strong: bool = False) -> QFont:
    """A font of the type scale, with figures of one width."""
    made = QFont(QApplication.font())
    made.setPointSizeF(_base_size() * SCALE[step])
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def scaled(pixels: int) -> int:
    """A length that grows with the text: as it is at the usual size, double at 200 %."""
    size = QFontInfo(QApplication.font()).pixelSize()
    return round(pixels * max(1.0, size / USUAL_TEXT))


def font_height(step: str = "body") -> int:
    """The height of a line of text, in device-independent pixels."""
    return QFontMetrics(font(step)).height()


def _base_size() -> float:
    size = QApplication.font().pointSizeF()
    return size if size > 0 else 10.0


def dress_application(app: QApplication, scheme: Scheme) -> None:
    """Fusion, our palette, our font: called at the start and at each change of scheme."""
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(scheme))
    base = app.font()
    if tuple(base.families()) != families():
        base.setFamilies(list(families()))
        base.setFeature(QFont.Tag("tnum"), 1)
        base.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        app.setFont(base)


@lru_cache(maxsize=32)
def sheet(part: str, scheme: Scheme) -> str:
    """The style sheet of one part of the window, its ``$tones`` filled."""
    folder = resources() / "style"
    raw = (folder / f"{part}.qss").read_text("utf-8")
    return Template(raw).substitute(asdict(tones(scheme)), folder=folder.as_posix(), scheme=scheme)


def dress(widget: QWidget, part: str, scheme: Scheme) -> None:
    """Put a part's style sheet on the widget that holds it."""
    widget.setStyleSheet(sheet(part, scheme))
