"""What the files of a family's copy are."""

from hub.files.kinds import Kind

PURPOSE = "family-data"


def _is_json(head, file):
    return head.lstrip()[:1] == b"{"


JSON = Kind("JSON file", ("json",), "application/json", _is_json)
