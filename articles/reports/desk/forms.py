"""The publication's form. Its file is opened and read before anything is saved."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from articles.desk.editor import BodyFormField
from articles.reports.files import open_document
from articles.reports.models import Report
from newsroom.lib.pdf import UnusablePdf
from newsroom.lib.text import slugify_unicode


class PdfField(forms.FileField):
    """A file that was read and found to be a whole PDF. Its value carries `document`."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,.pdf"})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            try:
                upload.document = open_document(upload)
            except UnusablePdf as refusal:
                raise ValidationError(str(refusal)) from refusal
        return upload


class ReportForm(forms.ModelForm):
    body = BodyFormField(label="Description", required=False)
    upload = PdfField(label="PDF", required=False)

    class Meta:
        model = Report
        fields = [
            "headline",
            "number",
            "kind",
            "dated",
            "summary",
            "body",
            "cover",
            "partner",
            "slug",
            "language",
            "licence",
            "issn",
            "isbn",
            "doi",
        ]
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vTextField desk-headline"}),
            "summary": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "upload" in self.fields:
            limits = f"At most {settings.PUBLICATION_MAX_MB} MB and {settings.PUBLICATION_MAX_PAGES:,} pages."
            replacing = " Takes the place of the present one." if self.instance.file_id else ""
            self.fields["upload"].help_text = limits + replacing

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        # An address once given stays when the title changes: it is only made where there is none.
        if not cleaned.get("slug") and "slug" in self.fields:
            cleaned["slug"] = slugify_unicode(cleaned.get("headline", ""))
        return cleaned
