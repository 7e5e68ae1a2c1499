"""What a browser would send for the story's form."""

from django.urls import reverse

from articles.models import Article


def address(name: str, *args) -> str:
    return reverse(f"admin:articles_article_{name}", args=args)


def form_data(article: Article | None = None, **changes) -> dict:
    """The fields of the form as it was opened, with `changes` typed over them."""
    data = {"tags-sent": "1", "draft_token": "abc123", "kind": "analysis"}
    for prefix in ("bylines", "pictures", "corrections"):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    if article:
        data |= {
            name: getattr(article, name) for name in ("headline", "standfirst", "body", "slug", "language")
        }
        data |= {
            "source_url": article.source_url,
            "kind": article.kind,
            "section": article.section_id or "",
            "partner": article.partner_id or "",
            "tags": list(article.tags.names()),
            "based_on": article.head.number,
        }
        data |= byline_rows(article)
    return data | changes


def byline_rows(article: Article) -> dict:
    lines = list(article.bylines.all())
    rows = {"bylines-TOTAL_FORMS": len(lines), "bylines-INITIAL_FORMS": len(lines)}
    for index, line in enumerate(lines):
        rows |= {
            f"bylines-{index}-id": line.pk,
            f"bylines-{index}-article": article.pk,
            f"bylines-{index}-author": line.author_id or "",
            f"bylines-{index}-name": line.name,
            f"bylines-{index}-role": line.role,
            f"bylines-{index}-position": line.position,
        }
    return rows
