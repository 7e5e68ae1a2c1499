"""The addresses of stories alone: what the open form talks to. The others are those of every piece (piece_pages.py)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from taggit.models import Tag

from articles.desk import conflict, presence, rescue
from articles.desk.admin.piece_pages import PiecePages, only_post
from articles.desk.times import briefly

TAGS_AT_ONCE = 20


class ArticlePages(PiecePages):
    """Mixed into the article's admin. Needs a ModelAdmin."""

    def get_urls(self):
        return [
            self.page("tags/", self.tags_view, "tags"),
            self.page("rescue/", self.rescue_new_view, "rescue_new"),
            self.page("<int:pk>/autosave/", self.autosave_view, "autosave"),
            self.page("<int:pk>/leave/", self.leave_view, "leave"),
            self.page("<int:pk>/rescue/", self.rescue_view, "rescue"),
            *super().get_urls(),
        ]

    @only_post
    def autosave_view(self, request, pk):
        """Keeps a copy of what is being typed; tells who else is there and whether the story was saved meanwhile."""
        article = self.editable(request, pk)
        kept = rescue.autosave(article=article, data=request.POST, by=request.user)
        stale = conflict.is_stale(article, request.POST.get("based_on", ""))
        return JsonResponse(
            {
                "kept": briefly(kept.created_at) if kept else "",
                "others": presence.touch(pk, request.user),
                "saved_by": (article.recorded.by_name or "Somebody") if stale else "",
            }
        )

    @only_post
    def leave_view(self, request, pk):
        presence.leave(self.piece_for(request, pk).pk, request.user)
        return JsonResponse({})

    @only_post
    def rescue_view(self, request, pk):
        article = self.editable(request, pk)
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


def address(name: str, *args) -> str:
    return reverse(f"admin:articles_article_{name}", args=args)


def saved(response, request):
    """Tells the browser which of its rescue copies is no longer needed."""
    token = request.POST.get("draft_token", "")
    if token.isalnum() and len(token) <= 40:
        response.set_cookie("desk_saved", token, max_age=60 * 60 * 24 * 14, path="/admin/", samesite="Lax")
    return response
