"""What other pages of the desk show of comments. Every tag is a thin shell over a tested function."""

from django import template

from articles.comments.desk.overview import story_comments, waiting_for

register = template.Library()


@register.inclusion_tag("admin/comments/_waiting.html")
def comments_waiting(user) -> dict:
    return waiting_for(user)


@register.inclusion_tag("admin/comments/_story.html", takes_context=True)
def comments_of_story(context, article) -> dict:
    user = context["user"]
    return {"about": story_comments(user, article), "csrf_token": context.get("csrf_token")}
