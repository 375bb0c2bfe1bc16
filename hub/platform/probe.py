"""Asks a portal on this machine how it is: `python -m hub.platform.probe [live|ready]`.

Standard library only: it runs every few seconds as a container's health check.
"""

import http.client
import os
import sys


def ask(what, *, port, host, seconds=5):
    """Whether /healthz/live or /healthz/ready answers that all is well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", f"/healthz/{what}", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    # The portal answers to its own names only.
    name = (os.environ.get("HUB_HOSTS") or "localhost").split(",")[0].strip()
    number = int(os.environ.get("PORT") or "8000")
    well = ask((sys.argv[1:] or ["live"])[0], port=number, host=name)
    sys.exit(0 if well else 1)
