"""The desk's search: every article by what its working copy says, drafts included, through the same index and in the same
words, phrases and exclusions as the readers' search."""

from django.conf import settings
from django.db.models import Q

from articles.models import Article, DeskDocument, SearchDocument
from articles.publishing.search_engine import Sought, hits, languages
from articles.publishing.search_sections import SectionNames
from newsroom.lib.search_query import parse
from newsroom.lib.search_words import language_of
from newsroom.lib.text import slugify_unicode

FEW = 2000  # stories that one search lists: of more, the newest
# A version in public stands for the working copy that says the same word for word.
IS_THE_WORKING_COPY = f"AND EXISTS (SELECT 1 FROM {Article._meta.db_table} a WHERE a.head_id = d.revision_id)"  # noqa: S608


def holding(typed: str) -> Q:
    """The stories that hold all the words typed; each may be the beginning of one in the headline or a byline. Also the
    story whose address ends so."""
    own = language_of(settings.LANGUAGE_CODE)
    spoken = list(dict.fromkeys([own, *languages(SearchDocument, DeskDocument)]))
    query = parse(typed, spoken, typing=True)
    sought = Sought(SectionNames.load().told(query, spoken) if query else query)
    condition = Q(pk__in=numbers(sought) if sought else [])
    slug = slugify_unicode(typed.strip().rstrip("/").rpartition("/")[2], 200)
    return condition | Q(slug=slug) if slug else condition


def numbers(sought: Sought) -> set[int]:
    """The numbers of the newest FEW articles that fit, by one query of each index."""
    found = hits(DeskDocument, "d.article_id, d.place", sought, most=FEW)
    found += hits(SearchDocument, "d.article_id, d.place", sought, most=FEW, condition=IS_THE_WORKING_COPY)
    newest = sorted(found, key=lambda row: row[1], reverse=True)
    return {number for number, _ in newest[:FEW]}
