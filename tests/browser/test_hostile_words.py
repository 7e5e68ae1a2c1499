"""Words made to run, in a real browser: 2,590 of them and 243 more strings, in every field of stories, on the pages
that readers and editors see, with the site's content security policy taken away. None runs."""

from datetime import UTC, datetime

import pytest

from articles.importing.base import ImportedArticle, ImportedByline, ImportedSection, Status
from articles.importing.store import Store
from articles.models import Article, Correction
from articles.publishing.door import publish
from newsroom.lib.html import sanitise
from tests.browser.desk_at_work import BODY, log_in
from tests.factories import edit, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

THEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
AT_ONCE = 480
# Handlers and addresses wait for somebody to touch them; what the browser made of the page tells them without that.
WAITING = """() => {
    const own = element => element.nonce || element.type === 'application/ld+json' || element.src.startsWith(location.origin);
    const safe = ['http:', 'https:', 'mailto:', 'tel:', ':', ''];
    const found = [];
    for (const element of document.querySelectorAll('*')) {
        for (const {name, value} of element.attributes) if (name.startsWith('on')) found.push(`${name}=${value}`);
        const address = element.protocol ?? '';
        if (typeof address === 'string' && !safe.includes(address)) found.push(element.outerHTML.slice(0, 100));
        if (element.localName === 'script' && !own(element)) found.push(element.outerHTML.slice(0, 100));
        if (['iframe', 'object', 'embed', 'base'].includes(element.localName) && !element.src?.startsWith(location.origin))
            found.push(element.outerHTML.slice(0, 100));
    }
    return found;
}"""
REMEMBER = "addEventListener('securitypolicyviolation', broken => (window.broken ??= []).push(broken.blockedURI + broken.sample))"


@pytest.fixture
def stories(payloads, transactional_db):
    """A live story of each 480 of them, as they come and as the door leaves each one, changed since."""
    chunks = [payloads[start : start + AT_ONCE] for start in range(0, len(payloads), AT_ONCE)]
    records = []
    for number, words in enumerate(chunks):
        for kind, body in (("raw", words), ("clean", [sanitise(each) for each in words])):
            records.append(
                ImportedArticle(
                    source=kind,
                    source_id=str(number),
                    headline=words[0],
                    standfirst=" ".join(words)[:3000],
                    body_html="".join(f"<p>Words.</p>{each}" for each in body),
                    status=Status.PUBLISHED,
                    published_at=THEN,
                    section=ImportedSection("World"),
                    tags=tuple(words[:20]),
                    bylines=tuple(map(ImportedByline, words[:20])),
                )
            )
    report = Store(lifting=False).write(records)
    assert (report.created, report.failed) == (2 * len(chunks), 0)
    for article in Article.objects.all():
        for words in chunks[int(article.source_id)][:30]:
            Correction.objects.create(article=article, text=words, dated=THEN)
        publish(edit(article, standfirst=article.standfirst[:2000]), significance="correction")
        edit(article, body=f"{article.body}<p>More.</p>", headline=f"{article.headline[:250]} again")
    return list(Article.objects.all())


@pytest.mark.parametrize("policy", ["without a policy", "with the policy"])
def test_nothing_runs_on_any_page(visit, stories, policy):
    page = visit(bypass_csp=policy == "without a policy")
    ran, asked = [], []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append((request.url, request.resource_type)))
    page.add_init_script(REMEMBER)
    log_in(page, make_user("Publisher", username="paul"))
    stories_at = "/admin/articles/article/"
    pages = ["/", "/world/", "/archive/", "/corrections/", stories_at]
    for story in stories:
        path = story.publications.last().path
        own = f"{stories_at}{story.pk}/"
        pages += [
            path,
            f"{path}history/",
            f"{own}change/",
            f"{own}revisions/{story.head.number}/",
            f"{own}do/publish/",
        ]

    waiting = {}
    for address in pages:
        page.goto(address)
        if address.endswith("change/"):
            page.wait_for_selector(BODY)
        waiting |= {address: found} if (found := page.evaluate(WAITING)) else {}
        broken = page.evaluate("window.broken ?? []")
        assert broken == [], address

    assert (ran, waiting) == ([], {})
    assert {kind for url, kind in asked if not url.startswith(page.url[:17])} <= {"image", "media"}
    assert len(pages) == 5 + 5 * 12


def test_the_same_words_run_where_nothing_is_done_to_them(browser, payloads):
    """What the test above looks for is there to be found."""
    context = browser.new_context()
    page, ran = context.new_page(), []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))

    for words in [each for each in payloads if "onerror" in each or "onload" in each][:60]:
        page.set_content(f"<!doctype html><body>{words}", wait_until="commit")
        page.wait_for_timeout(20)
    context.close()

    assert len(ran) > 5
