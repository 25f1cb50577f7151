"""A folder of ledgers as offices have them, each beside its truth: what a person who reads it would enter by hand."""
