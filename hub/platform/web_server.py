"""Gunicorn's settings, the same for `make run` and for a container."""

import os

bind = os.environ.get("HUB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("HUB_WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("HUB_WEB_THREADS", "4"))
# Loaded once and shared by all workers: each then costs a third of the memory.
preload_app = True
# Replaced now and then, not all at once, so that no slow leak grows into a night call.
max_requests = 10_000
max_requests_jitter = 1_000
timeout = 60
graceful_timeout = 20
# Behind a proxy that speaks to this server alone; longer than the proxy waits between requests.
keepalive = 65
control_socket_disable = True
worker_tmp_dir = os.environ.get("HUB_WEB_TMP") or None
# Addresses hold links with which people sign in, so they are not written down here.
accesslog = None
