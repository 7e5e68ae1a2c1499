"""The readers: a process of its own that asks for one address so many times over one kept-alive connection."""

import json
import sys
from http.client import HTTPConnection


def drive(port: int, path: str, count: int, headers: dict[str, str]) -> dict[int, int]:
    """How often each status was answered. Each answer is read whole."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    statuses: dict[int, int] = {}
    for _ in range(count):
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        statuses[response.status] = statuses.get(response.status, 0) + 1
    connection.close()
    return statuses


if __name__ == "__main__":
    port, path, count, headers = sys.argv[1:5]
    print(json.dumps(drive(int(port), path, int(count), json.loads(headers))))
