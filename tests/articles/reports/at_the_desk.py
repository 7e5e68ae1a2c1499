"""What somebody at the desk does with a publication's forms, through Django's client."""

import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import make_user

ADD = "/admin/reports/report/add/"
BLANK = {
    "headline": "Straits",
    "number": "No. 12",
    "kind": "report",
    "dated": "2026-02-14",
    "summary": "Who sails where.",
    "body": "<p>Tables.</p>",
    "cover": "",
    "partner": "",
    "slug": "",
    "language": "",
    "licence": "",
    "issn": "",
    "isbn": "",
    "doi": "",
    "bylines-TOTAL_FORMS": "0",
    "bylines-INITIAL_FORMS": "0",
    "stories-TOTAL_FORMS": "0",
    "stories-INITIAL_FORMS": "0",
    "_continue": "1",
}


def address(name: str, *args) -> str:
    return reverse(f"admin:reports_report_{name}", args=args)


def opened(report, **typed) -> dict:
    """The fields of the form as it was opened, with what was `typed` over them."""
    data = {name: getattr(report, name) or "" for name in BLANK if hasattr(report, name)}
    data |= {"cover": report.cover_id or "", "partner": report.partner_id or "", "dated": report.dated or ""}
    data |= {"based_on": report.head.number, "draft_token": "abc123", "_continue": "1"}
    for prefix, rows in (("bylines", report.bylines.all()), ("stories", report.stories.all())):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(rows)}
        for index, row in enumerate(rows):
            data |= {f"{prefix}-{index}-id": row.pk, f"{prefix}-{index}-report": report.pk}
            data |= {
                f"{prefix}-{index}-{name}": value or ""
                for name, value in (
                    ("author", getattr(row, "author_id", "")),
                    ("name", getattr(row, "name", "")),
                    ("role", getattr(row, "role", "")),
                    ("article", getattr(row, "article_id", "")),
                    ("position", row.position),
                )
            }
    return data | typed


def upload(content: bytes, name: str = "straits.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def change(report) -> str:
    return reverse("admin:reports_report_change", args=[report.pk])


def do(report, verb: str) -> str:
    return reverse("admin:reports_report_verb", args=[report.pk, verb])


def log_in(client, role: str, **fields):
    user = make_user(role, **fields)
    client.force_login(user)
    return user


def confirm(client, report, verb, **asked):
    """Look at the page that asks, then confirm what it shows."""
    seen = {"seen": report.head.number}
    shown = client.post(do(report, verb), asked | seen | {"look": "1"}).content.decode()
    sign = re.search(r'name="shown" value="([^"]*)"', shown)[1]
    client.post(do(report, verb), asked | seen | {"confirm": "1", "shown": sign})
    report.refresh_from_db()
    return shown


def kept_files(settings) -> list[Path]:
    return [
        path
        for root in (settings.PRIVATE_MEDIA_ROOT, settings.MEDIA_ROOT)
        for path in Path(root).rglob("*")
        if path.is_file()
    ]
