"""What a book's own apparatus means: from a `Book` to the same book with its index, references and dates told apart."""

from backlist.apparatus.recipe import derive
from backlist.apparatus.strip import without_apparatus

__all__ = ["derive", "without_apparatus"]
