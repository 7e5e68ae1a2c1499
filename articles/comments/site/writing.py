"""Writing a comment in two steps. The form on a kept page knows nothing of who reads it; what it sends is answered with
a preview, which carries a signed ticket, and that preview is what can be sent. So the form's age is known, no cookie is
needed, and it all works without JavaScript. (docs/decisions/0012-comments-in-two-steps.md)"""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.comments import letters, rates
from articles.comments.models import Comment, State
from articles.comments.site.forms import CommentForm
from articles.comments.site.messages import is_too_large, not_from_here, say, too_many
from articles.comments.site.place import Place, place_at
from articles.comments.site.reading import public
from articles.comments.tickets import Ticket, again_key, new_ticket, read_ticket
from articles.comments.words import as_html
from articles.comments.writing import write as keep
from articles.site.beacon import from_our_page, visitor_address
from articles.site.frame import page_about, show
from articles.site.pagecache import private_page

QUICK = "That was quick. Please read your comment once more, then send it."
LONG_OPEN = "This page had been open for long. Please read your comment once more, then send it."
LETTER = {
    letters.SENT: "We have sent a letter to the address that you gave. Open the link in it: then your comment reaches us.",
    letters.FAILED: "Your comment is kept, but our letter to your address could not be sent just now. Please have it sent "
    "again in a few minutes.",
    letters.TOO_MANY: "Your comment is kept. We have sent several letters to your address lately, so we wait with the next: "
    "open the newest of them, or have this one sent in an hour.",
}


@csrf_exempt  # no cookie says who writes; the origin and a signed ticket are what count (decision 12)
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def write(request, path):
    place = place_at(request, path, "comments/write/")
    if isinstance(place, HttpResponse):
        return place
    if request.method != "POST":
        return form_page(
            request, place, CommentForm(), answering(request, place, request.GET), new(request, place)
        )
    if not from_our_page(request):
        return not_from_here(request)
    back = place.row.path
    if is_too_large(request):
        return say(
            request, "This is too long", "A comment has at most 5,000 characters.", status=413, back=back
        )
    address = rates.household(visitor_address(request))
    if not rates.allowed("post", address, request.clock.now):
        return too_many(request, "post", back)
    return _posted(request, place, address)


def _posted(request, place: Place, address: str) -> HttpResponse:
    form = CommentForm(request.POST)
    parent = answering(request, place, request.POST)
    given = read_ticket(request.POST.get("ticket", ""), place.row.article_id, request.clock.now)
    ticket = given if given and not given.too_old else new(request, place)
    if not place.stands.open:
        kept = request.POST.get("text", "")
        return say(request, "Comments are closed", "No more comments are taken under this story.", status=403, back=place.row.path, kept=kept)  # fmt: skip
    if not form.is_valid() or "send" not in request.POST or given is None:
        return form_page(request, place, form, parent, ticket)
    if given.too_fresh or given.too_old:
        return form_page(request, place, form, parent, ticket, told=QUICK if given.too_fresh else LONG_OPEN)
    if not rates.allowed("comment", address, request.clock.now):
        return too_many(request, "comment", place.row.path, kept=form.cleaned_data["text"])
    return _kept(request, place, form, parent, given)


def _kept(request, place: Place, form: CommentForm, parent: Comment | None, ticket: Ticket) -> HttpResponse:
    comment, new_one = keep(
        form.draft(),
        article_id=place.row.article_id,
        parent=parent,
        ticket=ticket.number,
        rules=place.rules,
        now=request.clock.now,
    )
    if comment.state != State.UNCONFIRMED:
        return say(request, "Thank you", "Your comment is with the newsroom. An editor reads it before it shows.", back=place.row.path)  # fmt: skip
    sent = letters.ask_to_confirm(comment, place.row, request.clock.now) if new_one else letters.SENT
    return told_of_letter(request, comment, sent, back=place.row.path)


def told_of_letter(request, comment: Comment, sent: str, *, back: str) -> HttpResponse:
    title = "One more step" if sent == letters.SENT else "Your comment is kept"
    return say(request, title, LETTER[sent], back=back, again=again_key(comment.pk))


def new(request, place: Place) -> Ticket:
    return new_ticket(place.row.article_id, request.clock.now)


def answering(request, place: Place, said) -> Comment | None:
    """The comment that this one answers: one that readers may read, under this story; else none."""
    number = said.get("to", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return public(request.clock.now).filter(pk=number, thread=place.row.article_id).first()


def form_page(
    request, place: Place, form: CommentForm, parent: Comment | None, ticket: Ticket, told: str = ""
) -> HttpResponse:
    """The form by itself; with what was written above it, as readers would see it."""
    valid = form.is_bound and form.is_valid()
    row = place.row
    return show(
        request,
        "comments/write.html",
        page=page_about(title="Write a comment", path=request.path, robots="noindex"),
        current=row.section,
        below=True,
        article=row,
        form=form,
        parent=parent,
        ticket=ticket.signed,
        told=told,
        stands=place.stands,
        shown={"name": form.cleaned_data["name"], "html": as_html(form.cleaned_data["text"])}
        if valid
        else None,
        at=request.clock.now,
        write=f"{row.path}comments/write/",
    )
