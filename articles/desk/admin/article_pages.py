"""The addresses of stories alone. The others are those of every piece (piece_form.py, piece_pages.py)."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from taggit.models import Tag

from articles.desk.admin.piece_form import PieceForm

TAGS_AT_ONCE = 20


class ArticlePages(PieceForm):
    """Mixed into the article's admin. Needs a ModelAdmin."""

    def get_urls(self):
        return [self.page("tags/", self.tags_view, "tags"), *super().get_urls()]

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
