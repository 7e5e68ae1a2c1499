"""Looks for a moved address only when the site has found nothing: a page that exists costs nothing."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_cache_control

from newsroom.redirects.models import Redirect
from newsroom.redirects.paths import LONGEST, location, one_spelling

# Browsers remember permanent redirects; a short life lets an address move back without sending past visitors in circles.
LIFE = 600  # seconds


class RedirectMiddleware:
    """Answers a GET or HEAD that ended in 404 with the redirect kept for its address, where there is one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        redirect = redirect_for(request)
        return response if redirect is None else answer(redirect, request)


def redirect_for(request: HttpRequest) -> Redirect | None:
    """The redirect kept for this address: with its query before without, as asked before with a final slash."""
    path = one_spelling(request.path)
    wanted = [path] if path.endswith("/") else [path, f"{path}/"]
    if query := request.META.get("QUERY_STRING", ""):
        wanted.insert(0, one_spelling(f"{path}?{unquote(query)}"))
    wanted = [each for each in wanted if len(each) <= LONGEST and "\x00" not in each]
    found = {redirect.old_path: redirect for redirect in Redirect.objects.filter(old_path__in=wanted)}
    return next((found[each] for each in wanted if each in found), None)


def answer(redirect: Redirect, request: HttpRequest) -> HttpResponse:
    kept_query = "" if "?" in redirect.old_path else request.META.get("QUERY_STRING", "")
    kind = HttpResponsePermanentRedirect if redirect.permanent else HttpResponseRedirect
    response = kind(location(redirect.new_path, kept_query))
    patch_cache_control(response, public=True, max_age=LIFE if redirect.permanent else 0)
    return response
