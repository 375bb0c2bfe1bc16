"""Recordings that stand elsewhere: which hosts the hub lets play them, and under which address."""

import re
from urllib.parse import parse_qs, urlsplit

from hub.policy.current import hub_settings

#: A host name: no scheme, port or path, for it goes into the content security policy as it is.
HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_YOUTUBE_ID = re.compile(r"[\w-]{6,20}", re.ASCII)
_YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"}
_VIMEO = {"vimeo.com", "www.vimeo.com"}


class PlayerRefused(Exception):
    """Not an address that we would play. The message can be shown beside the field."""


def allowed_hosts():
    """The hosts whose players the hub allows, as its settings say."""
    return hub_settings().player_hosts.split()


def host_of(url):
    """The host of a player's address, as people read it."""
    return urlsplit(url).hostname or ""


def is_allowed(url):
    """May this player be shown now? The hub can take a host off its list at any time."""
    parts = _parts(url)
    return (
        parts is not None
        and parts.scheme == "https"
        and parts.netloc in allowed_hosts()  # no port and no user name: the host alone
    )


def player_address(url):
    """The address that a page may show in a frame, made from what an editor pasted.

    A page of YouTube or Vimeo becomes its player, the one that sets the fewest cookies. Raises
    PlayerRefused for what is no address and for a host that is not on the hub's list.
    """
    url = _player_of_page(url)
    if is_allowed(url):
        return url
    parts = _parts(url)
    if parts is None or parts.scheme != "https" or not HOST.fullmatch(parts.hostname or ""):
        raise PlayerRefused("Enter the address of the recording, starting with https://")
    allowed = ", ".join(allowed_hosts()) or "none yet"
    raise PlayerRefused(
        f"Recordings from {parts.hostname} cannot be played here. The hub’s settings allow: "
        f"{allowed}. Give the address as a link instead"
    )


def _player_of_page(url):
    parts = _parts(url)
    if parts is None:
        return url
    if parts.hostname in _YOUTUBE:
        asked = parse_qs(parts.query).get("v", [""])[0]
        found = asked or parts.path.rstrip("/").rpartition("/")[2]
        if _YOUTUBE_ID.fullmatch(found):
            return f"https://www.youtube-nocookie.com/embed/{found}"
    if parts.hostname in _VIMEO:
        found = parts.path.rstrip("/").rpartition("/")[2]
        if found.isascii() and found.isdigit():
            return f"https://player.vimeo.com/video/{found}?dnt=1"
    return url


def _parts(url):
    try:
        return urlsplit(url)
    except ValueError:
        return None
