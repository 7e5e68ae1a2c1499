"""What an address looks like in the redirect table: a decoded Unicode path, in one spelling."""

import unicodedata
from urllib.parse import unquote, urlsplit, urlunsplit

LONGEST = 600  # characters, not bytes: a headline in any script fits


def one_spelling(path: str) -> str:
    """The path decoded and in NFC, the form in which RFC 3987 (3.1) compares addresses."""
    return unicodedata.normalize("NFC", path)


def old_path_from(address: str) -> str:
    """The stored form of an address of ours, given as a path or a full address, percent-encoded or not.

    Raises ValueError, with words fit for a person, where it can't be an address of this site.
    """
    parts = urlsplit(address.strip())
    path = parts.path if parts.scheme in {"http", "https"} else address.strip().split("#")[0]
    if parts.scheme in {"http", "https"} and parts.query:
        path += f"?{parts.query}"
    path = one_spelling(unquote(path))
    refuse_unusable(path)
    return path


def refuse_unusable(path: str) -> None:
    """Raise ValueError for what can't be a path of this site."""
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        raise ValueError(f"{path!r} must begin with one slash.")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in path):
        raise ValueError(f"{path!r} holds a control character.")
    if len(path) > LONGEST:
        raise ValueError(f"An address holds at most {LONGEST} characters; this one has {len(path)}.")


def refuse_unusable_target(target: str) -> None:
    """Raise ValueError for what a reader can't be led to: neither a path of ours nor a web address."""
    if not target.startswith(("https://", "http://")):
        refuse_unusable(target)
        return
    if not urlsplit(target).hostname or len(target) > LONGEST:
        raise ValueError(f"{target!r} is not a web address of at most {LONGEST} characters.")


def location(target: str, query: str = "") -> str:
    """The target as an IRI for a Location header, with the reader's own query kept unless the target brings one.

    `query` is as it was asked, percent-encoded. The response encodes the rest (RFC 3987, 3.1).
    """
    parts = urlsplit(target)
    return target if parts.query or not query else urlunsplit(parts._replace(query=query))
