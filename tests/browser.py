"""A real Chromium for tests marked ``browser``: the portal as in production, and its console.

    @pytest.mark.browser
    def test_the_list_has_no_fault(browse, manager):
        visit = browse("/schools/", user=manager, width=360)
        assert visit.axe() == []

What the browser complains of (a breach of the content security policy, an error in a script, a file
that is not there, a request to another host) fails the test when it ends.
"""

import os
import time
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page, sync_playwright

from hub.platform import libraries

PHONE, DESK = 360, 1280
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
AXE = Axe().axe_script
RUN_AXE = """axe.run({resultTypes: ["violations"]}).then(found => found.violations.map(
    rule => `${rule.id}: ${rule.nodes.map(node => node.html.slice(0, 120)).join(" | ")}`
))"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def chromium(django_db_setup):
    """A browser, started once for a module of tests."""
    path = os.environ.get("HUB_CHROMIUM") or libraries.chromium()
    assert path, "No Chromium found: `manage.py doctor` says how to get one."
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread. Django takes what runs here for
        # async code, and gives it a connection of its own: that one must be closed before the
        # loop ends.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=QUIET.split())
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture(scope="session")
def _server(django_db_setup, django_db_blocker):
    """The portal on a free port. Static files come from WhiteNoise, hashed, as in production."""
    thread = LiveServerThread("localhost", static_handler=lambda application: application)
    thread.daemon = True
    with django_db_blocker.unblock():
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://localhost:{thread.port}"
        thread.terminate()


@pytest.fixture
def portal(_server, transactional_db):
    """The portal's address, over a database that holds what the migrations put there."""
    return _server


@dataclass
class Visit:
    """One page in the browser, and what the browser complained of."""

    page: Page
    origin: str
    status: int = 0
    problems: list[str] = field(default_factory=list)

    def go(self, path):
        """Open another page; in the same window, which takes a tenth of a new visit's time."""
        self.status = self.page.goto(path).status
        return self

    def axe(self):
        """What axe finds wrong with the page: one line a rule, with the elements concerned."""
        self.page.wait_for_load_state()  # half a page has half its faults, and some of its own
        if self.page.evaluate("typeof axe") == "undefined":
            self.page.evaluate(AXE)
        return self.page.evaluate(RUN_AXE)

    def scrolls_sideways(self, *widths):
        """Is the page wider than the window, at its own width or at any of these?"""
        self.page.wait_for_load_state()  # between two pages there is nothing to measure
        own = self.page.viewport_size["width"]
        found = []
        for width in widths or [own]:
            self._be(width)
            found.append(self.page.evaluate(TOO_WIDE))
        self._be(own)
        return any(found)

    def _be(self, width):
        if self.page.viewport_size["width"] != width:
            self.page.set_viewport_size({"width": width, "height": 800})

    def listen(self):
        """Collect complaints from now on."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def _console(self, message):
        # A page that answers 404 or 422 on purpose is also told as an error; see _response.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.problems.append(f"asked another host: {request.url}")

    def _response(self, response):
        if response.status >= 400 and response.request.resource_type != "document":
            self.problems.append(f"{response.status}: {response.url}")


def come_round(page, control, *, script):
    """Wait for a control that a worker brings: the page loads anew by itself, or by its link."""
    until = time.monotonic() + 60
    while not script and not control.count():
        assert time.monotonic() < until, page.inner_text("main")
        page.get_by_role("link", name="Check again").click()
        time.sleep(0.3)
    control.wait_for(timeout=60_000)
    return control


@pytest.fixture
def browse(chromium, portal):
    """``browse(path, user=None, width=1280, script=True)`` opens a page and returns its Visit.

    ``session_key`` instead of ``user``: that session goes on, with what it knows of signing in.
    """
    visits, contexts = [], []

    def open_page(path, *, user=None, session_key=None, width=DESK, script=True):
        context = chromium.new_context(
            base_url=portal, viewport={"width": width, "height": 800}, java_script_enabled=script
        )
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            session_key = client.cookies[settings.SESSION_COOKIE_NAME].value
        if session_key is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_key, "url": portal}]
            )
        visit = Visit(context.new_page(), portal)
        visits.append(visit)
        visit.listen()
        visit.go(path)
        assert visit.status < 500, visit.page.content()
        return visit

    yield open_page
    for context in contexts:
        context.close()
    assert [problem for visit in visits for problem in visit.problems] == []
