"""Builds the optional fast reader of PDF characters; everything else stands in pyproject.toml.

Where there is no C compiler the build goes on without it, and `backlist.sources.pdf.chars` does the same work in Python.
"""

from setuptools import Extension, setup

setup(ext_modules=[Extension("backlist.sources.pdf._fast", ["src/backlist/sources/pdf/_fast.c"], optional=True)])
