"""Whole enrolments over HTTP, eight clients at once: at once from a page, or through a basket."""

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import islice
from urllib.parse import urlencode

from tests.bench.bench_pages import wait_for
from tests.bench.directory import statements
from tests.hub.platform.portal import ROOT, free_port

CLIENTS, SECONDS = 8, 6
_EACH = 60
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_HIDDEN = re.compile(
    r'<input type="hidden" name="(key|seen|act|price|terms_shown)" value="([^"]+)"'
)
_LINE = re.compile(r"/lessons/basket/(\d+)/")


class Carer:
    """A browser of one carer who is signed in, over a connection of its own."""

    def __init__(self, port, cookie, pupil):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = dict([cookie])
        self.pupil = pupil

    def ask(self, path, data=None):
        """(status, where it leads or "", the page)."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(data)
        self.connection.request("GET" if data is None else "POST", path, body, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, answer.getheader("Location") or "", page

    def close(self):
        """Close the connection."""
        self.connection.close()


def at_once(ask, provision, pupil):
    """The page of a group, its form, the confirmation; raises when it does not get there."""
    _, _, page = ask(f"/lessons/find/{provision}/")
    sent = dict(_HIDDEN.findall(page)) | {"pupils": pupil, "payer": "me", "terms": "on"}
    sent["csrfmiddlewaretoken"] = _TOKEN.findall(page)[-1]
    _confirmed(ask, _led(ask(f"/lessons/{provision}/book/", sent), "/lessons/booked/"))


def by_basket(ask, provision, pupil):
    """The same with a place that is held: page, basket, child, check, confirmation."""
    _, _, page = ask(f"/lessons/find/{provision}/")
    token = _TOKEN.findall(page)[-1]
    _led(ask(f"/lessons/{provision}/take/", {"csrfmiddlewaretoken": token}), "/lessons/basket/")
    _, _, page = ask("/lessons/basket/")
    line = f"/lessons/basket/{_LINE.search(page)[1]}/"
    _, _, page = ask(line)
    chosen = {"csrfmiddlewaretoken": _TOKEN.search(page)[1], "pupils": pupil, "payer": "me"}
    _led(ask(line, chosen), "/lessons/basket/check/")
    _, _, page = ask("/lessons/basket/check/")
    sent = dict(_HIDDEN.findall(page)) | {"terms": "on"}
    sent["csrfmiddlewaretoken"] = _TOKEN.findall(page)[-1]
    _confirmed(ask, _led(ask("/lessons/basket/check/", sent), "/lessons/sent/"))


def _confirmed(ask, to):
    status, _, _ = ask(to)
    if status != 200:
        raise RuntimeError(f"the confirmation answered {status}")


def _led(answer, to):
    status, location, _ = answer
    if status != 302 or not location.startswith(to):
        raise RuntimeError(f"{status} to {location!r}, not to {to}")
    return location


def race(provision, people, journey):
    """Enrolments a second of eight clients on one provision. ``people``: (cookie, pupil) each."""
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "-c", "python:hub.platform.web_server"),
            *("--bind", f"127.0.0.1:{port}", "hub.wsgi:application"),
        ],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        shares = [list(islice(people, number, None, CLIENTS)) for number in range(CLIENTS)]
        with ThreadPoolExecutor(CLIENTS) as pool:
            done = list(pool.map(lambda share: _client(port, provision, share, journey), shares))
    finally:
        # At once: connections that are kept open would hold up a graceful end.
        server.send_signal(signal.SIGINT)
        server.wait(60)
    return sum(number for number, _ in done) / max(seconds for _, seconds in done)


def _client(port, provision, people, journey):
    # The first of each is not timed: by then both workers have read every template.
    (cookie, pupil), *people = people
    warm = Carer(port, cookie, pupil)
    journey(warm.ask, provision, pupil)
    warm.close()
    began, done = time.monotonic(), 0
    for cookie, pupil in people:
        if time.monotonic() - began > SECONDS:
            break
        carer = Carer(port, cookie, pupil)
        journey(carer.ask, provision, pupil)
        carer.close()
        done += 1
    return done, time.monotonic() - began


def people(number=CLIENTS * _EACH):
    """[((name of the session's cookie, its value), key of the child)] of as many new carers."""
    from django.conf import settings
    from django.test import Client

    from tests.factories.people import make_carer, make_child
    from tests.sign_in import sign_in

    found = []
    for _ in range(number):
        carer = make_carer()
        child = make_child(carer)
        cookies = sign_in(Client(), carer.user).cookies
        name = settings.SESSION_COOKIE_NAME
        found.append(((name, cookies[name].value), child.pk))
    return found


def counted(provision, journey):
    """Statements of the POST that commits, and of the whole journey, savepoints among them.

    Of a session whose first request is made: that one notes the session, once.
    """
    from django.test import Client

    from tests.factories.people import make_carer, make_child
    from tests.sign_in import sign_in

    carer = make_carer()
    child = make_child(carer)
    client = sign_in(Client(), carer.user)
    client.get("/lessons/basket/")
    asked_for = []

    def ask(path, data=None):
        with statements() as asked:
            answer = client.get(path) if data is None else client.post(path, data)
        asked_for.append((path, data is not None, asked[0]))
        return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()

    journey(ask, provision, child.pk)
    *_, (_, _, committing), _ = asked_for  # the confirmation comes last, after what commits
    return {"committing": committing, "journey": sum(number for *_, number in asked_for)}
