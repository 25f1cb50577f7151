"""Importing this registers every record; the order is the order of :func:`promo_desk.records.kinds`."""

from promo_desk.records import companies, projects, agreements, incentives, zones, figures, visits, desk  # isort: skip

__all__ = ["agreements", "companies", "desk", "figures", "incentives", "projects", "visits", "zones"]
