"""One moment for a whole page, and how long what the page says stays true."""

from datetime import datetime


class Clock:
    """`now` is frozen for the request (UTC); `valid_until` shrinks as parts of the page say how long they hold."""

    def __init__(self, now: datetime, valid_until: datetime):
        self.now = now
        self.valid_until = valid_until

    def until(self, moment: datetime) -> None:
        """Something on the page changes at `moment`: the page may be kept no longer than that."""
        if moment > self.now:
            self.valid_until = min(self.valid_until, moment)
