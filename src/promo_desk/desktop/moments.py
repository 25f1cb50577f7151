"""Moments as a person says them: today and yesterday by their hour, earlier ones by their day."""

from __future__ import annotations

from datetime import date, datetime

from promo_desk.fields.words import say


def moment_text(at: datetime | str | None, language: str, today: date | None = None) -> str:
    """A moment in the machine's own time zone, to the minute; ISO text is understood too."""
    if at is None:
        return ""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    local = moment.astimezone()
    hour = f"{local:%H:%M}"
    if today is not None and local.date() == today:
        return say("today {hour}", language, hour=hour)
    if today is not None and (today - local.date()).days == 1:
        return say("yesterday {hour}", language, hour=hour)
    return f"{local:%Y-%m-%d} {hour}"


def day_text(day: date, language: str) -> str:
    """A day with its weekday, as people write it: Monday, 23 November 2026."""
    from babel.dates import format_date

    return str(format_date(day, "full", "zh_Hans_CN" if language == "zh" else "en_GB"))
