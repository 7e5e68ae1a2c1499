"""Numbers by which libraries know a publication, in their one proper form. Each function raises ValueError, in words for
whoever typed it."""

import re

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_DASHES = re.compile(r"[\s‐-―−-]+")


def issn(text: str) -> str:
    """ISO 3297: "2434-561X"."""
    digits = _digits(text, "ISSN")
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        raise ValueError("An ISSN has eight digits, such as 2434-561X.")
    if _weighted(digits, range(8, 0, -1)) % 11:
        raise ValueError("This ISSN has a wrong digit: its check digit does not fit.")
    return f"{digits[:4]}-{digits[4:]}"


def isbn(text: str) -> str:
    """ISO 2108: thirteen digits without hyphens. One of ten digits becomes that of thirteen."""
    digits = _digits(text, "ISBN")
    if re.fullmatch(r"\d{9}[\dX]", digits):
        if _weighted(digits, range(10, 0, -1)) % 11:
            raise ValueError("This ISBN has a wrong digit: its check digit does not fit.")
        digits = _thirteen(f"978{digits[:9]}")
    if not re.fullmatch(r"97[89]\d{10}", digits):
        raise ValueError("An ISBN has thirteen digits, such as 978-0-306-40615-7, or ten.")
    if _thirteen(digits[:12]) != digits:
        raise ValueError("This ISBN has a wrong digit: its check digit does not fit.")
    return digits


def doi(text: str) -> str:
    """ISO 26324: "10.1000/182", whether it was typed so or as an address."""
    name = _DOI_PREFIX.sub("", text.strip(), count=1)
    if not _DOI.fullmatch(name):
        raise ValueError("A DOI looks like 10.1000/182.")
    return name


PROPER = {"issn": issn, "isbn": isbn, "doi": doi}


def _digits(text: str, name: str) -> str:
    return _DASHES.sub("", text.strip().upper().removeprefix(name).lstrip(": "))


def _weighted(digits: str, weights: range) -> int:
    return sum(
        weight * (10 if digit == "X" else int(digit)) for weight, digit in zip(weights, digits, strict=True)
    )


def _thirteen(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"
