"""Asking another site for one page, without being led anywhere that is not public.

An address comes from a person, so this is the door by which somebody could have the portal ask for
what stands behind its own walls (security.md: SSRF). Therefore: http and https, on their own ports;
each name is resolved here and the connection goes to the very addresses that were looked at; every
one of them must be public; each redirect is taken by hand and goes through the same again; no
proxy of the environment, no cookies, no more than 2 MB, no more than so many seconds in all.
"""

import contextlib
import ipaddress
import os
import socket
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3 import connection, connectionpool

from schools.address_choices import AddressTrouble

MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 5
SECONDS_IN_ALL, SECONDS_OF_SILENCE = 20, 8
_LONGEST_ADDRESS = 2000
_CHUNK = 32 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}
_PORTS = {"http": 80, "https": 443}


class Unreachable(Exception):
    """No answer could be had. ``why``: an AddressTrouble.

    ``may_pass``: asking again in some minutes may help.
    """

    def __init__(self, why, *, may_pass=False):
        super().__init__(why)
        self.why, self.may_pass = why, may_pass


@dataclass(frozen=True)
class Page:
    """What an address led to: ``address`` is the last one, after redirects."""

    address: str
    status: int
    content_type: str
    content: bytes


def fetch(address) -> Page:
    """Ask for an address and follow where it leads. Raises Unreachable."""
    deadline = time.monotonic() + SECONDS_IN_ALL
    seen: set[str] = set()
    with _Session(deadline) as session:
        for _ in range(MOST_REDIRECTS + 1):
            if address in seen:
                raise Unreachable(AddressTrouble.REDIRECTS)
            seen.add(address)
            check(address)
            answer = session.ask(address)
            leads_to = answer.headers.get("Location", "")
            if answer.status_code not in _REDIRECTS or not leads_to:
                return session.read(answer)
            answer.close()
            address = urljoin(address, leads_to)
    raise Unreachable(AddressTrouble.REDIRECTS)


def check(address):
    """Raise Unreachable unless the address is one of the web that we ask at all."""
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme)
    except ValueError as error:
        raise Unreachable(AddressTrouble.NO_ADDRESS) from error
    if parts.scheme not in _PORTS or not parts.hostname or len(address) > _LONGEST_ADDRESS:
        raise Unreachable(AddressTrouble.NO_ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise Unreachable(AddressTrouble.NO_ADDRESS)
    if port not in _PORTS.values() and port != _test_port():
        raise Unreachable(AddressTrouble.NOT_PUBLIC)


def is_public(text) -> bool:
    """Is this IP address one of the open internet, also when it stands inside an IPv6 one?"""
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _behind_nat64(address)
        if inner is not None:
            return is_public(str(inner))
        if address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _behind_nat64(address):
    """The IPv4 address that a translator would reach for it (RFC 6052); None for any other."""
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.ip_address(int(address) & 0xFFFFFFFF)
    return None


def _test_port():
    """The port on loopback at which a test's own server stands; None outside tests."""
    return settings.HUB_CHECKS_LOOPBACK_PORT if settings.HUB_TEST else None


def _allowed(host, port):
    """[(family, sockaddr)] of a host, all of which were looked at. Raises Unreachable."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise Unreachable(AddressTrouble.NO_SITE, may_pass=True) from error
    places = [(family, place) for family, _, _, _, place in found]
    for _, place in places:
        ip = place[0].partition("%")[0]
        if port == _test_port() and ipaddress.ip_address(ip).is_loopback:
            continue
        # One that is not public is enough: a name that means both is up to something.
        if not is_public(ip):
            raise Unreachable(AddressTrouble.NOT_PUBLIC)
    return places


def _pools(connect):
    """The pools of connections of a visit; ``connect(host, port)`` opens each of them."""

    class OverHTTP(connection.HTTPConnection):
        def _new_conn(self):
            return connect(self.host, self.port)

    class OverTLS(connection.HTTPSConnection):
        def _new_conn(self):
            return connect(self.host, self.port)

    class PlainPool(connectionpool.HTTPConnectionPool):
        ConnectionCls = OverHTTP

    class SafePool(connectionpool.HTTPSConnectionPool):
        ConnectionCls = OverTLS

    return {"http": PlainPool, "https": SafePool}


class _Adapter(HTTPAdapter):
    """Connects by our own hand: no name is resolved anywhere else."""

    def __init__(self, connect):
        self._pools = _pools(connect)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools


@dataclass
class _Session:
    """Requests of one visit, all cut off at its deadline: a site that drips cannot hold us."""

    deadline: float
    _lines: list = field(default_factory=list)

    def __enter__(self):
        self._requests = requests.Session()
        self._requests.trust_env = False  # no proxy, no .netrc
        for scheme in _PORTS:
            self._requests.mount(f"{scheme}://", _Adapter(self._connect))
        self._requests.headers.update(
            {
                "User-Agent": f"MusicHubPortal/1 (+{settings.SITE_URL}/)",
                "Accept": "text/html, application/pdf, */*;q=0.5",
                "Accept-Language": "en-GB, en",
                "Accept-Encoding": "identity",
            }
        )
        self._timer = threading.Timer(self._left(), self._cut_off)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(self, *exc_info):
        self._timer.cancel()
        self._requests.close()
        for line in self._lines:
            line.close()

    def ask(self, address):
        """One answer, its body unread. Raises Unreachable."""
        self._requests.cookies.clear()
        with self._told():
            return self._requests.get(
                address, stream=True, allow_redirects=False, timeout=SECONDS_OF_SILENCE
            )

    def read(self, answer) -> Page:
        """The answer with its body. Raises Unreachable."""
        content = b""
        with answer, self._told():
            for chunk in answer.iter_content(_CHUNK):
                content += chunk
                if len(content) > MOST_BYTES:
                    raise Unreachable(AddressTrouble.TOO_LARGE)
        # Cut off, half a page looks like a whole one to who reads it.
        if self._left() < 0:
            raise Unreachable(AddressTrouble.TOO_SLOW, may_pass=True)
        kind = answer.headers.get("Content-Type", "")
        return Page(answer.url, answer.status_code, kind, content)

    @contextlib.contextmanager
    def _told(self):
        try:
            yield
        except requests.exceptions.SSLError as error:
            raise Unreachable(AddressTrouble.CERTIFICATE) from error
        except requests.exceptions.InvalidURL as error:
            raise Unreachable(AddressTrouble.NO_ADDRESS) from error
        except (requests.exceptions.RequestException, OSError) as error:
            is_late = self._left() < 0 or isinstance(error, requests.exceptions.Timeout)
            why = AddressTrouble.TOO_SLOW if is_late else AddressTrouble.NO_ANSWER
            raise Unreachable(why, may_pass=True) from error

    def _connect(self, host, port):
        """A socket to the host, at an address that was looked at just now. Raises OSError."""
        error: OSError = ConnectionError("no address")
        for family, place in _allowed(host, port):
            made = socket.socket(family, socket.SOCK_STREAM)
            made.settimeout(min(SECONDS_OF_SILENCE, max(self._left(), 0.01)))
            try:
                made.connect(place)
            except OSError as refused:
                made.close()
                error = refused
            else:
                # A second handle: wrapped for TLS, the first is no longer ours to cut off.
                self._lines.append(socket.socket(fileno=os.dup(made.fileno())))
                return made
        raise error

    def _left(self):
        """Seconds until everything is cut off."""
        return self.deadline - time.monotonic()

    def _cut_off(self):
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
