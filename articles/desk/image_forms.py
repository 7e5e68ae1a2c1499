"""Forms through which pictures enter the library and are described."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from articles.models import CreditKind, Image
from articles.publishing.renditions import UnusableImage, same_picture
from newsroom.lib.imaging import MAX_BYTES, Picture, open_untrusted, read_metadata

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/tiff,image/avif"
UNLESS_IN_FILE = "Required, unless the file itself says it (IPTC, XMP): leave it empty then."
RIGHTS = ["photographer", "holder", "licence", "rights_until", "may_syndicate", "credit_url"]
AT_ONCE = 30  # files; each takes a second or two
DESCRIBED = ["title", "alt", "caption", "credit_kind", "credit"]


def opened(upload) -> tuple[Picture, bytes]:
    """An upload's picture and bytes. Raises ValidationError with words for an editor."""
    content = upload.read(MAX_BYTES + 1)
    try:
        picture = open_untrusted(content)
    except UnusableImage as refusal:
        raise ValidationError(str(refusal)) from refusal
    known = same_picture(picture)
    if known:
        address = reverse("admin:articles_image_change", args=[known.pk])
        raise ValidationError(
            format_html('This picture is in the library already: <a href="{}">{}</a>.', address, known)
        )
    return picture, content


class PictureFile(forms.FileField):
    """A file that was opened and found to be a picture. Its value carries `picture` and `content`."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        upload.picture, upload.content = opened(upload)
        return upload


class RightsForm(forms.ModelForm):
    """Says aloud which of the two boxes of a moment is the date and which the time."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        boxes = getattr(self.fields.get("rights_until"), "widget", None)
        for box, part in zip(getattr(boxes, "widgets", []), ("date", "time"), strict=False):
            box.attrs["aria-label"] = f"Rights until, {part}"


class NewImageForm(RightsForm):
    """A new picture: refused where it is none, and not taken without its credit and text alternative."""

    file = PictureFile(label="Picture", help_text="JPEG, PNG, WebP, GIF, TIFF or AVIF, at most 40 MB.")

    class Meta:
        model = Image
        fields = ["file", *DESCRIBED]
        widgets = {
            "alt": AdminTextareaWidget(attrs={"rows": 2}),
            "caption": AdminTextareaWidget(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("alt", "credit"):
            self.fields[name].help_text = f"{self.fields[name].help_text} {UNLESS_IN_FILE}"

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("file")
        if upload:
            said = read_metadata(upload.picture)
            if not cleaned.get("alt") and not said.alt:
                self.add_error(
                    "alt", "Say what someone who cannot see the picture needs to know. The file does not."
                )
            if not cleaned.get("credit") and not (said.credit or said.source or said.byline):
                self.add_error("credit", "Who is to be credited? The file does not say.")
        return cleaned


class ImageForm(RightsForm):
    """A picture of the library: what it has, it keeps."""

    class Meta:
        model = Image
        fields = DESCRIBED
        widgets = NewImageForm.Meta.widgets

    def clean(self):
        cleaned = super().clean()
        for name, words in (("alt", "its text alternative"), ("credit", "its credit")):
            if self.initial.get(name) and not cleaned.get(name):
                self.add_error(name, f"A picture that has {words} cannot lose it.")
        return cleaned


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class SeveralPictures(forms.FileField):
    """Uploads by name, unopened: one bad file must not refuse the others."""

    widget = SeveralFiles(attrs={"accept": ACCEPTED})

    def clean(self, data, initial=None):
        files = data if isinstance(data, (list, tuple)) else [data]
        if len(files) > AT_ONCE:
            raise ValidationError(f"These are {len(files)} files. Take at most {AT_ONCE} at a time.")
        return [super(SeveralPictures, self).clean(one, initial) for one in files]


class UploadForm(forms.Form):
    """Many pictures at once, with what holds for all of them. Each is described on the next page."""

    # Django takes declared fields off the class, so this is not the form's own `files`.
    files = SeveralPictures(  # type: ignore[assignment]
        label="Pictures", help_text=f"Up to {AT_ONCE} at a time, each at most 40 MB."
    )
    credit_kind = forms.ChoiceField(
        label="Credit begins", choices=CreditKind.choices, initial=CreditKind.CREDIT
    )
    credit = forms.CharField(
        max_length=300, required=False, help_text="For those whose file does not say it."
    )
    holder = forms.CharField(label="Rights holder", max_length=200, required=False)
    licence = forms.CharField(max_length=200, required=False)

    def shared(self, picture: Picture) -> dict[str, str]:
        """The fields for one picture: a credit in its file is the better one."""
        fields = {name: self.cleaned_data[name] for name in ("holder", "licence") if self.cleaned_data[name]}
        said = read_metadata(picture)
        if self.cleaned_data["credit"] and not (said.credit or said.source or said.byline):
            fields |= {name: self.cleaned_data[name] for name in ("credit", "credit_kind")}
        return fields


class DescriptionForm(forms.ModelForm):
    class Meta:
        model = Image
        fields = DESCRIBED
        widgets = NewImageForm.Meta.widgets

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alt"].required = self.fields["credit"].required = True


DescriptionFormSet = forms.modelformset_factory(Image, form=DescriptionForm, extra=0, can_delete=False)
