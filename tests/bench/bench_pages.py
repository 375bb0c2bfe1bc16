"""Pages as visitors get them, beside a bare Django view; and what signing up gives away."""

import re
import secrets
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode

from tests.bench.shared import figure, portal
from tests.hub.platform.portal import ROOT, free_port, shell

CLIENTS = 8
SECONDS = 4
# Each address once: a second code within minutes is refused, for known and unknown ones alike.
KNOWN = ["manager", "admin", "officer", "training", "ensembles", "office", "finance"]


def run():
    """Requests a second with eight clients, as a share of the bare view's, and T19."""
    here = portal()
    if not here.is_running():
        here.start()
    with bare_view() as port:
        bare = requests_a_second(port, "/")
    home = requests_a_second(here.port, "/")
    sign_in = requests_a_second(here.port, "/accounts/login/")
    told = told_by_time(here)
    return [
        figure("bare Django view, 8 clients", bare, "requests/s"),
        figure("home page, 8 clients", home, "requests/s"),
        figure("home page, share of the bare view", home / bare, "ratio"),
        figure("sign-in page, 8 clients", sign_in, "requests/s"),
        figure("sign-in page, share of the bare view", sign_in / bare, "ratio"),
        figure("signing up, known against unknown address", told, "ratio", target=1.5),
    ]


@contextmanager
def bare_view():
    """The port of a bare Django application with as many workers as the portal has."""
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "-c", "python:hub.platform.web_server"),
            *("--bind", f"127.0.0.1:{port}", "tests.bench.bare_app:application"),
        ],
        cwd=ROOT,
        env=shell(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port):
    """Until something listens there, for twenty seconds at most."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the bare view did not start")


def requests_a_second(port, page):
    """What eight clients get through together, each on a connection that stays open."""

    def ask(_):
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        answered, until = 0, time.monotonic() + SECONDS
        while time.monotonic() < until:
            connection.request("GET", page)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{page} answered {response.status}")
            answered += 1
        connection.close()
        return answered

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda _: warm(port, page), range(CLIENTS)))
        return sum(pool.map(ask, range(CLIENTS))) / SECONDS


def warm(port, page):
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", page)
    connection.getresponse().read()
    connection.close()


def told_by_time(here):
    """How many times longer one kind of sign-up takes than the other (medians); 1 tells nothing.

    The two kinds take turns, so that whatever else the machine does falls on both.
    """
    taken = {"known": [], "unknown": []}
    for name in KNOWN:
        taken["known"].append(sign_up(here.port, f"{name}@demo.example"))
        taken["unknown"].append(sign_up(here.port, f"{secrets.token_hex(6)}@demo.example"))
    medians = [statistics.median(seconds) for seconds in taken.values()]
    return max(medians) / min(medians)


def sign_up(port, email):
    """Seconds that the portal takes to answer the form of somebody with this address."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/accounts/signup/")
    response = connection.getresponse()
    page = response.read().decode()
    cookies = [value.split(";")[0] for name, value in response.getheaders() if name == "Set-Cookie"]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    typed = {
        "csrfmiddlewaretoken": token,
        "name": "Ada Quaver",
        "email": email,
        "password1": secrets.token_urlsafe(12),
    }
    headers = {
        "Cookie": "; ".join(cookies),
        "Content-Type": "application/x-www-form-urlencoded",
        "Connection": "close",
    }
    began = time.perf_counter()
    connection.request("POST", "/accounts/signup/", urlencode(typed), headers)
    response = connection.getresponse()
    response.read()
    taken = time.perf_counter() - began
    connection.close()
    if response.status != 302:
        raise RuntimeError(f"signing up answered {response.status}")
    return taken
