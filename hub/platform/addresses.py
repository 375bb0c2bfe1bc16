"""One Redis address, written as each of its clients wants it."""

from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit

#: scheme of a mail server's address: (usual port, TLS from the first byte, STARTTLS)
_MAIL_SCHEMES = {
    "smtp": (25, False, False),
    "submission": (587, False, True),
    "smtps": (465, True, False),
}


def for_celery(url):
    """Celery's form of a Redis address.

    ``redis://host:port/0`` stays; ``unix:///path?db=0`` becomes ``redis+socket:///path?virtual_host=0``.
    """
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    return f"redis+socket://{parts.path}?virtual_host={_socket_database(parts)}"


def next_database(url):
    """The same server's next database, so that the cache may be flushed without the queues."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={_socket_database(parts) + 1}"
    number = parts.path.strip("/") or "0"
    return urlunsplit(parts._replace(path=f"/{int(number) + 1}"))


def mail_server(url):
    """What Django's SMTP back end wants to know, from ``submission://user:password@mail.example``.

    ``smtp`` sends in the clear, to a relay on the same machine or network; ``submission`` is
    STARTTLS, ``smtps`` TLS from the start. Raises ValueError for anything else.
    """
    parts = urlsplit(url)
    if parts.scheme not in _MAIL_SCHEMES or not parts.hostname:
        raise ValueError("not the address of a mail server")
    port, use_ssl, use_tls = _MAIL_SCHEMES[parts.scheme]
    return {
        "host": parts.hostname,
        "port": parts.port or port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": use_ssl,
        "use_tls": use_tls,
    }


def _socket_database(parts):
    return int(parse_qs(parts.query).get("db", ["0"])[0])
