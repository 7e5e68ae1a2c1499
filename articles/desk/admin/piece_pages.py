"""The addresses below one piece, a story or whatever else has a trade: its verbs, previews and revisions. Each looks the
piece up with `piece_for`, which refuses whoever may not see it, and asks for the permission of what it does."""

from datetime import datetime

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from articles.desk import actions, conflict, workflow
from articles.desk.confirming import confirm, confirm_cancel
from articles.desk.panel import revisions_of
from articles.desk.times import briefly
from articles.desk.trade import TRADES, Trade
from articles.desk.verbs import VERBS
from articles.models import Snapshot
from articles.publishing.gone import gone_since

only_post = method_decorator(require_POST)  # a GET changes nothing
REVISIONS_SHOWN = 200


class PiecePages(admin.ModelAdmin):
    """The admin of a kind of piece inherits these."""

    @property
    def trade(self) -> Trade:
        return TRADES[self.model]

    def page(self, route: str, view, name: str):
        """An address of the admin below the list of pieces, for staff."""
        options = self.model._meta
        return path(
            route, self.admin_site.admin_view(view), name=f"{options.app_label}_{options.model_name}_{name}"
        )

    # --- who may do what: workflow.py decides ----------------------------------------------------------------------
    def get_queryset(self, request):
        return super().get_queryset(request).filter(workflow.seen_by(request.user, self.model))

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and (
            obj is None or workflow.may_see(request.user, obj)
        )

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return workflow.may_edit(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """What was written and what readers saw is a record: it is withdrawn, never deleted."""
        return False

    # --- its pages -------------------------------------------------------------------------------------------------
    def get_urls(self):
        return [
            self.page("<int:pk>/do/<slug:verb>/", self.verb_view, "verb"),
            self.page("<int:pk>/cancel/<int:publication>/", self.cancel_view, "cancel"),
            self.page("<int:pk>/preview/<int:number>/", self.preview_view, "preview"),
            self.page("<int:pk>/preview-withdrawn/", self.gone_view, "preview_withdrawn"),
            self.page("<int:pk>/revisions/", self.revisions_view, "revisions"),
            self.page("<int:pk>/revisions/<int:number>/", self.revision_view, "revision"),
            self.page("<int:pk>/revisions/<int:number>/take/", self.take_view, "take"),
            *super().get_urls(),
        ]

    def piece_for(self, request, pk: int):
        """The piece, for somebody who may see it in the desk. Http404, PermissionDenied."""
        piece = get_object_or_404(self.model.objects.select_related("head", "approved"), pk=pk)
        allowed = any(workflow.may(request.user, deed, piece) for deed in ("view", "change"))
        if not allowed or not workflow.may_see(request.user, piece):
            raise PermissionDenied(f"You can open only your own {self.trade.plural}.")
        if piece.head is None:
            raise Http404
        return piece

    def editable(self, request, pk: int):
        piece = self.piece_for(request, pk)
        if not workflow.may_edit(request.user, piece):
            raise PermissionDenied("You can change only your own drafts.")
        return piece

    def verb_view(self, request, pk, verb):
        if verb not in VERBS:
            raise Http404
        return confirm(request, self.piece_for(request, pk), VERBS[verb], admin_context=self._frame(request))

    def cancel_view(self, request, pk, publication):
        article = self.piece_for(request, pk)
        found = get_object_or_404(article.publications, pk=publication)
        return confirm_cancel(request, article, found, admin_context=self._frame(request))

    def preview_view(self, request, pk, number):
        revision = revision_of(self.piece_for(request, pk), number)
        return self.trade.preview_page(
            request,
            revision,
            at=_moment(request.GET.get("at")),
            significance=request.GET.get("significance", ""),
        )

    def gone_view(self, request, pk):
        article = self.piece_for(request, pk)
        workflow.require(request.user, workflow.PUBLISH, article)
        return self.trade.gone_page(request, article, reason=request.GET.get("reason", "")[:2000])

    def revisions_view(self, request, pk):
        article = self.piece_for(request, pk)
        context = self._frame(request) | {
            "title": "Revisions",
            "article": article,
            "trade": self.trade,
            "revisions": revisions_of(article)[:REVISIONS_SHOWN],
            "may_take": workflow.may_edit(request.user, article),
        }
        return TemplateResponse(request, "admin/articles/article/revisions.html", context)

    def revision_view(self, request, pk, number):
        """One revision, and how it differs from the working copy or from another (?against=number)."""
        article = self.piece_for(request, pk)
        revision = revision_of(article, number)
        against = request.GET.get("against", "")
        other = revision_of(article, int(against)) if against.isdecimal() else article.head
        context = self._frame(request) | {
            "title": f"Revision {number}",
            "article": article,
            "trade": self.trade,
            "revision": revision,
            "other": other,
            "is_head": revision.pk == article.head_id,
            "differences": self.trade.differences(other.content, revision.content),
            "rescued": revision.kind == Snapshot.Kind.CONFLICT and revision.by_id == request.user.pk,
            "may_take": workflow.may_edit(request.user, article),
            "others": revisions_of(article)[:50],
        }
        return TemplateResponse(request, "admin/articles/article/revision.html", context)

    @only_post
    def take_view(self, request, pk, number):
        article = self.editable(request, pk)
        revision = revision_of(article, number)
        seen, before = request.POST.get("seen", ""), article.head
        if conflict.is_stale(article, seen):
            messages.warning(
                request,
                f"{article.recorded.by_name or 'Somebody'} saved the {self.trade.noun} at {briefly(article.recorded.created_at)}, after "
                "this page was made. Nothing was changed: compare again.",
            )
            return HttpResponseRedirect(self.trade.address("revision", pk, number))
        self._took(request, article, before, revision)
        return HttpResponseRedirect(self.trade.address("change", pk))

    def _frame(self, request) -> dict:
        return self.admin_site.each_context(request) | {"opts": self.model._meta, "media": self.media}

    def _took(self, request, article, before, revision):
        """A revision became the working copy, by restoring it or out of a conflict."""
        gone = gone_since(revision.content)
        conflict.take(article=article, revision=revision, by=request.user)
        if gone:
            lost = f"Revision {revision.number} named what is no longer there, and the {self.trade.noun} is without it: "
            messages.warning(request, f"{lost}{', '.join(gone)}.")
        told = actions.after_edit(article, before, by=request.user)
        messages.success(
            request, f"The {self.trade.noun} now says what revision {revision.number} said. {told}".strip()
        )


def revision_of(piece, number: int):
    return get_object_or_404(piece.revisions.select_related(piece.revisions.field.name), number=number)


def _moment(text: str | None) -> datetime | None:
    """An aware moment from its ISO text; None where there is none."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Http404 from error
    if moment is None:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
