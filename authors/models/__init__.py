"""Everyone Newsroom credits: people and partner organisations."""

from authors.models.author import Author, AuthorName
from authors.models.partner import CanonicalPolicy, Partner

__all__ = ["Author", "AuthorName", "CanonicalPolicy", "Partner"]
