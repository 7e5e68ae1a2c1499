"""A partner's site on this machine, over real HTTP: its feed, its pictures, its redirects, and what it was asked."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class PartnerSite:
    """`body` is the feed, served at `url` with `content_type`; `files` are other paths, `moved` leads from a path to
    another address. Who has the newest feed is answered 304. `asked` keeps (path, headers) of each request."""

    def __init__(self):
        self.body, self.status, self.content_type = b"", 200, "application/rss+xml"
        self.files: dict[str, bytes] = {}
        self.moved: dict[str, str] = {}
        self.asked: list[tuple[str, dict]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.home = f"http://127.0.0.1:{self.server.server_port}"
        self.url = f"{self.home}/feed"

    def answer(self, path: str, etag: str) -> tuple[int, dict, bytes]:
        """(status, headers, body) for a path, asked by one who has the feed called `etag`."""
        if path in self.moved:
            return 302, {"Location": self.moved[path]}, b""
        if path in self.files:
            return 200, {"Content-Type": "application/octet-stream"}, self.files[path]
        if not path.startswith("/feed"):
            return 404, {}, b""
        mine = f'"{hash(self.body)}"'
        headers = {"ETag": mine, "Content-Type": self.content_type}
        return (304, headers, b"") if etag == mine else (self.status, headers, self.body)


def _handler(site: PartnerSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append((self.path, dict(self.headers)))
            status, headers, body = site.answer(self.path, self.headers.get("If-None-Match", ""))
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Quiet."""

    return Handler


@contextmanager
def serving():
    """A site that answers until the block ends."""
    site = PartnerSite()
    threading.Thread(target=site.server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
