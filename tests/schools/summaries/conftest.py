"""A real web server on loopback that answers as the test wants."""

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from schools.summaries import fetching

HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """What one path answers. ``drip``: seconds between two bytes; ``hangs``: says nothing."""

    body: bytes = b""
    status: int = 200
    kind: str = HTML
    to: str = ""
    drip: float = 0
    hangs: bool = False
    drips_headers: bool = False


@dataclass
class Site:
    """The server: ``site.at("/plan/", body)`` puts something there and returns its address."""

    port: int = 0
    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def at(self, path, body=b"", **how):
        """What stands at a path from now on; returns its whole address."""
        self.answers[path] = Answer(body.encode() if isinstance(body, str) else body, **how)
        return self.address(path)

    def address(self, path):
        """The whole address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        answer = site.answers.get(self.path, Answer(b"Nothing here", 404))
        if answer.hangs:
            site.goes_on.wait(30)
            return
        if answer.drips_headers:
            self._drip(site, b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 10_000, 0.05)
            return
        self.send_response(answer.status)
        if answer.to:
            self.send_header("Location", answer.to)
        if answer.kind:
            self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.drip:
            self._drip(site, answer.body, answer.drip)
        else:
            self.wfile.write(answer.body)

    def _drip(self, site, content, seconds):
        for place in range(len(content)):
            if site.goes_on.is_set():
                return
            try:
                self.wfile.write(content[place : place + 1])
                self.wfile.flush()
            except OSError:  # cut off
                return
            time.sleep(seconds)

    def log_message(self, *args):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        pass  # who was cut off has nothing to say


@pytest.fixture
def site(settings):
    """A web server of the test's own, at which alone addresses on loopback may be looked."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = Site(port=server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.HUB_CHECKS_LOOPBACK_PORT = server.server_port
    yield server.site
    server.site.goes_on.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hasty(monkeypatch):
    """Patience of a second, so that a test of silence need not take twenty."""
    monkeypatch.setattr(fetching, "SECONDS_IN_ALL", 1.0)
    monkeypatch.setattr(fetching, "SECONDS_OF_SILENCE", 0.6)
