"""What the import commands have in common: their options, and a run of the store."""

import os
from argparse import ArgumentTypeError
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import CommandError
from django.db import OperationalError, connection

from articles.importing.ahead import Job, ReaderStopped, reading_ahead
from articles.importing.base import Records, Report, UnreadableInput
from articles.importing.media import Media
from articles.importing.store import Store
from articles.management.reporting import Progress, ReportedCommand, finish, unreadable
from newsroom.lib.garbage import seldom_collected

EXIT_CODES = "exit codes: 0 all done, 1 some items failed (each named with its reason), 2 the input could not be read, nothing written, 130 stopped with Ctrl-C"
LARGE = 2_000_000  # bytes, some three hundred stories, from which on a second process pays
INTERRUPTED = 130  # as shells say it of what Ctrl-C ended


class ImportCommand(ReportedCommand):
    """A command that reads records and has the store write them. `media` says where pictures are looked for
    without --media."""

    dry_run_help = "read, check and report; keep nothing"
    media = "nowhere"

    def add_arguments(self, parser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--media", type=folder, metavar="DIR", help=f"where the pictures are (without it: {self.media})"
        )
        parser.add_argument(
            "--fetch-media", action="store_true", help="download pictures that name a web address"
        )
        parser.add_argument(
            "--no-lift",
            action="store_true",
            help="leave “image credit: …”, “By …” and “From our partner …” lines in the bodies",
        )
        parser.add_argument(
            "--processes",
            type=int,
            choices=(1, 2),
            help="2: a second process reads while this one writes (without it: for a large file on two cores)",
        )


def folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise ArgumentTypeError(f"{text} is not a folder.")
    return path


def site_zone() -> ZoneInfo:
    """Where times are at home that name no zone."""
    return ZoneInfo(settings.TIME_ZONE)


def run(
    command,
    options: dict,
    reading: partial[Records],
    *,
    beside: Path | None = None,
    loopback: bool = False,
    **store,
) -> None:
    """Write what `reading` gives (a reader with what it reads as its first argument), show the progress, print and save
    the report, leave with the exit code. Pictures come from this machine only where `loopback` or the setting
    FETCH_LOOPBACK allows it."""
    media = Media(
        options["media"] or beside,
        fetching=options["fetch_media"],
        dry_run=options["dry_run"],
        loopback=loopback or settings.FETCH_LOOPBACK,
    )
    progress = Progress(command.stdout, "records")
    report = Report()
    _for_many_writes()
    try:
        writer = Store(
            media, lifting=not options["no_lift"], dry_run=options["dry_run"], progress=progress, **store
        )
        with seldom_collected():
            if (options["processes"] or processes_for(reading)) == 1:
                writer.write(reading(), report)
            else:
                with reading_ahead(Job(reading, writer.lifting, settings.LANGUAGE_CODE)) as ready:
                    writer.write_batches(ready, report)
    except UnreadableInput as error:
        raise unreadable(str(error)) from error
    except OperationalError as error:
        raise CommandError(f"The database gave up: {error}. {_so_far(report)}") from error
    except ReaderStopped as error:
        raise CommandError(f"The process that reads the file ended ({error}). {_so_far(report)}") from error
    except KeyboardInterrupt as error:
        raise CommandError(f"Stopped. {_so_far(report)}", returncode=INTERRUPTED) from error
    finally:
        progress.end()
    finish(command, report, file=options["report"])


def processes_for(reading: partial[Records]) -> int:
    """How many processes make an import quicker: a second one where there is a core for it and much to read."""
    source = reading.args[0]
    try:
        size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
    except OSError:
        return 1  # reading says what is wrong
    return 2 if size >= LARGE and cores() > 1 else 1


def cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _so_far(report: Report) -> str:
    if connection.in_atomic_block or report.dry_run:
        return "Nothing was kept."
    return f"{report.created:,} were created; run the same command again for the rest."


def _for_many_writes() -> None:
    """SQLite maps the database file into memory for readers; an import would only swell with the file. And it copies
    the log of what was written into the database file each 4 MB, which is less than one batch; here, each 64 MB."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")
            cursor.execute("PRAGMA wal_autocheckpoint = 16384")
