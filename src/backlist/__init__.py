"""Backlist: printed scholarly books, online chapter by chapter."""

__version__ = "0.1.0"
