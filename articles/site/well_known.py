"""Small files that machines look for at fixed places."""

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static

from articles.site import chrome
from articles.site.frame import absolute
from articles.site.moments import machine_readable
from articles.site.pagecache import public_page

# Pages that differ by person, or that no search engine should list.
CLOSED = ("/admin/", "/beacon/", "/syndication/", "/search/")
SECURITY_HOLDS = timedelta(days=180)  # RFC 9116, 2.5.5 advises less than a year
PLAIN = "text/plain; charset=utf-8"


@public_page
def robots(request):
    """Robots Exclusion Protocol (RFC 9309)."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines += [f"Sitemap: {absolute(path)}" for path in ("/sitemap.xml", "/sitemap-news.xml")]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


@public_page
def security(request):
    """Where to report a weakness (RFC 9116). Without a contact there is nothing to say: 404."""
    now = request.clock.now
    contact = chrome.around(request.edition, now).masthead.security_contact_uri
    if not contact:
        raise Http404
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    request.clock.until(today + timedelta(days=1))
    lines = [
        f"Contact: {contact}",
        f"Expires: {machine_readable(today + SECURITY_HOLDS)}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


def favicon(request):
    """Browsers ask here without being told to; ours is a drawing."""
    return HttpResponseRedirect(static("site/favicon.svg"))
