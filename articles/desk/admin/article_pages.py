"""The addresses below one story: its verbs, previews, revisions, and what the open form talks to. Each looks the story
up with `story_for`, which refuses whoever may not see it, and asks for the permission of what it does."""

from datetime import datetime

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from taggit.models import Tag

from articles.desk import conflict, presence, preview, rescue, workflow
from articles.desk.confirming import confirm, confirm_cancel
from articles.desk.differences import differences
from articles.desk.panel import revisions_of
from articles.desk.times import briefly
from articles.desk.verbs import VERBS
from articles.models import Article, Publication, Revision

only_post = method_decorator(require_POST)  # a GET changes nothing
TAGS_AT_ONCE = 20
REVISIONS_SHOWN = 200


class ArticlePages(admin.ModelAdmin):
    """The article's admin inherits these."""

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")

        return [
            page("tags/", self.tags_view, "tags"),
            page("rescue/", self.rescue_new_view, "rescue_new"),
            page("<int:pk>/do/<slug:verb>/", self.verb_view, "verb"),
            page("<int:pk>/cancel/<int:publication>/", self.cancel_view, "cancel"),
            page("<int:pk>/preview/<int:number>/", self.preview_view, "preview"),
            page("<int:pk>/preview-withdrawn/", self.gone_view, "preview_withdrawn"),
            page("<int:pk>/revisions/", self.revisions_view, "revisions"),
            page("<int:pk>/revisions/<int:number>/", self.revision_view, "revision"),
            page("<int:pk>/revisions/<int:number>/take/", self.take_view, "take"),
            page("<int:pk>/autosave/", self.autosave_view, "autosave"),
            page("<int:pk>/leave/", self.leave_view, "leave"),
            page("<int:pk>/rescue/", self.rescue_view, "rescue"),
            *super().get_urls(),
        ]

    def verb_view(self, request, pk, verb):
        if verb not in VERBS:
            raise Http404
        return confirm(request, story_for(request, pk), VERBS[verb], admin_context=self._frame(request))

    def cancel_view(self, request, pk, publication):
        article = story_for(request, pk)
        found = get_object_or_404(Publication, pk=publication, article=article)
        return confirm_cancel(request, article, found, admin_context=self._frame(request))

    def preview_view(self, request, pk, number):
        revision = _revision(story_for(request, pk), number)
        return preview.preview_page(
            request,
            revision,
            at=_moment(request.GET.get("at")),
            significance=request.GET.get("significance", ""),
        )

    def gone_view(self, request, pk):
        article = story_for(request, pk)
        workflow.require(request.user, workflow.PUBLISH)
        return preview.gone_page(request, article, reason=request.GET.get("reason", "")[:2000])

    def revisions_view(self, request, pk):
        article = story_for(request, pk)
        context = self._frame(request) | {
            "title": "Revisions",
            "article": article,
            "revisions": revisions_of(article)[:REVISIONS_SHOWN],
            "may_take": workflow.may_edit(request.user, article),
        }
        return TemplateResponse(request, "admin/articles/article/revisions.html", context)

    def revision_view(self, request, pk, number):
        """One revision, and how it differs from the working copy or from another (?against=number)."""
        article = story_for(request, pk)
        revision = _revision(article, number)
        against = request.GET.get("against", "")
        other = _revision(article, int(against)) if against.isdecimal() else article.head
        context = self._frame(request) | {
            "title": f"Revision {number}",
            "article": article,
            "revision": revision,
            "other": other,
            "is_head": revision.pk == article.head_id,
            "differences": differences(other.content, revision.content),
            "rescued": revision.kind == Revision.Kind.CONFLICT and revision.by_id == request.user.pk,
            "may_take": workflow.may_edit(request.user, article),
            "others": revisions_of(article)[:50],
        }
        return TemplateResponse(request, "admin/articles/article/revision.html", context)

    @only_post
    def take_view(self, request, pk, number):
        article = _editable(request, pk)
        revision = _revision(article, number)
        seen, before = request.POST.get("seen", ""), article.head
        if conflict.is_stale(article, seen):
            messages.warning(
                request,
                f"{article.head.by_name or 'Somebody'} saved the story at {briefly(article.head.created_at)}, after "
                "this page was made. Nothing was changed: compare again.",
            )
            return HttpResponseRedirect(address("revision", pk, number))
        self._took(request, article, before, revision)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))

    @only_post
    def autosave_view(self, request, pk):
        """Keeps a copy of what is being typed; tells who else is there and whether the story was saved meanwhile."""
        article = _editable(request, pk)
        kept = rescue.autosave(article=article, data=request.POST, by=request.user)
        stale = conflict.is_stale(article, request.POST.get("based_on", ""))
        return JsonResponse(
            {
                "kept": briefly(kept.created_at) if kept else "",
                "others": presence.touch(pk, request.user),
                "saved_by": (article.head.by_name or "Somebody") if stale else "",
            }
        )

    @only_post
    def leave_view(self, request, pk):
        presence.leave(story_for(request, pk).pk, request.user)
        return JsonResponse({})

    @only_post
    def rescue_view(self, request, pk):
        article = _editable(request, pk)
        revision = rescue.rescue(article=article, data=request.POST, by=request.user)
        messages.success(
            request, "Your text is safe. Compare it with the story as it is saved, then take it or leave it."
        )
        return saved(HttpResponseRedirect(address("revision", pk, revision.number)), request)

    @only_post
    def rescue_new_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        article = rescue.rescue_new(data=request.POST, by=request.user)
        messages.success(request, "Your text was restored and saved as a draft.")
        return saved(
            HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk])), request
        )

    def tags_view(self, request):
        """Names of tags for the form's field, in the shape Select2 reads."""
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        names = Tag.objects.order_by("name").values_list("name", flat=True)
        term, asked = request.GET.get("term", "").strip(), request.GET.get("page", "1")
        start = (max(int(asked) if asked.isdecimal() else 1, 1) - 1) * TAGS_AT_ONCE
        found = list(
            (names.filter(name__icontains=term) if term else names)[start : start + TAGS_AT_ONCE + 1]
        )
        return JsonResponse(
            {
                "results": [{"id": name, "text": name} for name in found[:TAGS_AT_ONCE]],
                "pagination": {"more": len(found) > TAGS_AT_ONCE},
            }
        )

    def _frame(self, request) -> dict:
        return self.admin_site.each_context(request) | {"opts": self.model._meta, "media": self.media}


