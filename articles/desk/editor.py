"""The body's editor: a plain textarea of HTML that a module turns into a rich-text editor where scripts run."""

import json

from django import forms
from django.forms.widgets import Script
from django.templatetags.static import static
from django.urls import reverse

from newsroom.lib.html import desk_sanitise

MODULES = {
    "editor": "django_prose_editor/editor.js",
    "figure": "desk/figure.js",
    "paste": "desk/paste.js",
    "picker": "desk/picker.js",
}


class BodyEditor(forms.Textarea):
    """Needs no inline script: the modules' addresses travel on the textarea, so a strict policy (CSP) holds without a
    nonce, and hashed names of collected files work without an import map."""

    class Media:
        css = {
            "all": [
                "django_prose_editor/material-icons.css",
                "django_prose_editor/editor.css",
                "django_prose_editor/overrides.css",
                "desk/editor.css",
            ]
        }
        js = [Script("desk/body-editor.js", type="module")]

    def __init__(self, attrs=None):
        super().__init__({"rows": 24, "cols": 80, "class": "vLargeTextField desk-body"} | (attrs or {}))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        config = {
            "modules": {name: static(path) for name, path in MODULES.items()},
            "pictures": reverse("admin:articles_image_picker"),
            "upload": reverse("admin:articles_image_add"),
        }
        context["widget"]["attrs"]["data-body-editor"] = json.dumps(config)
        return context

    def use_required_attribute(self, initial):
        """A hidden textarea that is required would stop the form without a word."""
        return False


class BodyFormField(forms.CharField):
    """An article's body. Whatever was typed or pasted, its value is clean HTML."""

    widget = BodyEditor

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "strip": True} | kwargs)

    def clean(self, value):
        return desk_sanitise(super().clean(value))
