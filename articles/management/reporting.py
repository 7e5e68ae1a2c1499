"""What commands have in common: a progress line on a terminal, a report to a file, exit codes."""

import json
import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm


class ReportedCommand(BaseCommand):
    """A command whose help has examples and whose report can go to a file. Subclasses add their own arguments in
    `add_own_arguments` and end in `finish(self, report, file=options["report"])`."""

    dry_run_help = "look and report, write nothing"

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser) -> None:
        self.add_own_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help=self.dry_run_help)
        parser.add_argument("--report", metavar="FILE.json", help="write what happened to this file, as JSON")

    def add_own_arguments(self, parser) -> None:
        """What this command takes beside the common options."""


class Progress:
    """A bar on a terminal; nothing into a file or pipe."""

    def __init__(self, stream, noun: str) -> None:
        shown = bool(getattr(stream, "isatty", lambda: False)())
        self.bar = tqdm(unit=f" {noun}", unit_scale=False, disable=not shown, leave=False)

    def __call__(self, number: int = 1) -> None:
        self.bar.update(number)

    def end(self) -> None:
        self.bar.close()


def unreadable(reason: str) -> CommandError:
    """Exit code 2: the input could not be read at all, nothing was written."""
    return CommandError(reason, returncode=2)


def finish(command, report, *, file: str | None) -> None:
    """Say what happened, write the report, and leave with 1 when some items failed."""
    if file:
        try:
            text = json.dumps(report.as_dict(), ensure_ascii=False, indent=2)
            Path(file).write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The report could not be written: {error}") from error
    counts = ["created", "updated", "unchanged", "skipped", "failed"]
    said = (
        ", ".join(f"{getattr(report, name):,} {name}" for name in counts if getattr(report, name))
        or "Nothing to do"
    )
    command.stdout.write(f"{said}{' (dry run: nothing was written)' if report.dry_run else ''}.")
    for what, number in report.also.items():
        command.stdout.write(f"  {number:,} {what}")
    for skipped in report.skips:
        command.stdout.write(f"  {skipped['count']:,} × {skipped['reason']} {_first(skipped)}")
    for warned in report.warnings:
        command.stdout.write(f"  {warned['count']:,} × {warned['warning']} {_first(warned)}")
    for failure in report.failures:
        command.stderr.write(f"  {failure['item']}: {failure['reason']}")
    if report.exit_code:
        sys.exit(report.exit_code)


def _first(entry: dict) -> str:
    """The first item of a warning or skip, and a sign where there are more."""
    return f"({entry['items'][0]}{' …' if entry['count'] > 1 else ''})"
