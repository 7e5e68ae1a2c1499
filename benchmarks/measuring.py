"""CPU milliseconds of the server for one request, by /proc, the least disturbed of a few rounds."""

import json
import subprocess
import sys
import time
from http.client import HTTPConnection

from benchmarks.serving import Server

ROUNDS = 3
SECONDS = 1.2  # about how long a round takes
WARM = 15
MOST = 4000


def ask(
    port: int, path: str, headers: dict[str, str] | None = None
) -> tuple[int, list[tuple[str, str]], bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    answer = response.status, response.getheaders(), response.read()
    connection.close()
    return answer


def cpu_ms(server: Server, path: str, headers: dict[str, str] | None = None, *, status: int = 200) -> float:
    """CPU milliseconds a request. Raises SystemExit when the server answers anything but `status`."""
    begin = time.perf_counter()
    for _ in range(WARM):
        ask(server.port, path, headers)
    count = int(min(MOST, max(60, SECONDS / ((time.perf_counter() - begin) / WARM))))
    return min(_round(server, path, headers or {}, count, status) for _ in range(ROUNDS))


def _round(server: Server, path: str, headers: dict[str, str], count: int, status: int) -> float:
    before = server.cpu_seconds()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.driving", str(server.port), path, str(count), json.dumps(headers)],
        capture_output=True,
        text=True,
        check=True,
    )
    used = server.cpu_seconds() - before
    if json.loads(done.stdout) != {str(status): count}:
        raise SystemExit(f"{path} did not answer {status} each time: {done.stdout}")
    return used / count * 1000
