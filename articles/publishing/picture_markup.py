"""What `_picture.html` needs to print one picture of a published row: attributes, never database rows."""

from typing import Any

# cards.css has a class for every tenth of the width and height: a style attribute would break a strict CSP.
FOCAL_STEP = 10


def picture_parts(
    picture: dict[str, Any] | None, *, sizes: str = "100vw", loading: str = "lazy", caption: bool = True
) -> dict:
    """The picture's markup as values for the template. Widths and heights are pixels of the original.

    `sizes` is the HTML attribute (how wide the picture is shown); `loading` is "eager" for the one picture a
    page opens with.
    """
    if not picture:
        return {"picture": None}
    return {
        "picture": picture,
        "sources": [
            {"type": source["type"], "srcset": ", ".join(f"{url} {width}w" for url, width in source["set"])}
            for source in picture.get("sources") or []
        ],
        "sizes": sizes,
        "loading": loading,
        "priority": "high" if loading == "eager" else "",
        "focus": focus_classes(picture.get("focal")),
        "caption": picture.get("caption", "") if caption else "",
    }


def focus_classes(focal: list[float] | None) -> str:
    """Classes that keep the focal point, fractions of width and height, in view where cards crop."""
    if not focal:
        return ""
    x, y = (round(min(max(float(part), 0.0), 1.0) * 100 / FOCAL_STEP) * FOCAL_STEP for part in focal)
    return "" if (x, y) == (50, 50) else f"focus-x-{x} focus-y-{y}"
