"""Who is asking: the address that a lock after wrong passwords is tied to."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the visitor. Behind a proxy it is the one the proxy itself wrote: the last.

    Earlier entries of X-Forwarded-For come from the visitor, who may write anything there.
    """
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR", "")
