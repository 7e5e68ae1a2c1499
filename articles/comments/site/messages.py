"""Short pages that answer one reader: what happened, and what to do next."""

from django.http import HttpResponse

from articles.comments import rates
from articles.site.frame import page_about, show

TOO_MANY = "That was too much at once"
TOO_LARGE = (
    300 * 1024
)  # bytes of a form: the longest comment in the widest script, percent-encoded, three times over


def say(request, title: str, *sentences: str, status: int = 200, back: str = "", **more) -> HttpResponse:
    """A page with a heading and some sentences. `more` may hold `kept`, words that must not be lost, and `again`, the
    key of a letter that can be sent once more."""
    return show(
        request,
        "comments/message.html",
        status=status,
        page=page_about(title=title, path=request.path, robots="noindex"),
        title=title,
        sentences=[sentence for sentence in sentences if sentence],
        back=back,
        **more,
    )


def too_many(request, kind: str, back: str = "", kept: str = "") -> HttpResponse:
    """429 (RFC 6585, 4), with the time after which it is worth trying again."""
    seconds = rates.seconds_to_wait(kind, request.clock.now)
    response = say(
        request,
        TOO_MANY,
        "More came from your connection in a short time than we take. Nothing was kept of this one.",
        f"Please try again in {max(1, -(-seconds // 60))} minutes.",
        status=429,
        back=back,
        kept=kept,
    )
    response["Retry-After"] = str(seconds)
    return response


def not_from_here(request) -> HttpResponse:
    """403: another site's page sent the form."""
    return say(
        request,
        "This form did not come from our page",
        "Open the story here and write your comment there. Nothing was kept.",
        status=403,
    )


def is_too_large(request) -> bool:
    size = request.META.get("CONTENT_LENGTH") or "0"
    return not size.isdecimal() or int(size) > TOO_LARGE