def story_for(request, pk: int) -> Article:
    """The story, for somebody who may see it in the desk. Http404, PermissionDenied."""
    article = get_object_or_404(Article.objects.select_related("head", "approved"), pk=pk)
    allowed = request.user.has_perm("articles.view_article") or request.user.has_perm(
        "articles.change_article"
    )
    if not allowed or not workflow.may_see(request.user, article):
        raise PermissionDenied("You can open only your own stories.")
    if article.head is None:
        raise Http404
    return article


def _editable(request, pk: int) -> Article:
    article = story_for(request, pk)
    if not workflow.may_edit(request.user, article):
        raise PermissionDenied("You can change only your own drafts.")
    return article


def _revision(article: Article, number: int) -> Revision:
    return get_object_or_404(Revision.objects.select_related("article"), article=article, number=number)


def address(name: str, *args) -> str:
    return reverse(f"admin:articles_article_{name}", args=args)


def _moment(text: str | None) -> datetime | None:
    """An aware moment from its ISO text; None where there is none."""
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Http404 from error
    if moment is None:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def saved(response, request):
    """Tells the browser which of its rescue copies is no longer needed."""
    token = request.POST.get("draft_token", "")
    if token.isalnum() and len(token) <= 40:
        response.set_cookie("desk_saved", token, max_age=60 * 60 * 24 * 14, path="/admin/", samesite="Lax")
    return response
