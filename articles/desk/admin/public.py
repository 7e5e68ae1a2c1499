"""The admin of things readers see on many pages."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.desk.admin.fields import DESK_FIELDS
from articles.publishing.edition import raise_edition


class PublicAdmin(admin.ModelAdmin):
    """Every save and deletion raises the edition in its own transaction, so no kept page outlives it."""

    formfield_overrides = DESK_FIELDS
    show_full_result_count = False
    list_per_page = 50

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        raise_edition()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        raise_edition()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        raise_edition()


class KeptInUse(PublicAdmin):
    """Deleting what stories use is refused in words, before anything is asked."""

    actions: Any = None

    def why_kept(self, obj) -> str:
        """Why `obj` cannot be deleted, in words for an editor; "" when it can."""
        raise NotImplementedError

    def delete_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, object_id)
        reason = self.why_kept(obj) if obj else ""
        if not reason:
            return super().delete_view(request, object_id, extra_context)
        self.message_user(request, f"“{obj}” cannot be deleted. {reason}", messages.ERROR)
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        )
