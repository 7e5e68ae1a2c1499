"""Form fields and names as all of the desk's admins have them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.safestring import mark_safe

from newsroom.lib.imaging import MAX_BYTES, UnusableImage, open_untrusted, render

# What a column of pictures is called for those who hear the page.
UNSEEN_PICTURE = mark_safe('<span class="visually-hidden">picture</span>')
WIDEST = 480  # pixels: three times what a portrait or a logo takes on a page


class SmallPicture(forms.ImageField):
    """A portrait or logo: opened with suspicion, kept as a WebP without metadata, at most 480 pixels wide."""

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        try:
            picture = open_untrusted(upload.read(MAX_BYTES + 1))
        except UnusableImage as refusal:
            raise ValidationError(str(refusal)) from refusal
        (made,) = render(picture, [WIDEST])
        return ContentFile(made.bytes, name=f"{picture.sha256[:20]}.webp")


DESK_FIELDS: dict[type[models.Field], dict[str, Any]] = {models.ImageField: {"form_class": SmallPicture}}
