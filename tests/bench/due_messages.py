"""Sends many due messages to a mail server that runs apart, on servers of its own; prints figures.

Run by bench_messages.py as a process, because settings and database are those of tests.
"""

import json
import smtplib
import socket
import subprocess
import sys
import time

from hub.platform.testing import TestServers
from tests.hub.platform.portal import free_port

NUMBER = 10_000
RAW = 2_000


def main():
    """Print {figure: value} as JSON."""
    servers = TestServers()
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}"]
    apart = subprocess.Popen([*command, "-c", "aiosmtpd.handlers.Sink"])
    try:
        servers.start()
        print(json.dumps(measure(port)))
    finally:
        apart.kill()
        apart.wait()
        servers.stop()


def measure(port):
    """Write the messages, send them, and send as many bytes without the portal."""
    import django

    django.setup()

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from hub.messaging import letters, tasks
    from hub.messaging.models import Message
    from hub.messaging.transport import as_email

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    settings.HUB_EMAIL_URL = f"smtp://127.0.0.1:{port}"
    parts = letters.get("role-ended").compose()
    Message.objects.bulk_create(
        Message(
            to=f"ana{n}@people.example", subject=parts.subject, text=parts.text, html=parts.html
        )
        for n in range(NUMBER)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE messaging_message")
    content = as_email(Message.objects.first()).message().as_bytes(linesep="\r\n")
    wait_for(port)
    raw = without_the_portal(port, content)
    statements = 0

    def count(execute, *arguments):
        nonlocal statements
        statements += 1
        return execute(*arguments)

    began = time.monotonic()
    with connection.execute_wrapper(count):
        tasks.send_due()
    seconds = time.monotonic() - began
    sent = Message.objects.filter(state="done").count()
    if sent != NUMBER:
        raise RuntimeError(f"{sent} of {NUMBER} messages were sent")
    return {"seconds": seconds, "statements": statements, "raw_a_second": raw}


def without_the_portal(port, content):
    """Letters a second that the mail server takes over one connection, and nothing else is done."""
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
        began = time.monotonic()
        for _ in range(RAW):
            line.sendmail("a@b.example", ["c@d.example"], content)
        return RAW / (time.monotonic() - began)


def wait_for(port):
    """Until the mail server listens, for twenty seconds at most."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the mail server did not start")


if __name__ == "__main__":
    main()
