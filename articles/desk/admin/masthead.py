"""The masthead: one row, with its links."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.desk.admin.public import PublicAdmin
from newsroom.masthead.models import THE_ONE, Masthead, PolicyLink, SocialLink


class LinkInline(admin.TabularInline):
    extra = 1
    ordering = ["position", "pk"]

    def _with_masthead(self, request) -> bool:
        """Who may change the masthead may change its links."""
        return request.user.has_perm("masthead.change_masthead")

    def has_add_permission(self, request, obj=None):
        return self._with_masthead(request)

    def has_change_permission(self, request, obj=None):
        return self._with_masthead(request)

    def has_delete_permission(self, request, obj=None):
        return self._with_masthead(request)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("masthead.view_masthead") or self._with_masthead(request)


class SocialInline(LinkInline):
    model = SocialLink
    fields = ["network", "label", "url", "position"]
    verbose_name_plural = "Connect with us"


class PolicyInline(LinkInline):
    model = PolicyLink
    fields = ["kind", "label", "url", "position"]
    verbose_name_plural = "Policies and about"


@admin.register(Masthead)
class MastheadAdmin(PublicAdmin):
    inlines = [SocialInline, PolicyInline]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "description", "logo"]}),
        ("Who answers", {"fields": ["publisher_name", "security_contact"]}),
        ("What readers may expect", {"fields": ["corrections_policy", "ethics_policy"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        """There is one: its list is itself."""
        there = Masthead.objects.filter(pk=THE_ONE).exists()
        name = "change" if there else "add"
        return HttpResponseRedirect(
            reverse(f"admin:masthead_masthead_{name}", args=[THE_ONE] if there else [])
        )

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Masthead.objects.filter(pk=THE_ONE).exists()

    def has_delete_permission(self, request, obj=None):
        return False
