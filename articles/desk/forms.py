"""The article's form. The body's field comes in through this one module."""

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin
from django.urls import reverse

from articles.desk.editor import BodyFormField
from articles.models import Article, Byline
from newsroom.lib.text import slugify_unicode


class TagsWidget(AutocompleteMixin, forms.SelectMultiple):
    """The admin's own autocomplete, with tags by their names, and new ones by typing them."""

    def __init__(self, attrs=None, choices=()):
        super().__init__(Article._meta.get_field("tags"), None, attrs=attrs, choices=choices)

    def get_url(self):
        return reverse("admin:articles_article_tags")

    def build_attrs(self, base_attrs, extra_attrs=None):
        # Each tag has its own cross; one for all would stand in their list without being one of them.
        added = {"data-tags": "true", "data-token-separators": '[","]', "data-allow-clear": "false"}
        return super().build_attrs(base_attrs, extra_attrs) | added

    def optgroups(self, name, value, attr=None):
        return [
            (None, [self.create_option(name, tag, tag, {tag}, index) for index, tag in enumerate(value)], 0)
        ]


class TagsField(forms.Field):
    """Tags by name, as a list of strings."""

    widget = TagsWidget

    def prepare_value(self, value):
        return [getattr(tag, "name", tag) for tag in value or []]

    def has_changed(self, initial, data):
        return set(self.prepare_value(initial)) != set(data or [])

    def clean(self, value):
        names = list(dict.fromkeys(" ".join(name.split()) for name in value or [] if name.strip()))
        too_long = [name for name in names if len(name) > 100]
        if too_long:
            raise forms.ValidationError(f"A tag has at most 100 characters: “{too_long[0][:40]}…”.")
        return names


class ArticleForm(forms.ModelForm):
    body = BodyFormField(required=False)
    tags = TagsField(required=False, help_text="Type to find one, or write a new one and press Enter.")
    source_url = forms.URLField(
        label="Original’s address",
        required=False,
        max_length=700,
        assume_scheme="https",
        help_text="Where the partner published it first.",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )

    class Meta:
        model = Article
        fields = [
            "headline",
            "standfirst",
            "body",
            "section",
            "tags",
            "kind",
            "partner",
            "source_url",
            "slug",
            "language",
        ]
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vTextField desk-headline"}),
            "standfirst": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def clean(self):
        cleaned = super().clean()
        # An address once given stays when the headline changes: it is only made where there is none.
        if not cleaned.get("slug") and "slug" in self.fields:
            cleaned["slug"] = slugify_unicode(cleaned.get("headline", ""))
        return cleaned


class BylineForm(forms.ModelForm):
    class Meta:
        model = Byline
        fields = ["author", "name", "role", "position"]
        widgets = {"position": forms.NumberInput(attrs={"class": "desk-position", "min": 0})}

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name") and cleaned.get("author"):
            cleaned["name"] = cleaned["author"].name
        return cleaned
