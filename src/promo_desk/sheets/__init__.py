"""Workbooks in and out: read, understood, planned, applied; written, and taken back."""

WORKER_FLAG = "--promo-desk-reader"
"""A frozen program has no ``-m``: it starts itself with this first argument to be the reader's own process."""
