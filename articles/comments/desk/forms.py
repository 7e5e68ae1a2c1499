"""What the desk fills in beside the list of comments."""

from django import forms

from articles.comments.models import Thread
from articles.comments.words import LONGEST_TEXT, mail_key


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label="Answer as the newsroom",
        help_text="Public at once, with your name and the newsroom’s.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


class SwitchForm(forms.Form):
    switch = forms.ChoiceField(label="Comments", choices=Thread.Switch.choices, required=False)


class AddressForm(forms.Form):
    mail = forms.EmailField(label="E-mail address", max_length=254)

    def clean_mail(self):
        return mail_key(self.cleaned_data["mail"])
