"""No word that is not live is reachable: every public surface, for every state in which a story can be hidden."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Correction, ReadCount, Status
from articles.publishing.door import publish, withdraw
from articles.publishing.revisions import record
from articles.reports import door as publications
from tests.factories import (
    edit,
    make_article,
    make_author,
    make_image,
    make_live_report,
    make_partner,
    make_report,
    make_section,
    publish_edit,
    publish_report_edit,
    real_report_file,
)
from tests.pdfs import pdf_file
from tests.surfaces import FORMS, POINTING, SHOWING, WITH_PUBLICATIONS, words

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECRET = "Unspeakable"


class Desk:
    """One section, author, partner and topic, which the hidden story and the live one beside it share."""

    def __init__(self):
        asia = make_section("Asia")
        self.about = {
            "section": make_section("East Asia", parent=asia),
            "partner": make_partner("RIAS", canonical_policy="ours"),
            "tags": ["Ports"],
        }
        self.author = make_author("Ana Silva")

    def draft(self, word: str, **fields):
        """A story in which `word` is everywhere a word can be."""
        article = make_article(
            headline=f"{word} headline",
            standfirst=f"{word} standfirst",
            body=f"<p>{word} body</p>",
            slug=f"{word.lower()}-{fields.pop('slug', 'story')}",
            by=[self.author],
            **self.about | fields,
        )
        Correction.objects.create(article=article, text=f"{word} correction", dated=NOON)
        record(article)
        return article


def rewrite(article, word):
    return edit(
        article, headline=f"{word} headline", standfirst=f"{word} standfirst", body=f"<p>{word} body</p>"
    )


def newest(article):
    article.refresh_from_db()
    return article.head


def as_draft(desk, clock):
    return desk.draft(SECRET)


def as_in_review(desk, clock):
    article = desk.draft(SECRET)
    type(article).objects.filter(pk=article.pk).update(status=Status.IN_REVIEW)
    return article


def as_approved(desk, clock):
    article = desk.draft(SECRET)
    type(article).objects.filter(pk=article.pk).update(status=Status.APPROVED)
    return article


def as_scheduled(desk, clock):
    article = desk.draft(SECRET)
    publish(newest(article), live_from=NOON + 9 * HOUR, published_at=NOON)
    return article


def as_unpublished_edit(desk, clock):
    article = desk.draft("Plain")
    publish(newest(article), live_from=NOON)
    rewrite(article, SECRET)
    return article


def as_scheduled_update(desk, clock):
    article = desk.draft("Plain")
    publish(newest(article), live_from=NOON)
    publish(rewrite(article, SECRET), live_from=NOON + 9 * HOUR, change_note=f"{SECRET} note")
    return article


def as_superseded(desk, clock):
    article = desk.draft(SECRET)
    publish(newest(article), live_from=NOON)
    clock.shift(HOUR)
    Correction.objects.filter(article=article).delete()
    publish_edit(article, headline="Plain", standfirst="Plain", body="<p>Plain</p>", slug="plain")
    return article


def as_withdrawn(desk, clock):
    article = desk.draft("Plain", slug="gone")
    publish(rewrite(article, SECRET), live_from=NOON)
    clock.shift(HOUR)
    withdraw(article, reason="A forged document.")
    return article


def as_over(desk, clock):
    article = desk.draft("Plain", slug="over")
    publish(rewrite(article, SECRET), live_from=NOON, live_until=NOON + HOUR)
    clock.shift(HOUR)
    return article


HIDDEN = [
    as_draft,
    as_in_review,
    as_approved,
    as_scheduled,
    as_unpublished_edit,
    as_scheduled_update,
    as_superseded,
    as_withdrawn,
    as_over,
]
NEVER_PUBLIC = HIDDEN[:4]
# Where the record of what was public may hold a word that is live no more: the address itself says under which
# headline something was withdrawn, and the history what an update replaced.
ON_RECORD = {"as_superseded": {"history/"}, "as_withdrawn": {"", "history/"}, "as_over": {"", "history/"}}


@pytest.fixture(params=HIDDEN, ids=lambda hide: hide.__name__)
def hidden(request, clock):
    desk = Desk()
    beside = desk.draft("Beside")
    publish(newest(beside), live_from=NOON)
    article = request.param(desk, clock)
    make_live_report(headline="Straits", slug="straits", stories=[article, beside])
    for number in (article.pk, beside.pk):
        ReadCount.objects.create(article_id=number, hour=NOON - HOUR, count=9)
    return article, request.param.__name__, beside


def test_no_surface_shows_a_hidden_word_and_each_shows_the_live_story_beside_it(client, hidden):
    quiet = [path for path in SHOWING if "Beside headline" not in words(client, path)]
    leaking = [path for path in (*SHOWING, *POINTING) if SECRET in words(client, path)]

    assert quiet == []
    assert leaking == []


def test_neither_the_storys_own_pages_nor_the_next_story_nor_a_month_shows_it(client, hidden):
    article, state, beside = hidden
    allowed = ON_RECORD.get(state, set())
    own = {
        f"{path}{ending}": ending
        for path in article.publications.values_list("path", flat=True)
        for ending in ("", "history/")
    }
    beside_path = beside.publications.get().path

    leaking = [
        path for path, ending in own.items() if ending not in allowed and SECRET in words(client, path)
    ]

    assert leaking == []
    for path in (beside_path, f"{beside_path}history/", "/sitemap-2026-03.xml"):
        text = words(client, path)
        assert SECRET not in text, path
        assert "eside" in text, path
    for path in own:
        if state != "as_superseded":
            assert f"{SECRET} standfirst" not in words(client, path), path
            assert f"{SECRET} body" not in words(client, path), path


def test_latest_trending_and_structured_data_are_as_silent(client, hidden):
    _, _, beside = hidden
    page = words(client, beside.publications.get().path)

    trending = page.split('data-testid="trending"')[1]
    assert "Beside headline" in trending
    assert SECRET not in page


@pytest.mark.parametrize("hidden", NEVER_PUBLIC, indirect=True, ids=lambda hide: hide.__name__)
def test_addresses_of_stories_that_were_never_public_are_in_no_sitemap(client, hidden):
    article, *_ = hidden

    for path in ("/sitemap-2026-03.xml", "/sitemap-news.xml", "/sitemap.xml"):
        assert article.slug not in words(client, path)


@pytest.mark.parametrize("form", FORMS)
def test_what_only_a_draft_names_has_no_page_no_feed_and_no_answer_in_the_archive(client, clock, form):
    make_article(
        tags=["Merger"],
        by=[make_author("Guest Whistle")],
        partner=make_partner("Leaks"),
        section=make_section(),
    )

    for path in ("/tags/merger/", "/authors/guest-whistle/", "/partners/leaks/"):
        assert client.get(path).status_code == 404
        assert client.get(f"{path}feed.{form}").status_code == 404
        assert client.get(f"{path}?before=AAAAAAAAAAAAAAAA").status_code == 404
    known = client.get("/archive/?tag=merger").content
    unknown = client.get("/archive/?tag=nothere").content
    assert known.replace(b"merger", b"nothere") == unknown


def test_a_scheduled_story_is_on_every_surface_from_its_second_on(client, clock):
    desk = Desk()
    article = desk.draft(SECRET)
    publish(newest(article), live_from=NOON + HOUR)
    clock.move_to(NOON + HOUR - timedelta(seconds=1))
    assert not any(SECRET in words(client, path) for path in SHOWING)

    clock.move_to(NOON + HOUR)

    assert [path for path in SHOWING if SECRET not in words(client, path)] == []


def test_the_words_a_withdrawal_took_away_do_not_come_back_with_the_story(client, clock):
    desk = Desk()
    article = as_withdrawn(desk, clock)
    clock.shift(HOUR)
    publish(rewrite(article, "Plain"))
    path = article.publications.last().path

    history = words(client, f"{path}history/")

    assert "A forged document." in history
    assert SECRET not in history


def about(desk, word: str, **fields) -> dict:
    """A publication's fields with `word` everywhere a word can be, of what it shares with the live one beside it."""
    return {
        "headline": f"{word} title",
        "number": f"{word} number",
        "summary": f"{word} summary",
        "body": f"<p>{word} description</p>",
        "slug": f"{word.lower()}-report",
        "licence": f"{word} licence",
        "partner": desk.about["partner"],
    } | fields


