"""Partners: what was agreed, which of their feeds we read, and the addresses under which they read ours."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.widgets import Script
from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.desk.admin.public import KeptInUse
from articles.models import Article, PartnerFeed, PublishedArticle
from articles.publishing.edition import raise_edition
from articles.publishing.rebuild import show_anew
from authors.models import Partner
from authors.models.partner import new_token
from newsroom.redirects.moves import keep_old_address

SHOWN_WITH_STORIES = {"name", "slug", "url", "logo", "credit_wording", "canonical_policy"}
FEEDS = ["rss", "atom", "json"]


class FeedInline(admin.StackedInline):
    model = PartnerFeed
    extra = 0
    autocomplete_fields = ["section"]
    fields = ["url", "section", "active", "polled_at", "error"]
    readonly_fields = ["polled_at", "error"]


@admin.register(Partner)
class PartnerAdmin(KeptInUse):
    list_display = ["name", "url", "canonical_policy", "goes_live", "may_republish", "agreement_until"]
    list_filter = ["goes_live", "may_republish", "canonical_policy"]
    search_fields = ["name", "url"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [FeedInline]
    change_form_template = "admin/authors/partner/change_form.html"
    readonly_fields = ["feed_addresses"]

    class Media:
        js = [Script("desk/copy.js", type="module")]

    def get_fieldsets(self, request, obj=None):
        addresses = ["feed_addresses"] if obj and self.has_change_permission(request, obj) else []
        return [
            (None, {"fields": ["name", "slug", "url", "logo", "description"]}),
            ("With their stories", {"fields": ["credit_wording", "canonical_policy", "goes_live"]}),
            ("With ours", {"fields": ["may_republish", "window_days", *addresses]}),
            ("Agreement", {"fields": [("agreement_from", "agreement_until"), "notes"]}),
        ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.rotate_view)
        return [path("<int:number>/rotate/", view, name="authors_partner_rotate"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        before = Partner.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        if before and before.slug != obj.slug:
            keep_old_address(old_path=before.get_absolute_url(), new_path=obj.get_absolute_url())
        if before and SHOWN_WITH_STORIES & set(form.changed_data):
            show_anew(obj)

    def why_kept(self, obj) -> str:
        number = Article.objects.filter(partner=obj).count()
        if number:
            return f"{number:,} {'article names' if number == 1 else 'articles name'} this partner."
        return "Published stories that name this partner are on record." if self._on_record(obj) else ""

    def _on_record(self, partner) -> bool:
        return PublishedArticle.objects.filter(partner=partner).exists()

    def rotate_view(self, request, number):
        """A new token: the old addresses answer 404 from that moment."""
        partner = self.get_object(request, str(number))
        if partner is None:
            raise Http404
        if not self.has_change_permission(request, partner):
            raise PermissionDenied
        if request.method == "POST":
            with transaction.atomic():
                partner.token = new_token()
                partner.save(update_fields=["token"])
                raise_edition()
                self.log_change(request, partner, "New token for the partner’s feeds.")
            self.message_user(
                request, f"{partner} has new addresses. Send them: the old ones are dead.", messages.SUCCESS
            )
            return HttpResponseRedirect(reverse("admin:authors_partner_change", args=[partner.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"New token for {partner}",
            "opts": self.opts,
            "partner": partner,
        }
        return TemplateResponse(request, "admin/authors/partner/rotate.html", context)

    @admin.display(description="their addresses")
    def feed_addresses(self, partner):
        start = f"{settings.SITE_URL}/syndication/{partner.token}/feed."
        context = {"addresses": [(kind.upper(), start + kind) for kind in FEEDS], "partner": partner}
        return render_to_string("admin/authors/partner/_addresses.html", context)
