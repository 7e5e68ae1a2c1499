"""The desk's models and, in published.py, the public side's."""

from articles.models.article import Article, Kind
from articles.models.attached import ArticleImage, Byline, Correction, PrintedName, Role
from articles.models.former_tag_name import FormerTagName
from articles.models.image import CreditKind, Image
from articles.models.partner_feed import PartnerFeed
from articles.models.publication import LedgerEntry, PictureUse, Publication, Significance
from articles.models.published import (
    Edition,
    ListingEntry,
    Pin,
    PublishedArticle,
    PublishedQuerySet,
    ReadCount,
)
from articles.models.revision import Revision, RevisionIsImmutable, Snapshot
from articles.models.search import DeskDocument, SearchDocument
from articles.models.section import Region, Section
from articles.models.times import FOREVER
from articles.models.workpiece import State, Status, Workpiece, WorkpieceQuerySet

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
    "LedgerEntry",
    "ListingEntry",
    "PartnerFeed",
    "PictureUse",
    "Pin",
    "PrintedName",
    "Publication",
    "PublishedArticle",
    "PublishedQuerySet",
    "ReadCount",
    "Region",
    "Revision",
    "RevisionIsImmutable",
    "Role",
    "SearchDocument",
    "Section",
    "Significance",
    "Snapshot",
    "State",
    "Status",
    "Workpiece",
    "WorkpieceQuerySet",
]