def report_of(desk, word, **fields):
    return make_report(
        **about(desk, word, file=real_report_file(pdf_file(words=word))), by=[desk.author], **fields
    )


def report_as_draft(desk, clock):
    return report_of(desk, SECRET)


def report_as_scheduled(desk, clock):
    report = report_of(desk, SECRET)
    publications.publish(report.head, live_from=NOON + 9 * HOUR, published_at=NOON)
    return report


def report_as_unpublished_edit(desk, clock):
    report = report_of(desk, "Plain")
    publications.publish(report.head)
    edit(report, **about(desk, SECRET, file=real_report_file(pdf_file(words=SECRET))))
    return report


def report_as_scheduled_update(desk, clock):
    report = report_as_unpublished_edit(desk, clock)
    publications.publish(report.head, live_from=NOON + 9 * HOUR, change_note=f"{SECRET} note")
    return report


def report_as_superseded(desk, clock):
    report = report_of(desk, SECRET)
    publications.publish(report.head)
    clock.shift(HOUR)
    publish_report_edit(report, **about(desk, "Plain", file=real_report_file(pdf_file(words="Plain"))))
    return report


def report_as_withdrawn(desk, clock):
    report = report_of(desk, SECRET, cover=make_image(alt=f"{SECRET} cover"))
    publications.publish(report.head)
    clock.shift(HOUR)
    publications.withdraw(report, reason="A forged table.")
    return report


