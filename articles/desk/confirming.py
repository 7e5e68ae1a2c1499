"""The confirmation page of a verb: what readers will see and when, what it replaces, what follows; then the deed."""

import hashlib
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles.desk import actions, workflow
from articles.desk.timeline import timeline_at
from articles.desk.times import spelled_out, zone_name
from articles.desk.trade import trade_of
from articles.desk.verbs import Situation, Verb
from articles.models import LedgerEntry
from articles.publishing.ledger import DoorRefused

# Changing one of these after the page was shown shows the page again: nobody confirms an hour they have not read.
LOOKED_AT = ("at", "reason")


def confirm(request, article, verb: Verb, *, admin_context: dict):
    """One page for all verbs. A POST with "confirm" does it, provided that what is confirmed is what was shown."""
    now = timezone.now()
    situation = Situation(article, request.user, now, timeline_at(article, now))
    if not verb.may(situation):
        return _not_now(request, situation, verb)
    form = verb.form(request.POST if request.method == "POST" else None, situation=situation)
    valid = form.is_bound and form.is_valid()
    as_shown = verb.direct or request.POST.get("shown", "") == _fingerprint(form)
    if valid and "confirm" in request.POST:
        if as_shown and (answer := _do(request, article, verb, form)):
            return answer
        if not as_shown:
            messages.info(
                request, "You changed something. Nothing was done yet: this is what it would be now."
            )
    ready = valid or (not form.is_bound and not any(field.required for field in form.fields.values()))
    context = admin_context | {
        "title": verb.label_in(situation).rstrip("…"),
        "article": article,
        "trade": trade_of(article),
        "verb": verb,
        "form": form,
        "explain": verb.explain.format(noun=trade_of(article).noun),
        "ready": ready,
        "shown": _fingerprint(form),
        "seen": article.recorded.number,
        "zone": zone_name(),
        "back": trade_of(article).address("change", article.pk),
        **(_consequences(situation, verb, form) if ready else {}),
    }
    return TemplateResponse(request, "admin/articles/article/confirm.html", context)


def confirm_cancel(request, article, publication: LedgerEntry, *, admin_context: dict):
    """Taking back something scheduled: what then does not happen, and the deed."""
    workflow.require(request.user, workflow.PUBLISH, article)
    back = trade_of(article).address("change", article.pk)
    if request.method == "POST":
        try:
            actions.cancel_scheduled(article=article, by=request.user, publication=publication)
        except DoorRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"“{article.headline}”: taken back.")
        return HttpResponseRedirect(back)
    context = admin_context | {
        "title": "Cancel what is scheduled",
        "article": article,
        "trade": trade_of(article),
        "publication": publication,
        "when": spelled_out(publication.live_from),
        "back": back,
    }
    return TemplateResponse(request, "admin/articles/article/cancel.html", context)


def _do(request, article, verb: Verb, form) -> HttpResponseRedirect | None:
    seen = request.POST.get("seen", "")
    try:
        verb.run(
            article=article,
            by=request.user,
            seen=int(seen) if seen.isdecimal() else None,
            **form.arguments(),
        )
    except workflow.NotReady as refused:
        for problem in refused.problems:
            form.add_error(None, problem.message)
        return None
    except DoorRefused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, f"“{article.headline}”: {verb.done}")
    return HttpResponseRedirect(_after(request, article))


def _after(request, article) -> str:
    """Back to the story, or to the list for somebody who may not see it any more."""
    if workflow.may_see(request.user, article):
        return trade_of(article).address("change", article.pk)
    return trade_of(article).address("changelist")


def _not_now(request, situation: Situation, verb: Verb):
    """The role does not allow it, or the story is not in a state for it: told apart, since only one is a refusal."""
    if not situation.has(verb.deed):
        raise PermissionDenied("Your role does not let you do this.")
    messages.warning(
        request,
        f"“{verb.label.rstrip('…')}” is not possible now: the {trade_of(situation.article).noun} is “{situation.state.label.lower()}”.",
    )
    return HttpResponseRedirect(_after(request, situation.article))


def _consequences(situation: Situation, verb: Verb, form) -> dict:
    """What the page tells: when, what is replaced, what follows, what is missing, and the address of the preview."""
    article, trade = situation.article, trade_of(situation.article)
    values = form.cleaned_data if form.is_bound else {}
    at = values.get("at")
    moment = at or situation.now
    around = timeline_at(article, moment)
    context: dict[str, object] = {
        "when": spelled_out(at) if at else "",
        "replaced": around.current,
        "coming": around.coming,
        "coming_dropped": verb.shows == "gone",
    }
    if verb.shows == "story":
        context["problems"] = trade.problems(article.recorded.content, moment)
        context["approving"] = not situation.approved
        if around.live:
            context["differences"] = trade.differences(around.live.revision.content, article.recorded.content)
        address = trade.address("preview", article.pk, article.recorded.number)
        significance = values.get("significance") or ("update" if situation.timeline.live else "")
        context["preview"] = (
            f"{address}?{urlencode({'at': moment.isoformat(), 'significance': significance})}"
        )
    elif verb.shows == "gone":
        address = trade.address("preview_withdrawn", article.pk)
        context["preview"] = f"{address}?{urlencode({'reason': values.get('reason', '')})}"
    return context


def _fingerprint(form) -> str:
    """A short sign of the values that were read on the page."""
    values = [form.data.get(name, "").strip() for name in LOOKED_AT if name in form.fields]
    return hashlib.blake2b("\x00".join(values).encode(), digest_size=8).hexdigest()
