"""The list in which comments are moderated: each with its story beside it, the score and why, and what it answers."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from articles.comments.words import as_html
from articles.desk.times import briefly
from newsroom.lib.text import excerpt

BUTTONS = [("approve", "Approve", "a"), ("reject", "Reject", "r"), ("spam", "Spam", "s")]
READ = ["thread__article__section", "correspondent", "parent", "decided_by"]
NOT_READ = ["thread__article__body", "thread__article__marks"]


class CommentList(ChangeList):
    def get_queryset(self, *args, **kwargs):
        return super().get_queryset(*args, **kwargs).select_related(*READ).defer(*NOT_READ)


class ModerationColumns:
    """The columns of the list. What they show was loaded with it."""

    @admin.display(description="comment")
    def words(self, comment):
        """Who, when, and the words as readers would see them."""
        answered = comment.parent
        return format_html(
            '<p class="desk-comment__by"><a href="{}"><strong><bdi>{}</bdi></strong></a> {} '
            '<span class="desk-quiet">{}{}</span></p>{}<div class="desk-comment__text" dir="auto">{}</div>{}',
            reverse("admin:comments_comment_change", args=[comment.pk]),
            comment.name or "Erased",
            standing(comment),
            briefly(comment.created_at),
            f", {comment.correspondent.mail}" if comment.correspondent else "",
            format_html(
                '<p class="desk-quiet">Answers <bdi>{}</bdi>: {}</p>',
                answered.name,
                excerpt(answered.text, 14),
            )
            if answered
            else "",
            mark_safe(as_html(comment.text)),  # noqa: S308  paragraphs and links of our making, all else escaped
            buttons(comment),
        )

    @admin.display(description="story")
    def story(self, comment):
        article = comment.thread.article
        return format_html(
            '<a href="{}" dir="auto">{}</a><br><span class="desk-quiet">{}</span><p dir="auto">{}</p>',
            reverse("admin:articles_article_change", args=[article.pk]),
            article.headline,
            article.section or "",
            excerpt(article.standfirst, 24),
        )

    @admin.display(description="what speaks for and against it")
    def verdict(self, comment):
        lines = list(comment.reasons)
        if comment.report_count:
            lines.insert(
                0, f"Reported by {comment.report_count} reader{'' if comment.report_count == 1 else 's'}"
            )
        if comment.decided_at:
            lines.append(f"Decided by {comment.decided_by or 'somebody'}, {briefly(comment.decided_at)}")
        return format_html(
            '<span class="desk-state desk-state--{}">{}</span> {}<ul class="desk-comment__reasons">{}</ul>',
            comment.state,
            comment.get_state_display(),
            format_html('<span class="desk-score">{} of 100</span>', comment.score)
            if comment.score is not None
            else "",
            format_html_join("", "<li>{}</li>", ((line,) for line in lines)),
        )


def standing(comment):
    """What is known of the address, as flags."""
    writer = comment.correspondent
    if comment.from_newsroom:
        return mark_safe('<span class="desk-flag">newsroom</span>')
    flags = []
    if writer and writer.trusted:
        flags.append("trusted")
    if writer and writer.blocked:
        flags.append("blocked")
    if comment.to_be_confirmed:
        flags.append("not confirmed")
    if comment.source_id:
        flags.append("imported")
    return format_html_join(" ", '<span class="desk-flag">{}</span>', ((flag,) for flag in flags))


def buttons(comment):
    """One button a decision, in the list's own form; they work without JavaScript."""
    if comment.state == "erased":
        return ""
    made = (
        (verb, comment.pk, verb, label, key)
        for verb, label, key in BUTTONS
        if not (verb == "approve" and comment.state == "approved" and not comment.report_count)
    )
    return format_html(
        '<p class="desk-comment__do">{} <a class="desk-comment__open" href="{}">Answer, look closer</a></p>',
        format_html_join(
            " ",
            '<button type="submit" name="one" value="{}-{}" class="button desk-button desk-button--small" data-verb="{}">{}'
            " <kbd>{}</kbd></button>",
            made,
        ),
        reverse("admin:comments_comment_change", args=[comment.pk]),
    )