def report_as_over(desk, clock):
    report = report_of(desk, SECRET)
    publications.publish(report.head, live_until=NOON + HOUR)
    clock.shift(HOUR)
    return report


HIDDEN_REPORTS = [
    report_as_draft,
    report_as_scheduled,
    report_as_unpublished_edit,
    report_as_scheduled_update,
    report_as_superseded,
    report_as_withdrawn,
    report_as_over,
]


@pytest.fixture(params=HIDDEN_REPORTS, ids=lambda hide: hide.__name__)
def hidden_report(request, clock):
    desk = Desk()
    story = desk.draft("Beside")
    publish(newest(story), live_from=NOON)
    report = request.param(desk, clock)
    edit(report)
    own = about(desk, "Beside", file=real_report_file(pdf_file(words="Beside")))
    make_live_report(**own, by=[desk.author], stories=[story])
    return report, story


def test_no_surface_shows_a_hidden_publication_and_each_shows_the_live_one_beside_it(client, hidden_report):
    _, story = hidden_report
    pages = (*WITH_PUBLICATIONS, story.publications.get().path, "/publications/beside-report/")

    quiet = [path for path in pages if "Beside title" not in words(client, path)]
    leaking = [path for path in (*pages, *SHOWING, *POINTING) if SECRET in words(client, path)]

    assert quiet == []
    assert leaking == []


def is_secret(answer) -> bool:
    """Whether it is a document that holds the word. The page of a withdrawn one says under which title it was known."""
    content = b"".join(answer)
    return content.startswith(b"%PDF") and SECRET.encode() in content


def test_neither_page_nor_file_nor_sitemap_of_a_hidden_publication_says_a_word(client, hidden_report):
    report, _ = hidden_report
    paths = {f"/publications/{word}-report/" for word in (SECRET.lower(), "plain", "beside")}
    paths |= set(report.publications.values_list("path", flat=True))
    files = {f"{path}{path.split('/')[2]}.pdf" for path in paths}

    told = [path for path in paths if f"{SECRET} summary" in words(client, path)]
    taken = [path for path in files if is_secret(client.get(path))]

    assert told == []
    assert taken == []
    assert b"".join(client.get("/publications/beside-report/beside-report.pdf")).startswith(b"%PDF")
    assert f"{SECRET.lower()}-report" not in words(client, "/sitemap-publications.xml")
    assert "beside-report" in words(client, "/sitemap-publications.xml")
