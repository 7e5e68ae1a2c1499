"""XML by hand: elements and attributes from text that may hold anything a person can type or paste."""

from html import escape

# XML 1.0 (2.2) has no place for these, not even escaped.
_CONTROL = bytes(set(range(32)) - {9, 10, 13})
_NOT_CHARACTERS = ("\ufffe", "\uffff")


def document(*parts: str) -> bytes:
    """The whole document as UTF-8, a line for each of its parts, without the characters XML cannot hold. Part by part,
    since each copy of some 200 KB costs as much as writing an entry or two."""
    return b"\n".join([b'<?xml version="1.0" encoding="utf-8"?>', *map(_encoded, parts), b""])


def _encoded(text: str) -> bytes:
    for character in _NOT_CHARACTERS:
        if character in text:
            text = text.replace(character, "")
    return text.encode(errors="ignore").translate(None, _CONTROL)


def element(name: str, text: str, **attributes: str) -> str:
    """<name …>text</name>; a double underscore in an attribute's name stands for its prefix's colon."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if not attributes:
        return f"<{name}>{text}</{name}>"
    return f"<{name}{_attributes(attributes)}>{text}</{name}>"


def empty(name: str, **attributes: str) -> str:
    return f"<{name}{_attributes(attributes)}/>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(
        f' {name.replace("__", ":").rstrip("_")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value
    )
