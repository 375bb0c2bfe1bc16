"""One Redis address, written as each of its clients wants it."""

from urllib.parse import parse_qs, urlsplit, urlunsplit


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


def _socket_database(parts):
    return int(parse_qs(parts.query).get("db", ["0"])[0])
