"""What the masthead's links may lead to."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

_is_web_address = URLValidator(schemes=["https", "http"])
_is_email = EmailValidator()


def validate_link(value: str) -> None:
    """A full web address, or a path of this site that begins with one slash."""
    if value.startswith("/") and not value.startswith(("//", "/\\")):
        return
    try:
        _is_web_address(value)
    except ValidationError:
        raise ValidationError(
            "Give a full web address (https://…) or a path of this site (/about/)."
        ) from None


def validate_contact(value: str) -> None:
    """An e-mail address or an https address, as RFC 9116 (2.5.3) asks of a security contact."""
    try:
        if urlsplit(value).scheme == "https":
            _is_web_address(value)
        else:
            _is_email(value.removeprefix("mailto:"))
    except (ValidationError, ValueError):
        raise ValidationError("Give an e-mail address or an https:// address.") from None
