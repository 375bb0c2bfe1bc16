"""Logs as one JSON object a line, without personal data, so that no value can forge a line.

An exception is its type and the places it went through. What it says is left out in production,
because databases and validators put the values that they refuse into their messages.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from hub.front.reference import reference

_ADDRESS = re.compile(r"[^\s@<>\"'(),:;=]+@[^\s@<>\"'(),:;=]+")


class JsonFormatter(logging.Formatter):
    """``with_messages``: exceptions say their message too; for machines without real people."""

    def __init__(self, *, with_messages=False):
        super().__init__()
        self.with_messages = with_messages

    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": self._event(record),
            "reference": reference(),
            **self._data(record),
        }
        if record.exc_info and record.exc_info[0]:
            line |= self._exception(record.exc_info)
        return json.dumps({key: value for key, value in line.items() if value not in ("", None)})

    @staticmethod
    def _data(record):
        """What we say beside the sentence; Celery says there what the error said."""
        return getattr(record, "data", {}) if record.name.startswith("hub.") else {}

    @staticmethod
    def _event(record):
        """The sentence. Django puts the path into some of its own; it may be a secret link."""
        if isinstance(record.args, dict) and "exc" in record.args:
            # Celery's: a task failed, with all that the error said.
            return f"task {record.args['name']} {record.args['description']}"
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            words = str(record.msg).split("%s")[0].rstrip(" :(")
            return f"{words}: {match.route if match else 'no route'}"
        return _ADDRESS.sub("[e-mail]", record.getMessage())

    def _exception(self, exc_info):
        kind, error, trace = exc_info
        said = {"exception": f"{kind.__module__}.{kind.__qualname__}"}
        if self.with_messages:
            said["message"] = str(error)
        frames = traceback.extract_tb(trace)
        said["went_through"] = [f"{each.filename}:{each.lineno} {each.name}" for each in frames]
        return said


def config(*, with_messages):
    """Django's LOGGING: everything to the error stream, where the service manager picks it up."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter, "with_messages": with_messages}},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stream"], "level": "INFO"},
        "loggers": {
            # 4xx stand in the request's own line; here they would name the path.
            "django.request": {"level": "ERROR"},
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
