import gzip
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom.lib.fetch import Fetched, FetchRefused, fetch

PUBLIC = "93.184.215.14"


class Server:
    """A web server on this machine: `answers` maps a path to (status, headers, body) or raw bytes."""

    def __init__(self):
        self.answers, self.asked, self.over = {}, [], threading.Event()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def handler(server):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.asked.append((self.path, dict(self.headers)))
                answer = server.answers[self.path]
                if isinstance(answer, bytes):
                    self.wfile.write(answer)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in [body] if isinstance(body, bytes) else body:
                    self.wfile.write(piece)

            def log_message(self, *args):
                pass

        return Handler


@pytest.fixture
def server():
    server = Server()
    yield server
    server.over.set()
    server.http.shutdown()
    server.http.server_close()


def test_a_page_comes_with_what_to_ask_next_time(server):
    server.answers["/feed"] = (
        200,
        {"ETag": '"a"', "Last-Modified": "Wed", "Content-Type": "text/xml"},
        b"<rss/>",
    )
    url = f"{server.url}/feed"
    assert fetch(url, allow_loopback=True) == Fetched(
        200, b"<rss/>", "text/xml", '"a"', "Wed", url, permanent=False
    )


def test_what_has_not_changed_is_not_sent_again(server):
    server.answers["/feed"] = (304, {}, b"")
    fetched = fetch(f"{server.url}/feed", etag='"a"', modified="Wed", allow_loopback=True)
    assert (fetched.status, fetched.body, fetched.etag, fetched.modified) == (304, b"", '"a"', "Wed")
    assert server.asked[0][1]["If-None-Match"] == '"a"'
    assert server.asked[0][1]["If-Modified-Since"] == "Wed"


def test_a_stored_validator_cannot_add_a_header(server):
    server.answers["/"] = (200, {}, b"ok")
    fetch(server.url, etag='"a"\r\nX-Evil: 1', allow_loopback=True)
    assert "X-Evil" not in server.asked[0][1]


@pytest.mark.parametrize(("statuses", "permanent"), [([301, 308], True), ([301, 302], False), ([307], False)])
def test_redirects_are_followed_and_told_apart(server, statuses, permanent):
    for place, status in enumerate(statuses):
        server.answers[f"/{place}"] = (status, {"Location": f"{place + 1}"}, b"")
    server.answers[f"/{len(statuses)}"] = (200, {}, b"here")
    fetched = fetch(f"{server.url}/0", allow_loopback=True)
    assert (fetched.body, fetched.permanent) == (b"here", permanent)
    assert fetched.final_url == f"{server.url}/{len(statuses)}"


def test_five_redirects_are_enough(server):
    for place in range(7):
        server.answers[f"/{place}"] = (301, {"Location": f"/{place + 1}"}, b"")
    server.answers["/7"] = (200, {}, b"far")
    assert fetch(f"{server.url}/2", allow_loopback=True).body == b"far"
    with pytest.raises(FetchRefused, match="more than 5 times"):
        fetch(f"{server.url}/1", allow_loopback=True)


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "http://u:p@127.0.0.1/",
        "http://[",
        "",
        "//\\x",
    ]
    + ["gopher://x", "http://[fd00:ec2::254]/"],
)
def test_a_redirect_is_judged_like_an_address(server, target):
    server.answers["/"] = (302, {"Location": target}, b"")
    with pytest.raises(FetchRefused):
        fetch(server.url, allow_loopback=True)
    assert len(server.asked) == 1


def test_a_body_over_the_limit_is_refused_announced_or_not(server):
    server.answers["/told"] = (200, {"Content-Length": "999999999999"}, b"")
    server.answers["/untold"] = (200, {}, (b"x" * 1000 for _ in range(100_000)))
    server.answers["/exact"] = (200, {}, b"x" * 5000)
    for path in ("/told", "/untold"):
        with pytest.raises(FetchRefused, match="larger than 5,000 bytes"):
            fetch(server.url + path, max_bytes=5000, allow_loopback=True)
    assert len(fetch(f"{server.url}/exact", max_bytes=5000, allow_loopback=True).body) == 5000


def test_a_packed_body_counts_unpacked(server):
    server.answers["/good"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"news" * 1000))
    server.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 30_000_000))
    server.answers["/cut"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"news" * 1000)[:-9])
    server.answers["/odd"] = (200, {"Content-Encoding": "br"}, b"x")
    server.answers["/false"] = (200, {"Content-Encoding": "gzip"}, b"plain")
    assert fetch(f"{server.url}/good", allow_loopback=True).body == b"news" * 1000
    for path, why in {"/bomb": "larger", "/cut": "cut off", "/odd": "packed", "/false": "malformed"}.items():
        with pytest.raises(FetchRefused, match=why):
            fetch(server.url + path, allow_loopback=True)


def test_a_slow_server_is_left_alone(server):
    def trickle():
        while not server.over.wait(0.02):
            yield b"."

    server.answers["/silent"] = (200, {}, (b"" for _ in [1] if server.over.wait(20)))
    server.answers["/trickle"] = (200, {}, trickle())
    for path in ("/silent", "/trickle"):
        with pytest.raises(FetchRefused, match="too long"):
            fetch(server.url + path, timeout=0.3, allow_loopback=True)


def test_a_resolver_that_never_answers_is_left_alone(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: over.wait(20))
    with pytest.raises(FetchRefused, match="Finding the server took too long"):
        fetch("https://slow.example/", timeout=0.1)
    over.set()


@pytest.mark.parametrize(
    "raw",
    [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", b"HTTP/1.1 xxx\r\n\r\n"]
    + [
        b"HTTP/1.1 200 OK\r\nA: " + b"x" * 300_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ]
    + [b"HTTP/1.1 999 Odd\r\n\r\n", b"HTTP/1.1 304 Not Modified\r\n\r\n", b"HTTP/1.1 204 No Content\r\n\r\n"],
)
def test_a_malformed_or_useless_answer_is_refused(server, raw):
    server.answers["/"] = raw
    with pytest.raises(FetchRefused, match=r"\.$"):
        fetch(server.url, allow_loopback=True)


def test_a_refusal_names_the_status(server):
    server.answers["/"] = (410, {}, b"")
    with pytest.raises(FetchRefused, match="The server answered 410 Gone") as refusal:
        fetch(server.url, allow_loopback=True)
    assert refusal.value.status == 410


def test_a_server_that_speaks_no_tls_is_refused(server):
    server.answers["/"] = (200, {}, b"plain")
    with pytest.raises(FetchRefused, match="connection to the server failed"):
        fetch(server.url.replace("http:", "https:"), allow_loopback=True, timeout=3)


def test_no_proxy_is_taken_from_the_environment(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.answers["/"] = (200, {}, b"direct")
    assert fetch(server.url, allow_loopback=True).body == b"direct"


def test_a_name_is_asked_once_and_its_number_is_what_is_dialled(names, dialled):
    names["news.example"] = ["2606:2800:21f:cb07::1", PUBLIC]
    with pytest.raises(FetchRefused, match="connection"):
        fetch("https://news.example/feed")
    assert names["asked"] == ["news.example"]
    assert dialled == ["2606:2800:21f:cb07::1", PUBLIC]


def test_the_server_is_told_the_name_though_the_number_is_dialled(server, names):
    names["local.example"] = ["127.0.0.1"]
    server.answers["/"] = (200, {}, b"ok")
    port = server.http.server_port
    fetch(f"http://local.example:{port}/", allow_loopback=True)
    assert server.asked[0][1]["Host"] == f"local.example:{port}"
