"""The library's own pages: many pictures at once, describing them, and the picker of the body's editor."""

from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.desk.image_forms import DescriptionFormSet, UploadForm, opened
from articles.desk.pictures import save_description
from articles.models import Image
from articles.publishing.renditions import keep_picture

PICKER_PAGE = 24
EDITOR_WIDTH = 640  # pixels


def upload(request, model_admin):
    """Take many pictures. The good ones go in; each refusal is told by its file's name."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    added, refused = [], []
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["files"]:
            try:
                added.append(_keep(file, form, request.user))
            except ValidationError as refusal:
                refused.append((file.name, refusal.messages[0]))
        for image in added:
            model_admin.log_addition(request, image, "Uploaded with others.")
        if added and not refused:
            return HttpResponseRedirect(_describe_address(added))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Add several pictures",
        "opts": model_admin.opts,
        "form": form,
        "added": added,
        "refused": refused,
        "describe": _describe_address(added) if added else "",
    }
    return TemplateResponse(request, "admin/articles/image/upload.html", context)


@transaction.atomic
def _keep(file, form, user) -> Image:
    picture, content = opened(file)
    image = Image(**form.shared(picture))
    keep_picture(image, picture, content, filename=file.name, by=user)
    return image


def _describe_address(images) -> str:
    return f"{reverse('admin:articles_image_describe')}?ids={','.join(str(image.pk) for image in images)}"


def describe(request, model_admin):
    """Credit and text alternative of several pictures on one page."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    numbers = [int(part) for part in request.GET.get("ids", "").split(",") if part.isdecimal()][:100]
    images = Image.objects.filter(pk__in=numbers)
    if not model_admin.has_change_permission(request):
        images = images.filter(pk__in=_just_added_by(request.user, numbers), publication_uses=None)
    if not images:
        raise Http404
    formset = DescriptionFormSet(request.POST or None, queryset=images.order_by("pk"))
    if request.method == "POST" and formset.is_valid():
        for form in formset:
            if form.has_changed():
                save_description(form.save(commit=False), form.changed_data)
        model_admin.message_user(request, f"{len(formset.forms)} pictures are described.")
        return HttpResponseRedirect(reverse("admin:articles_image_changelist"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Describe the pictures",
        "opts": model_admin.opts,
        "formset": formset,
    }
    return TemplateResponse(request, "admin/articles/image/describe.html", context)


def thumbnail(request, number):
    """Leads to the smallest rendition, so that lists can show a picture of which they know the number alone."""
    if not request.user.has_perm("articles.view_image"):
        raise PermissionDenied
    url = get_object_or_404(Image.objects.only("renditions"), pk=number).thumbnail_url()
    if not url:
        raise Http404
    response = HttpResponseRedirect(url)
    response["Cache-Control"] = "private, max-age=600"
    return response


def picker(request, model_admin):
    """Pictures as JSON: those of `ids`, or a page of the newest that hold the words of `q`."""
    if not request.user.has_perm("articles.view_image"):
        raise PermissionDenied
    images = Image.objects.exclude(renditions=[])
    if "ids" in request.GET:
        numbers = [int(part) for part in request.GET["ids"].split(",") if part.isdecimal()][:200]
        return JsonResponse({"pictures": [for_editor(image) for image in images.filter(pk__in=numbers)]})
    page = int(request.GET.get("page", "")) if request.GET.get("page", "").isdecimal() else 1
    found, _ = model_admin.get_search_results(request, images, request.GET.get("q", ""))
    start = (max(1, min(page, 10_000)) - 1) * PICKER_PAGE
    some = list(found[start : start + PICKER_PAGE + 1])
    return JsonResponse(
        {"pictures": [for_editor(image) for image in some[:PICKER_PAGE]], "more": len(some) > PICKER_PAGE}
    )


def for_editor(image: Image) -> dict:
    """What the editor shows of a picture. Addresses are those of renditions, never of the original."""
    made = sorted(
        (each for each in image.renditions if each["type"] == "image/webp"), key=lambda each: each["width"]
    )
    fit = next((each for each in made if each["width"] >= EDITOR_WIDTH), made[-1] if made else None)
    return {
        "id": image.pk,
        "title": str(image),
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit_line,
        "ended": not image.usable_at(timezone.now()),
        "thumb": image.thumbnail_url(),
        "src": default_storage.url(fit["name"]) if fit else "",
    }


def _just_added_by(user, numbers: list[int]) -> list[int]:
    """Those of the pictures this user added: whoever may add but not change describes their own, until one is public."""
    mine = LogEntry.objects.filter(
        user=user,
        action_flag=ADDITION,
        content_type__model="image",
        object_id__in=[str(pk) for pk in numbers],
    )
    return [int(pk) for pk in mine.values_list("object_id", flat=True) if pk]
