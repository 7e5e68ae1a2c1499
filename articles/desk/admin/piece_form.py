"""The form of a piece, a story or whatever else has a trade, and what the open form talks to. Saving it changes the
working copy and keeps a revision; what the public reads changes by the verbs alone."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.desk import actions, checklist, conflict, presence, rescue
from articles.desk.admin.piece_pages import PiecePages, only_post
from articles.desk.panel import panel
from articles.desk.times import briefly
from articles.publishing.revisions import record


class PieceForm(PiecePages):
    """The admin of a kind of piece inherits these."""

    save_on_top = False

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/rows.js", "desk/rescue.js"]

    def get_urls(self):
        return [
            self.page("rescue/", self.rescue_new_view, "rescue_new"),
            self.page("<int:pk>/autosave/", self.autosave_view, "autosave"),
            self.page("<int:pk>/leave/", self.leave_view, "leave"),
            self.page("<int:pk>/rescue/", self.rescue_view, "rescue"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        title = self.model._meta.verbose_name_plural.capitalize()
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    # --- what the open form talks to -------------------------------------------------------------------------------
    @only_post
    def autosave_view(self, request, pk):
        """Keeps a copy of what is being typed; tells who else is there and whether the piece was saved meanwhile."""
        piece = self.editable(request, pk)
        kept = rescue.autosave(piece=piece, data=request.POST, by=request.user)
        stale = conflict.is_stale(piece, request.POST.get("based_on", ""))
        return JsonResponse(
            {
                "kept": briefly(kept.created_at) if kept else "",
                "others": presence.touch(piece, request.user),
                "saved_by": (piece.recorded.by_name or "Somebody") if stale else "",
            }
        )

    @only_post
    def leave_view(self, request, pk):
        presence.leave(self.piece_for(request, pk), request.user)
        return JsonResponse({})

    @only_post
    def rescue_view(self, request, pk):
        piece = self.editable(request, pk)
        revision = rescue.rescue(piece=piece, data=request.POST, by=request.user)
        messages.success(
            request,
            f"Your text is safe. Compare it with the {self.trade.noun} as it is saved, then take it or leave it.",
        )
        remind_of_files(request)
        return saved(HttpResponseRedirect(self.trade.address("revision", pk, revision.number)), request)

    @only_post
    def rescue_new_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        piece = rescue.rescue_new(trade=self.trade, data=request.POST, by=request.user)
        messages.success(request, "Your text was restored and saved as a draft.")
        remind_of_files(request)
        return saved(HttpResponseRedirect(self.trade.address("change", piece.pk)), request)

    # --- the form --------------------------------------------------------------------------------------------------
    def attached(self, request) -> dict:
        """Keeps what came with the form as a file, and gives it as content of a revision."""
        return {}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What was typed while somebody else saved is kept beside what they saved."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            piece = self.get_object(request, unquote(object_id))
            if piece is not None and self.has_change_permission(request, piece):
                rescued = conflict.rescue_stale_save(
                    piece=piece,
                    data=request.POST,
                    by=request.user,
                    attached=lambda: self.attached(request),
                )
                if rescued:
                    where = self.trade.address("revision", piece.pk, rescued.number)
                    return saved(HttpResponseRedirect(where), request)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["trade"] = self.trade
        context["draft_token"] = request.POST.get("draft_token") or uuid4().hex
        context["show_save_and_add_another"] = False
        context["title"] = self.trade.begin if add else self.trade.noun.capitalize()
        if obj is not None and obj.head is not None:
            context["panel"] = shown = panel(obj, request.user, timezone.now())
            context["based_on"] = request.POST.get("based_on") or obj.recorded.number
            context["present"] = presence.touch(obj, request.user)
            hint(context, shown["problems"])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
            obj.save()
            return
        # Only what the form holds: the door's dates and the state are nobody's to overwrite.
        own = {field.name for field in obj._meta.concrete_fields if field.name in form.cleaned_data}
        obj.save(update_fields=own)

    def save_related(self, request, form, formsets, change):
        """The last step of a save: everything is written, and one revision says what it now is."""
        super().save_related(request, form, formsets, change)
        piece = form.instance
        before = piece.head
        record(piece, by=request.user)
        if told := actions.after_edit(piece, before, by=request.user):
            messages.info(request, told)

    def response_add(self, request, obj, post_url_continue=None):
        return saved(super().response_add(request, obj, post_url_continue), request)

    def response_change(self, request, obj):
        return saved(super().response_change(request, obj), request)


def remind_of_files(request) -> None:
    """A browser keeps no file: whoever had chosen one is told."""
    if names := request.POST.get("draft_files", "")[:300]:
        messages.warning(request, f"A browser keeps no file: choose “{names}” again.")


def saved(response, request):
    """Tells the browser which of its rescue copies is no longer needed."""
    token = request.POST.get("draft_token", "")
    if token.isalnum() and len(token) <= 40:
        response.set_cookie("desk_saved", token, max_age=60 * 60 * 24 * 14, path="/admin/", samesite="Lax")
    return response


def hint(context: dict, problems: list[checklist.Problem]) -> None:
    """Puts what a publication needs beside the field it belongs to."""
    fields = context["adminform"].form.fields
    by_field: dict[str, list[str]] = {}
    for problem in problems:
        by_field.setdefault(problem.field, []).append(problem.message)
    for name, sentences in by_field.items():
        if name in fields:
            needs = format_html_join("", '<span class="desk-need">{}</span>', ((text,) for text in sentences))
            fields[name].help_text = format_html("{}{}", needs, fields[name].help_text)
    for formset in context["inline_admin_formsets"]:
        formset.opts.needs = by_field.get(formset.formset.prefix, [])
