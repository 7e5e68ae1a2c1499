from django.core.exceptions import ValidationError
from django.db import models

from newsroom.redirects.paths import LONGEST, old_path_from, one_spelling, refuse_unusable_target


class Redirect(models.Model):
    """One address that moved. Paths are decoded Unicode, so that any script fits and an editor can read them."""

    old_path = models.CharField(
        max_length=LONGEST,
        unique=True,
        help_text="The address readers may still have, such as /2019/05/old-headline/.",
    )
    new_path = models.CharField(
        max_length=LONGEST,
        db_index=True,
        help_text="Where it leads: a path of this site or a full https address.",
    )
    permanent = models.BooleanField(
        default=True, help_text="Search engines move their entry only if it is permanent."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                name="redirect_leads_elsewhere",
                condition=~models.Q(old_path=models.F("new_path")),
                violation_error_message="An address can't lead to itself.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.old_path} → {self.new_path}"

    def clean(self) -> None:
        """Bring both addresses to their stored form and refuse, in words, what can't work."""
        wrong = {}
        try:
            self.old_path = old_path_from(self.old_path)
        except ValueError as error:
            wrong["old_path"] = str(error)
        try:
            self.new_path = one_spelling(self.new_path.strip())
            refuse_unusable_target(self.new_path)
        except ValueError as error:
            wrong["new_path"] = str(error)
        if wrong:
            raise ValidationError(wrong)
        if Redirect.objects.filter(old_path=self.new_path).exclude(pk=self.pk).exists():
            raise ValidationError({"new_path": "This address moved too. Give the address it leads to."})
