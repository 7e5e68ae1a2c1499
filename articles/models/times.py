"""Moments that stand for something. All times are stored in UTC."""

from datetime import UTC, datetime

# "No end." A real value, never NULL, so that visibility stays one plain comparison: live_from <= now < live_until.
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
