"""Faults that stop us.

An error means that there is nothing to return: the file is not a book that can be read, a setting is wrong, a program is
missing, or Backlist itself is at fault. What is merely doubtful *about* a book is a problem (`backlist.problems`), and
work goes on.

Every error carries a permanent dotted code and three sentences at most: where it happened, what was seen, what to do.
Each class has its own exit code, listed in `docs/reference/exit-codes.md`.
"""

from __future__ import annotations


class BacklistError(Exception):
    """What every error of Backlist is; catch it at the outermost edge only."""

    exit_code = 70

    def __init__(self, code: str, *, where: str, seen: str, todo: str) -> None:
        super().__init__(f"{where}: {seen} {todo}")
        self.code = code
        self.where = where
        self.seen = seen
        self.todo = todo


class InputError(BacklistError):
    """A file, or the metadata beside it, cannot be read as a book."""

    exit_code = 3


class SettingsError(BacklistError):
    """A setting is wrong, or contradicts another."""

    exit_code = 4


class MissingProgramError(BacklistError):
    """A program that this work needs is not installed."""

    exit_code = 5


class ConflictError(BacklistError):
    """The library already holds something that this would contradict, such as another book with the same ISBN."""

    exit_code = 6


class InternalError(BacklistError):
    """A fault of Backlist's own."""

    exit_code = 70
