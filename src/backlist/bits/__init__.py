"""BITS, the archival form of a book: `write` and `read`, and the only place that knows BITS element names."""

from backlist.bits.read import read
from backlist.bits.write import write

__all__ = ["read", "write"]
