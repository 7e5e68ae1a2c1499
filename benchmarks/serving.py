"""A gunicorn on a free port of the loopback, and the CPU time its workers have used."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")  # a second's clock ticks
PATIENCE = 60  # seconds for the server to answer


class Server:
    """A running server. `workers` are the processes that answer."""

    def __init__(self, process: subprocess.Popen, port: int):
        self.process, self.port = process, port

    def workers(self) -> list[int]:
        return [int(number) for number in _children(self.process.pid)]

    def cpu_seconds(self) -> float:
        """What the workers have used so far: user and system time, proc(5)."""
        total = 0
        for worker in self.workers():
            after_name = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
            total += int(after_name[11]) + int(after_name[12])
        return total / TICK


@contextmanager
def serving(application: str, environment: dict[str, str], log: Path):
    """gunicorn with one worker of four threads, given nothing but this environment."""
    port = _free_port()
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "1",
        "--worker-class", "gthread", "--threads", "4", "--keep-alive", "75", "--log-level", "warning",
    ]  # fmt: skip
    with log.open("ab") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            _wait_for(process, port, log)
            yield Server(process, port)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(process: subprocess.Popen, port: int, log: Path) -> None:
    for _ in range(PATIENCE * 10):
        if process.poll() is not None:
            raise SystemExit(f"The server stopped. Its last words:\n{log.read_text()[-2000:]}")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/")
            connection.getresponse().read()
            connection.close()
            return
        except ConnectionError:
            time.sleep(0.1)
    raise SystemExit(f"The server did not answer within {PATIENCE} seconds.")


def _children(parent: int) -> list[str]:
    return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
