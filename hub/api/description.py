"""The API's description as a page can show it: what can be asked, with what, and an example."""

import shlex
from dataclasses import dataclass

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator

from hub.lists import Column


@dataclass(frozen=True)
class Parameter:
    """One value that a call takes; ``place``: path or query."""

    name: str
    place: str
    kind: str
    is_required: bool
    description: str


@dataclass(frozen=True)
class Operation:
    """One call: ``answers`` is [(status, what it means)], ``curl`` a line to try."""

    key: str
    method: str
    path: str
    description: str
    parameters: list[Parameter]
    answers: list[tuple[str, str]]
    curl: str

    @property
    def columns(self):
        """The heads of the table of parameters."""
        return [Column("Name"), Column("Where"), Column("What"), Column("Meaning")]


def operations():
    """Every operation of the API, in the order of their addresses."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    problems = schema["components"]["responses"]
    return [
        _operation(path, method, entry, problems)
        for path, methods in schema["paths"].items()
        for method, entry in methods.items()
    ]


def _operation(path, method, entry, problems):
    return Operation(
        key=entry["operationId"],
        method=method.upper(),
        path=path,
        description=entry.get("description", ""),
        parameters=[_parameter(each) for each in entry.get("parameters", [])],
        answers=[_answer(status, each, problems) for status, each in entry["responses"].items()],
        curl=_curl(path, method, entry),
    )


def _parameter(entry):
    return Parameter(
        name=entry["name"],
        place=entry["in"],
        kind=_kind(entry["schema"]),
        is_required=entry.get("required", False),
        description=entry.get("description", ""),
    )


def _kind(schema):
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])}; may be given several times"
    if "enum" in schema:
        return "one of " + ", ".join(str(value) for value in schema["enum"])
    return {"integer": "whole number", "boolean": "true or false", "number": "number"}.get(
        schema.get("type"), "text"
    )


def _answer(status, entry, problems):
    if "$ref" in entry:
        entry = problems[entry["$ref"].rpartition("/")[2]]
    return status, entry["description"] or "Done."


def _curl(path, method, entry):
    """A line for a shell; values in braces are the caller's to fill in."""
    words = ["curl", "-H", "Authorization: Bearer mhp_…"]
    if method != "get":
        words += ["-X", method.upper()]
    if "requestBody" in entry:
        words += ["-H", "Content-Type: application/json", "-d", "{…}"]
    return shlex.join([*words, settings.SITE_URL + path])
