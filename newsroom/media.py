"""Pictures from the media folder, for a server without a proxy that serves them itself (docs/deploying.md)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.static import serve

YEAR = 60 * 60 * 24 * 365  # seconds


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file of MEDIA_ROOT. A name says its content's digest, so browsers may keep it for good (RFC 8246)."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if response.status_code == 200:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
