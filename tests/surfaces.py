"""Every public surface of one story: the addresses under which any of its words could be read."""

from django.test import Client

FORMS = ("rss", "atom", "json")
LISTS = ("/", "/asia/", "/asia/east-asia/", "/authors/ana-silva/", "/tags/ports/", "/partners/rias/")
FILTERS = (
    "section=asia/east-asia",
    "author=ana-silva",
    "tag=ports",
    "partner=rias",
    "from=2020-01-01&to=2030-01-01",
)
# Where a story's words are shown as soon as it is live.
SHOWING = (
    *LISTS,
    *(f"{path}feed.{form}" for path in LISTS for form in FORMS),
    "/archive/",
    *(f"/archive/?{asked}" for asked in FILTERS),
    "/archive/?section=asia&author=ana-silva&tag=ports&partner=rias",
    "/corrections/",
    "/sitemap-news.xml",
    "/search/?q=ports",
    "/search/?q=silva&section=asia&sort=date",
    "/search/?tag=ports",
    "/search/suggest/?q=head",
)
# Where a publication's title is shown as soon as it is live: its own surfaces, and all pages by their side column.
PUBLICATIONS = ("/publications/", *(f"/publications/feed.{form}" for form in FORMS))
WITH_PUBLICATIONS = (*PUBLICATIONS, *LISTS, "/archive/", "/corrections/", "/authors/")
# Where at most its address is, or its author.
POINTING = (
    *PUBLICATIONS,
    "/publications/straits/",
    "/sitemap-publications.xml",
    "/authors/",
    "/sitemap.xml",
    "/sitemap-sections.xml",
    "/robots.txt",
    "/nowhere/",
    "/2026/03/01/nowhere/",
)


def words(client: Client, path: str) -> str:
    """All a visitor gets from an address: the body, and the headers for machines."""
    response = client.get(path)
    assert response.status_code in (200, 301, 404, 410), f"{path} answered {response.status_code}"
    return response.content.decode() + str(response.headers)
