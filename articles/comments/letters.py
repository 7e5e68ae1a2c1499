"""The one letter that we write: please confirm that this address is yours. It carries none of the comment's words, so
that nobody can have us send theirs to somebody else."""

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from articles.comments import rates
from articles.comments.models import Comment
from articles.comments.tickets import LETTER_LASTS, letter_key
from articles.models.published import PublishedArticle
from articles.site.frame import absolute
from newsroom.lib.text import clean_line
from newsroom.masthead.models import Masthead

log = logging.getLogger(__name__)
SENT, FAILED, TOO_MANY = "sent", "failed", "too many"


def ask_to_confirm(comment: Comment, row: PublishedArticle, now: datetime) -> str:
    """Send the letter, outside any transaction: SENT, FAILED (no mail server took it; the comment is kept and the
    letter can be sent again) or TOO_MANY (this mailbox had several lately)."""
    if comment.correspondent is None or comment.ticket is None:
        raise ValueError("Only what a reader wrote here has somebody to ask.")
    mail = comment.correspondent.mail
    if not rates.allowed("letter", mail, now):
        return TOO_MANY
    address = absolute(reverse("comments:confirm", args=[letter_key(comment.pk, comment.ticket, now)]))
    headline = clean_line(row.headline)
    words = {
        "masthead": Masthead.current(),
        "headline": headline,
        "address": address,
        "days": LETTER_LASTS.days,
    }
    letter = EmailMessage(
        subject=f"Please confirm your comment on “{headline[:120]}”",
        body=render_to_string("comments/letter.txt", words),
        to=[mail],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834: no holiday notice comes back
    )
    try:
        letter.send()
    except (OSError, SMTPException, ValueError) as error:
        log.error("A letter to confirm comment %s was not sent: %s", comment.pk, error)
        return FAILED
    return SENT
