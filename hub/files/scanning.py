"""Asking the virus scanner: clamd's own protocol, INSTREAM, over TCP or a socket.

The protocol is four lines; the client packages of it are older than the Pythons that we run on.
"""

import socket
import struct

from django.conf import settings

from hub.files.choices import Scan
from hub.platform.choices import WorkState

TRIES = 10
_CHUNK = 64 * 1024
_SECONDS = 60
_LONGEST_ANSWER = 4096


class ScannerAway(OSError):
    """The scanner cannot be reached, or did not say what it found."""


def scan(stored):
    """Scan a claimed file and mark what came of it; put off when the scanner is away."""
    try:
        with stored.file.open("rb") as content:
            found = _ask(content)
    except FileNotFoundError:
        stored.leave(WorkState.FAILED, scan=Scan.NOT_SCANNED, last_error="FileNotFoundError")
    except OSError as error:
        stored.put_off(error, tries=TRIES)
    else:
        stored.leave(WorkState.DONE, scan=Scan.BLOCKED if found else Scan.CLEAN, last_error="")


def _ask(content):
    """Did the scanner find something in this open file? Raises OSError."""
    with _connected() as scanner:
        scanner.sendall(b"zINSTREAM\0")
        while chunk := content.read(_CHUNK):
            scanner.sendall(struct.pack("!I", len(chunk)) + chunk)
        scanner.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
            part = scanner.recv(_LONGEST_ANSWER)
            if not part:
                break
            answer += part
    words = answer.rstrip(b"\0\n").split()
    if words[-1:] == [b"FOUND"]:
        return True
    if words[-1:] == [b"OK"]:
        return False
    raise ScannerAway("no answer that we know")


def _connected():
    place = settings.HUB_CLAMAV
    if place.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(_SECONDS)
        try:
            scanner.connect(place)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _, port = place.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
