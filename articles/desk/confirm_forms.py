"""What the desk asks before a verb. Times are entered in the site's time zone."""

from django import forms
from django.utils import timezone

from articles.desk import workflow
from articles.desk.times import spelled_out, zone_name
from articles.models import Significance

UPDATES = [
    Significance.UPDATE,
    Significance.SILENT,
    Significance.CORRECTION,
    Significance.CLARIFICATION,
    Significance.RETRACTION,
]


class Nothing(forms.Form):
    """Nothing is asked. Every form of a verb is made with the situation it is asked in."""

    def __init__(self, *args, situation, **kwargs):
        super().__init__(*args, **kwargs)
        self.situation = situation

    def arguments(self) -> dict:
        """The keywords for the verb's action, from the cleaned fields."""
        return dict(self.cleaned_data)


class Timed(Nothing):
    at = forms.DateTimeField(
        label="When",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": "Choose the day and the time.",
            "invalid": "Write a day and a time, such as 2026-11-24 18:30.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.localtime()
        self.fields["at"].help_text = f"In the site’s time zone, {zone_name()}, where it is {now:%H:%M} now."

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at <= timezone.now():
            raise forms.ValidationError(f"{spelled_out(at)} is over. Choose a time to come.")
        return at


class ReasonForm(Nothing):
    reason = forms.CharField(
        label="What has to change",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what has to change: the author reads it."},
    )


class PublishForm(Nothing):
    """For an update also what kind it is and what changed, both told to readers."""

    significance = forms.ChoiceField(
        label="What readers are told",
        choices=[(kind.value, kind.label) for kind in UPDATES],
        initial=Significance.UPDATE,
        required=False,
    )
    change_note = forms.CharField(
        label="What changed",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Public: readers may see it.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.situation.timeline.live is None:
            del self.fields["significance"], self.fields["change_note"]

    def arguments(self) -> dict:
        may_review = self.situation.has(workflow.REVIEW)
        return self.cleaned_data | {"also_approve": may_review}


class ScheduleForm(Timed, PublishForm):
    field_order = ["at", "significance", "change_note"]


class WithdrawForm(Nothing):
    reason = forms.CharField(
        label="The reason, as readers will read it",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Readers are told why it was withdrawn: give the reason."},
    )


class ScheduleWithdrawalForm(Timed, WithdrawForm):
    field_order = ["at", "reason"]
