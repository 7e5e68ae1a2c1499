"""Addresses that worked at the source keep working here."""

from articles.importing.base import Report
from articles.importing.working_copy import WorkingCopy
from articles.models import Article, PublishedArticle
from newsroom.redirects.moves import keep_old_addresses
from newsroom.redirects.paths import old_path_from

UNKEPT = "Its address at the source cannot be one here, so nothing leads from it."


def keep_source_paths(copies: list[WorkingCopy], articles: list[Article], report: Report) -> None:
    """Lead each public path of the source that could not stay to where the story is now. A story to come has none:
    nobody ever read it there, and a redirect would tell its address early."""
    wanted = {
        article.pk: copy
        for copy, article in zip(copies, articles, strict=True)
        if copy.record.path not in ("", "/")
    }
    if not wanted:
        return
    paths = dict(PublishedArticle.objects.live().filter(article__in=wanted).values_list("article_id", "path"))
    ours = set(paths.values())
    moves = {}
    for number, new in paths.items():
        old = _usable(wanted[number], report)
        if old and old != new and old not in ours:
            moves[old] = new
    if moves:
        keep_old_addresses(moves)
        report.count("redirects", len(moves))


def _usable(copy: WorkingCopy, report: Report) -> str:
    try:
        return old_path_from(copy.record.path)
    except ValueError:
        report.warn(copy.record.item or copy.record.source_id, UNKEPT, copy.record.path[:80])
        return ""
