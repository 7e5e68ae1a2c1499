"""What readers fill in. The form stands on kept pages, so it holds nothing of any visitor and needs no cookie."""

from django import forms

from articles.comments.models import Report
from articles.comments.words import LONGEST_NAME, LONGEST_TEXT, clean_name, clean_text, mail_key
from articles.comments.writing import Draft


class CommentForm(forms.Form):
    """`topic` is the trap: people don't see it, machines that fill in everything do."""

    use_required_attribute = True
    text = forms.CharField(
        label="Your comment",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_TEXT, "dir": "auto"}),
        error_messages={"required": "Write your comment here."},
    )
    name = forms.CharField(
        label="Your name",
        help_text="Shown with your comment.",
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": LONGEST_NAME, "dir": "auto"}),
        error_messages={"required": "Write the name that is to stand with your comment."},
    )
    mail = forms.EmailField(
        label="Your e-mail address",
        help_text="Never shown. We send one letter to confirm it.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Write your e-mail address, so that we can confirm that you are its owner.",
            "invalid": "This is not an e-mail address such as ana@mail.example.",
        },
    )
    topic = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, data=None, **named):
        super().__init__(data, auto_id="comment-form-%s", label_suffix="", **named)

    def clean_text(self):
        text = clean_text(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError("Write your comment here.")
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                f"A comment has at most {LONGEST_TEXT:,} characters; this one has {len(text):,}."
            )
        return text

    def clean_name(self):
        name = clean_name(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("Write the name that is to stand with your comment.")
        if len(name) > LONGEST_NAME:
            raise forms.ValidationError(f"A name has at most {LONGEST_NAME} characters here.")
        return name

    def clean_mail(self):
        return mail_key(self.cleaned_data["mail"])

    def draft(self) -> Draft:
        said = self.cleaned_data
        return Draft(name=said["name"], mail=said["mail"], text=said["text"], trap=said["topic"])


class ReportForm(forms.Form):
    why = forms.ChoiceField(
        label="What is wrong with it?", choices=Report.Why.choices, widget=forms.RadioSelect
    )
