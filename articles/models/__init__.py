"""The desk's models and, in published.py, the public side's."""

from articles.models.article import Article, Kind, State, Status
from articles.models.attached import ArticleImage, Byline, Correction, Role
from articles.models.former_tag_name import FormerTagName
from articles.models.image import CreditKind, Image
from articles.models.partner_feed import PartnerFeed
from articles.models.publication import PictureUse, Publication, Significance
from articles.models.published import Edition, ListingEntry, Pin, PublishedArticle, ReadCount
from articles.models.revision import Revision, RevisionIsImmutable
from articles.models.search import DeskDocument, SearchDocument
from articles.models.section import Region, Section
from articles.models.times import FOREVER

__all__ = [
    "FOREVER",
    "Article",
    "ArticleImage",
    "Byline",
    "Correction",
    "CreditKind",
    "DeskDocument",
    "Edition",
    "FormerTagName",
    "Image",
    "Kind",
    "ListingEntry",
    "PartnerFeed",
    "PictureUse",
    "Pin",
    "Publication",
    "PublishedArticle",
    "ReadCount",
    "Region",
    "Revision",
    "RevisionIsImmutable",
    "Role",
    "SearchDocument",
    "Section",
    "Significance",
    "State",
    "Status",
]
