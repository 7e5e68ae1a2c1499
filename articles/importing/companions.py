"""What comes with an imported article and is no part of it, such as its comments: written by the room whose it is, in
the transaction that writes the article, without the importer knowing that room."""

from collections.abc import Callable, Iterable

from articles.importing.base import ImportedArticle, Report

# Takes (article's number, what its source says) of each article of a batch that brought something.
Writer = Callable[[list[tuple[int, ImportedArticle]], Report], object]
_writers: list[Writer] = []


def accompany(writer: Writer) -> None:
    """Call from AppConfig.ready."""
    if writer not in _writers:
        _writers.append(writer)


def write_companions(arrived: Iterable[tuple[int, ImportedArticle]], report: Report) -> None:
    bringing = [(number, record) for number, record in arrived if record.comments]
    if bringing:
        for writer in _writers:
            writer(bringing, report)
