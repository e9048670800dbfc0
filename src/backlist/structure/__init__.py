"""Recognition: what the lines on the pages mean. `Layout` in, `Book` out, with how we know and what is doubtful."""

from backlist.structure.build import FIGURE_CLAIM
from backlist.structure.recognise import recognise

__all__ = ["FIGURE_CLAIM", "recognise"]
