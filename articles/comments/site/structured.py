"""Comments as schema.org has them: part of the NewsArticle that they stand under."""

from articles.comments.site.reading import Found, Shown
from articles.models.published import PublishedArticle
from articles.site.frame import absolute
from articles.site.moments import machine_readable


def structured(row: PublishedArticle, found: Found) -> dict:
    """`commentCount` of all that are shown, `comment` of those on the page."""
    story = absolute(row.path)
    return (
        {"commentCount": found.count, "comment": [_comment(each, story) for each in found.comments]}
        if found.count
        else {}
    )


def _comment(shown: Shown, story: str) -> dict:
    data = {
        "@type": "Comment",
        "@id": f"{story}#comment-{shown.id}",
        "url": f"{story}#comment-{shown.id}",
        "author": {"@type": "Organization" if shown.from_newsroom else "Person", "name": shown.name},
        "dateCreated": machine_readable(shown.created_at),
        "text": shown.text,
    }
    if shown.parent_id:
        data["parentItem"] = {"@type": "Comment", "@id": f"{story}#comment-{shown.parent_id}"}
    return data
