"""gunicorn's settings for Newsroom: gunicorn -c deploy/gunicorn.conf.py newsroom.wsgi

All can be changed from the environment. The numbers suit a machine that runs nothing else.
"""

import multiprocessing
import os
from pathlib import Path

bind = os.environ.get("GUNICORN_BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")

# A worker computes on one processor; its threads wait for the database. Kept pages need neither.
workers = int(os.environ.get("WEB_CONCURRENCY") or multiprocessing.cpu_count() + 1)
worker_class = "gthread"
threads = int(os.environ.get("GUNICORN_THREADS", "4"))

# Seconds. An upload of a large photograph makes its renditions within the request.
timeout = 60
graceful_timeout = 30
keepalive = 15  # longer than a proxy's pause between two requests of one reader

# Workers are renewed one after another, so that no leak of any library grows for weeks.
max_requests = 20_000
max_requests_jitter = 2_000

# The sign of life of a worker must not wait for a busy disk.
if Path("/dev/shm").is_dir():  # noqa: S108
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# The proxy keeps the access log; set GUNICORN_ACCESS_LOG=- for one on standard output.
accesslog = os.environ.get("GUNICORN_ACCESS_LOG")
errorlog = "-"
