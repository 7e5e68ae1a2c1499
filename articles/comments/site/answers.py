"""What readers answer: the letter that asks whether an address is theirs, and reports of other people's comments."""

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from articles.comments import letters, rates
from articles.comments.models import Comment, State
from articles.comments.site.forms import ReportForm
from articles.comments.site.messages import is_too_large, not_from_here, say, too_many
from articles.comments.site.place import Place, comment_and_place, place_of
from articles.comments.site.writing import told_of_letter
from articles.comments.tickets import read_again_key, read_letter_key
from articles.comments.words import as_html
from articles.comments.writing import confirm as confirm_address
from articles.comments.writing import report as note_report
from articles.models.published import PublishedArticle
from articles.site.beacon import from_our_page, visitor_address
from articles.site.frame import page_about, show
from articles.site.pagecache import private_page

LINK_OVER = "This link no longer works"


@csrf_exempt  # the signed key is in the address; a GET changes nothing, since mail scanners follow links
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def confirm(request, key):
    """The link of a letter: it shows the comment and a button; the button confirms."""
    said = read_letter_key(key, request.clock.now)
    if said is None:
        return say(
            request,
            LINK_OVER,
            "Links in our letters work for three days. Please write your comment again.",
            status=410,
        )
    comment = Comment.objects.filter(pk=said[0], ticket=said[1]).first()
    place = _place(request, comment) if comment else None
    if comment is None or place is None:
        return say(request, LINK_OVER, "The comment or its story is no longer there.", status=410)
    back = place.row.path
    if comment.state != State.UNCONFIRMED:
        return say(
            request,
            "Already confirmed",
            "Your comment has reached the newsroom. You need do nothing more.",
            back=back,
        )
    if request.method != "POST":
        return show(
            request,
            "comments/confirm.html",
            page=page_about(title="Confirm your comment", path="/", robots="noindex"),
            comment=comment,
            html=as_html(comment.text),
            article=place.row,
        )
    if not from_our_page(request):
        return not_from_here(request)
    confirmed = confirm_address(comment.pk, said[1], rules=place.rules, now=request.clock.now)
    shown = confirmed is not None and confirmed.state == State.APPROVED
    then = (
        "Your comment stands under the story."
        if shown
        else "Your comment is with the newsroom. An editor reads it before it shows."
    )
    return say(request, "Thank you", "Your address is confirmed.", then, back=back)


def _place(request, comment: Comment) -> Place | None:
    row = PublishedArticle.objects.live(request.clock.now).filter(article_id=comment.thread_id).first()
    try:
        return place_of(request, row) if row else None
    except Http404:
        return None


@csrf_exempt  # the signed key lets a letter be sent once more to the same mailbox, within its limit
@require_POST
@private_page
def letter_again(request):
    if is_too_large(request) or not from_our_page(request):
        return not_from_here(request)
    number = read_again_key(request.POST.get("again", ""))
    comment = Comment.objects.select_related("correspondent").filter(pk=number or 0).first()
    place = _place(request, comment) if comment else None
    if comment is None or place is None or comment.state != State.UNCONFIRMED:
        return say(
            request, "No letter is needed", "The comment was confirmed already, or is no longer there."
        )
    sent = letters.ask_to_confirm(comment, place.row, request.clock.now)
    return told_of_letter(request, comment, sent, back=place.row.path)


@csrf_exempt  # no cookie says who reports; the origin counts, and one address counts once
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def report(request, number):
    comment, place = comment_and_place(request, number)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        answer = _reported(request, comment, place, form)
        if answer is not None:
            return answer
    return show(
        request,
        "comments/report.html",
        page=page_about(title="Report a comment", path=request.path, robots="noindex"),
        comment=comment,
        html=as_html(comment.text),
        article=place.row,
        form=form,
    )


def _reported(request, comment: Comment, place: Place, form: ReportForm) -> HttpResponse | None:
    back = place.row.path
    if is_too_large(request) or not from_our_page(request):
        return not_from_here(request)
    if not form.is_valid():
        return None
    address = rates.household(visitor_address(request))
    if not rates.allowed("report", address, request.clock.now):
        return too_many(request, "report", back)
    note_report(
        comment, why=form.cleaned_data["why"], address=address, rules=place.rules, now=request.clock.now
    )
    return say(request, "Thank you", "The newsroom will look at the comment.", back=back)
