"""manage.py load_demo: the demonstration newsroom."""

from argparse import RawDescriptionHelpFormatter

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from articles.demo.loading import load
from articles.demo.people import LOGINS
from articles.models import Article, Section
from authors.models import Author, Partner

DEFAULT_PASSWORD = "newsroom"  # noqa: S105  printed on the screen, and only with DEBUG on
HELP = """Fill an empty database with the demonstration newsroom: invented people, stories and drawn pictures.

Examples:
  manage.py load_demo
  manage.py load_demo --if-empty                    (does nothing where there are articles)
  manage.py load_demo --password 'a long sentence'  (needed where DEBUG is off)"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there are articles already"
        )
        parser.add_argument("--password", default="", help="the password of every login of the demo")

    def handle(self, *, if_empty, password, **options):
        if if_empty and Article.objects.exists():
            return
        refuse_filled_database()
        password = password or default_password()
        refuse_weak(password)
        count = load(password, told=self.stdout.write)
        self.stdout.write(
            self.style.SUCCESS(f"{count} stories are in. Log in at {settings.SITE_URL}/admin/:")
        )
        for login in LOGINS:
            self.stdout.write(f"  {login.username:<14} {login.role or 'everything'}")
        shown = password if password == DEFAULT_PASSWORD else "the one you gave"
        self.stdout.write(f"The password of each: {shown}")


def refuse_filled_database() -> None:
    filled = [model for model in (Article, Author, Section, Partner) if model.objects.exists()]
    if filled:
        names = ", ".join(str(model._meta.verbose_name_plural) for model in filled)
        raise CommandError(
            f"The database already has {names}. The demo goes into an empty one only.", returncode=2
        )


def default_password() -> str:
    if settings.DEBUG:
        return DEFAULT_PASSWORD
    raise CommandError(
        "DEBUG is off, so this may be a site others can reach. Choose the logins’ password with --password.",
        returncode=2,
    )


def refuse_weak(password: str) -> None:
    """A password everybody can read in our source, or guess, is for a developer's own machine."""
    if settings.DEBUG:
        return
    if password == DEFAULT_PASSWORD:
        raise CommandError("That is the demo’s well-known password. Choose another.", returncode=2)
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError("That password is too weak: " + " ".join(error.messages), returncode=2) from error
