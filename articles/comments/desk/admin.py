"""Moderation in the admin: the list, the page of one comment, the switch of a story, and everything of one address."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from articles.comments import privacy
from articles.comments.desk import moderation
from articles.comments.desk.filters import StateFilter, StorySectionFilter
from articles.comments.desk.forms import AddressForm, ReplyForm, SwitchForm
from articles.comments.desk.lists import BUTTONS, READ, CommentList, ModerationColumns
from articles.comments.models import Comment
from articles.comments.moderating import Refused, reply, set_switch
from articles.models import Article

CHANGELIST = "admin:comments_comment_changelist"


@admin.register(Comment)
class CommentAdmin(ModerationColumns, admin.ModelAdmin):
    list_display = ["words", "story", "verdict"]
    list_display_links = None
    list_filter = [StateFilter, StorySectionFilter]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["created_at", "id"]
    sortable_by = []
    search_fields = ["name", "text", "correspondent__mail__exact"]
    search_help_text = "Words of the comment, a name, or a whole e-mail address"
    actions = ["approve", "reject", "spam"]
    change_list_template = "admin/comments/comment/list.html"

    class Media:
        css = {"all": ["desk/desk.css", "comments/moderate.css"]}
        js = ["comments/moderate.js"]

    # --- who may do what ---------------------------------------------------------------------------------------------
    def has_module_permission(self, request):
        return request.user.has_perm(moderation.MODERATE)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(moderation.MODERATE)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Rejected ones stay for the record; the words of one address are erased on its page."""
        return False

    # --- the list ----------------------------------------------------------------------------------------------------
    def get_changelist(self, request, **kwargs):
        return CommentList

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and "one" in request.POST:
            verb, _, number = request.POST["one"].partition("-")
            if verb in moderation.VERBS and number.isdecimal():
                moderation.carry_out(request, verb, [int(number)])
            return HttpResponseRedirect(request.get_full_path())
        context = {
            "title": "Comments",
            "may_erase": request.user.has_perm(moderation.ERASE),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    @admin.action(description="Approve", permissions=["change"])
    def approve(self, request, queryset):
        moderation.carry_out(request, "approve", queryset.values_list("pk", flat=True))

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request, queryset):
        moderation.carry_out(request, "reject", queryset.values_list("pk", flat=True))

    @admin.action(description="Call it spam", permissions=["change"])
    def spam(self, request, queryset):
        moderation.carry_out(request, "spam", queryset.values_list("pk", flat=True))

    # --- one comment, one story, one address -------------------------------------------------------------------------
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("switch/<int:article>/", view(self.switch_view), name="comments_switch"),
            path("address/", view(self.address_view), name="comments_address"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of one comment: all that is known of it, the decisions, and the newsroom's answer."""
        moderation.require(request.user, moderation.MODERATE)
        number = int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0
        comment = get_object_or_404(Comment.objects.select_related(*READ), pk=number)
        form = ReplyForm(request.POST if "reply" in request.POST else None)
        if request.method == "POST" and self._acted(request, comment, form):
            return HttpResponseRedirect(reverse("admin:comments_comment_change", args=[comment.pk]))
        return TemplateResponse(
            request,
            "admin/comments/comment/one.html",
            {
                **self.admin_site.each_context(request),
                "title": f"Comment by {comment.name or 'nobody'}",
                "opts": self.opts,
                "media": self.media,
                "comment": comment,
                "verdict": self.verdict(comment),
                "buttons": BUTTONS,
                "reports": comment.reports.all(),
                "replies": comment.replies.order_by("created_at", "pk"),
                "others": comment.correspondent.comments.exclude(pk=comment.pk)[:8]
                if comment.correspondent
                else [],
                "form": form,
                "may_trust": request.user.has_perm("comments.change_correspondent"),
            },
        )

    def _acted(self, request, comment: Comment, form: ReplyForm) -> bool:
        if request.POST.get("verb") in moderation.VERBS:
            moderation.carry_out(request, request.POST["verb"], [comment.pk])
            return True
        if not form.is_valid():
            return False
        try:
            reply(to=comment, text=form.cleaned_data["reply"], by=request.user)
        except Refused as refused:
            form.add_error("reply", str(refused))
            return False
        messages.success(request, "Your answer is public.")
        return True

    @method_decorator(require_POST)
    def switch_view(self, request, article):
        moderation.require(request.user, moderation.MODERATE)
        found = get_object_or_404(Article, pk=article)
        form = SwitchForm(request.POST)
        if form.is_valid():
            set_switch(article_id=found.pk, switch=form.cleaned_data["switch"])
            messages.success(request, f"“{found.headline}”: the comments are as you chose.")
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[found.pk]))

    def address_view(self, request):
        """Everything of one address: as a file, or erased after it was shown how much that is."""
        moderation.require(request.user, moderation.ERASE)
        form = AddressForm(request.POST or None)
        found = privacy.export(form.cleaned_data["mail"]) if form.is_valid() else None
        if found and "export" in request.POST:
            response = JsonResponse(found, json_dumps_params={"indent": 2, "ensure_ascii": False})
            response["Content-Disposition"] = (
                f'attachment; filename="comments-{slugify(found["address"])}.json"'
            )
            return response
        if found and "erase" in request.POST:
            count = privacy.erase(found["address"], by=request.user)
            messages.success(
                request, f"The address and its {count} comment{'' if count == 1 else 's'} are erased."
            )
            return HttpResponseRedirect(reverse(CHANGELIST))
        context = {
            **self.admin_site.each_context(request),
            "title": "Everything of one address",
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "found": found,
            "asked": form.is_bound and form.is_valid(),
        }
        return TemplateResponse(request, "admin/comments/comment/address.html", context)
