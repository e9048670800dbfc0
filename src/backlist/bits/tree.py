"""Bytes as a tree of XML that is safe to walk and holds nothing we do not know; and the walking.

What comes in is bytes; what goes out, the root of a tree whose every element, attribute and closed value is in
`schema.VOCABULARY`, no more than `schema.MAX_DEPTH` deep. Whatever reading would lose is refused with its line. Nothing
else is opened: no external DTD, no entities, no network. What the elements mean is not known here.
"""

from __future__ import annotations

import re
from typing import NoReturn

from lxml import etree
from lxml.etree import _Element as Element

from backlist.bits import schema
from backlist.errors import InputError

_DECLARATION = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")
_READ_OURS = "Read the file that Backlist wrote."


def parsed(data: bytes, name: str) -> Element:
    """The tree's root. `name` is what messages call the file; the tree keeps it as its URL."""
    if len(data) > schema.MAX_BYTES:
        seen = f"The file has {len(data)} bytes; {schema.MAX_BYTES} are the most that is read."
        raise InputError("bits.too-large", where=name, seen=seen, todo="Check that this is the file of one book.")
    if declaration := _DECLARATION.search(data):
        line = data.count(b"\n", 0, declaration.start()) + 1
        seen = "The file declares entities or elements of its own, which Backlist never does and does not read."
        raise InputError("bits.declares-entities", where=f"{name}, line {line}", seen=seen, todo=_READ_OURS)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser, base_url=name)
    except etree.XMLSyntaxError as error:
        where = f"{name}, line {error.lineno or 1}"
        seen = f"The file is not whole, well-formed XML in UTF-8 ({(error.msg or 'it is empty').rstrip('.')})."
        todo = "Read the file that Backlist wrote, or publish the book again."
        raise InputError("bits.not-xml", where=where, seen=seen, todo=todo) from error
    document_type = root.getroottree().docinfo.public_id
    if root.tag != "book" or document_type != schema.PUBLIC_ID:
        seen = (
            f"The file is no BITS {schema.VERSION} book (<{root.tag}>, document type {document_type or 'not given'})."
        )
        raise InputError("bits.other-document-type", where=name, seen=seen, todo=_READ_OURS)
    if root.xpath("/*" * (schema.MAX_DEPTH + 1)):
        seen = f"An element stands within more than {schema.MAX_DEPTH} others."
        raise InputError("bits.too-deep", where=name, seen=seen, todo=_READ_OURS)
    _check_vocabulary(root)
    return root


def _check_vocabulary(root: Element) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            what = "an entity" if isinstance(element, etree._Entity) else "a processing instruction"
            refuse(element, "unknown-element", f"Here stands {what}, which Backlist would lose.")
        known = schema.VOCABULARY.get(element.tag)
        if known is None:
            refuse(element, "unknown-element", f"Backlist does not know {named(element)} and would lose it.")
        for attribute, value in element.items():
            if attribute not in known:
                seen = (
                    f"Backlist does not know the attribute {_local(attribute)} of {named(element)} and would lose it."
                )
                refuse(element, "unknown-attribute", seen)
            values = known[attribute]
            if values is not None and value not in values:
                wrong(element, f"{_local(attribute)} of {named(element)} is {value!r}, which Backlist does not know.")


def refuse(element: Element, code: str, seen: str) -> NoReturn:
    """Raise the `InputError` with code `bits.<code>` that names the file and the element's line."""
    where = f"{element.getroottree().docinfo.URL}, line {element.sourceline}"
    todo = "Read the file that Backlist wrote, or undo the change to this line."
    raise InputError(f"bits.{code}", where=where, seen=seen, todo=todo)


def wrong(element: Element, seen: str) -> NoReturn:
    refuse(element, "wrong-value", seen)


def named(element: Element) -> str:
    """The element as a message names it."""
    return f"<{_local(element.tag)}>"


def _local(tag: str) -> str:
    return etree.QName(tag).localname


class Children:
    """The children of an element that holds elements only, taken one after another in the order that BITS gives them.

    Space between them is layout and is dropped; words between them are refused (`bits.stray-text`).
    """

    def __init__(self, element: Element) -> None:
        self._element = element
        self._children = list(element)
        self._next = 0
        between = [element.text, *(child.tail for child in self._children)]
        if any(words and words.strip(schema.LAYOUT_SPACE) for words in between):
            refuse(element, "stray-text", f"Words stand directly within {named(element)}, where none belong.")

    def take(self, *tags: str) -> Element | None:
        """The next child, if it is one of these."""
        if self._next < len(self._children) and self._children[self._next].tag in tags:
            self._next += 1
            return self._children[self._next - 1]
        return None

    def need(self, *tags: str) -> Element:
        """The next child, which must be one of these."""
        child = self.take(*tags)
        if child is None:
            refuse(
                self._element, "missing-element", f"{named(self._element)} lacks its <{tags[0]}>, or has it elsewhere."
            )
        return child

    def take_all(self, *tags: str) -> list[Element]:
        """The next children, as long as they are of these."""
        start = self._next
        while self.take(*tags) is not None:
            pass
        return self._children[start : self._next]

    def end(self) -> None:
        """Refuse any child that nobody took."""
        if self._next < len(self._children):
            child = self._children[self._next]
            seen = f"{named(child)} stands where Backlist does not read it, within {named(self._element)}."
            refuse(child, "misplaced-element", seen)


def only(element: Element, *tags: str) -> list[Element]:
    """All children of an element that holds nothing but these."""
    children = Children(element)
    taken = children.take_all(*tags)
    children.end()
    return taken


def words(element: Element, *within: str) -> str:
    """The text of an element that holds text alone, or text within such elements as are named."""
    for child in element:
        if child.tag not in within or len(child):
            refuse(child, "misplaced-element", f"{named(child)} stands where Backlist does not read it.")
    return "".join(element.itertext())


def optional_words(element: Element | None) -> str | None:
    return None if element is None else words(element)


def whole_number(element: Element) -> int:
    found = words(element)
    if not _WHOLE_NUMBER.fullmatch(found):
        wrong(element, f"{named(element)} is {found!r}, which is no whole number.")
    return int(found)


def attribute(element: Element, name: str) -> str:
    """An attribute that must be there."""
    value = element.get(name)
    if value is None:
        refuse(element, "missing-attribute", f"{named(element)} lacks its attribute {_local(name)}.")
    return value


def identifier(element: Element, name: str = "id", prefix: str = "") -> str:
    """The model's id that an attribute holds as an XML name, after `prefix`."""
    value = without_prefix(element, attribute(element, name), prefix)
    try:
        return schema.from_xml_id(value)
    except ValueError:
        wrong(element, f"{named(element)} has the id {value!r}, which Backlist cannot have made.")


def without_prefix(element: Element, value: str, prefix: str) -> str:
    if not value.startswith(prefix):
        wrong(element, f"{named(element)} says {value!r}, which should begin with {prefix!r}.")
    return value.removeprefix(prefix)
