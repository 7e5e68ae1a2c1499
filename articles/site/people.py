"""Everyone who has written here, by letter."""

from itertools import groupby

from articles.site.frame import page_about, show
from articles.site.pagecache import public_page
from articles.site.sitemaps import with_something_live
from authors.models import Author
from newsroom.lib.text import fold

OTHERS = "#"  # names that begin with a digit or a sign


@public_page
def authors(request):
    """The authors of something that is live, under the letters of their sort names."""
    found = with_something_live(Author.objects.filter(merged_into=None), "author", request.clock.now)
    people = sorted(found, key=lambda author: (letter_of(author) == OTHERS, fold(_sorted_as(author))))
    return show(
        request,
        "site/authors.html",
        page=page_about(title="Authors", path="/authors/"),
        keys=["authors"],
        letters=[
            {"letter": letter, "authors": list(group)} for letter, group in groupby(people, key=letter_of)
        ],
    )


def letter_of(author: Author) -> str:
    """The letter a person stands under, without its accents."""
    first = fold(_sorted_as(author))[:1].upper()
    return first if first.isalpha() else OTHERS


def _sorted_as(author: Author) -> str:
    return author.sort_name or author.name
