"""What no linter knows of the code: the arrows between rooms, and where things may stand."""

import ast
import re

import pytest
from django.apps import apps

from tests import lists, project
from tests.project import APPS, PACKAGES, ROOT, imports, python_files

#: What may stand at the top, beside dotfiles: the house (style.md) and what convention asks for.
TOP = {*PACKAGES, "templates", "static", "tests", "docs", "manage.py"} | {
    *("README.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "Dockerfile", "compose.yaml"),
    *("pyproject.toml", "requirements.in", "requirements.txt", "requirements-dev.in"),
    *("requirements-dev.txt", "requirements-local.in", "requirements-local.txt"),
}
MADE_BY_RUNNING = {"var", "__pycache__"}

#: Of hub/ these alone name the apps.
KNOW_THE_APPS = {"hub/urls.py", "hub/celery.py", "hub/settings.py"}

#: Models that hold nothing about a person, so that anybody's code may read all of their rows.
NOBODYS = {
    "api.Tally": "counts by key, for minutes",
    "geography.Boundaries": "public outlines of areas",
    "geography.PostcodeArea": "which areas' postcodes are loaded",
    "geography.PostcodeFile": "which files of postcodes were loaded",
    "geography.PostcodePoint": "public postcodes and where they are",
    "music.Instrument": "public names of instruments",
    "places.Untold": "references of places whose people are still to be told",
    "platform.DemoCounty": "that the demo's county was made",
    "platform.SweepRun": "when sweeps ran",
    "policy.HubSettings": "the hub's own name and contact",
    "policy.LocalAuthority": "public codes of authorities",
    "schools.District": "public codes of districts",
    "schools.EstablishmentType": "types of school in the register",
    "schools.FactWeighing": "by which rule a year's facts were weighed",
    "schools.NeedsMark": "of which districts figures changed",
    "schools.NeedsTally": "how many schools of a district told what",
    "schools.PlanAddress": "where the public reads each school's plan",
    "schools.PlanReminder": "which schools were reminded of their plan",
    "schools.RegisterReading": "which files of the register were read",
    "content.PageVersion": "public pages as they were",
    "content.ReadCount": "how often a resource was opened, by day",
    "content.Topic": "what resources are about",
    "tuition.Price": "public prices",
    "venues.Room": "public names of rooms",
    "venues.Venue": "public places where something is taught",
    "schools.Region": "the hub's grouping of schools",
    "schools.Trust": "public names of trusts",
}

LONGEST = 300
#: One file by contract (style.md): it lists every setting.
MAY_BE_LONGER = {"hub/settings.py"}


def test_at_the_top_stands_only_what_the_design_names():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - MADE_BY_RUNNING - TOP == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_down_only(package):
    may = {"hub": {"hub"}, "schools": {"hub", "schools"}}.get(package, {"hub", "schools", package})
    crossed = [
        (path, module)
        for path, tree in python_files().items()
        if path.startswith(f"{package}/") and path not in KNOW_THE_APPS
        for module in imports(tree, everywhere=True)
        if module.split(".")[0] in set(PACKAGES) - may
    ]
    assert crossed == []


def test_every_folder_of_the_top_is_an_app_that_is_installed():
    assert {*APPS, "schools"} <= {config.name for config in apps.get_app_configs()}


LAYERS = {"choices": 0, "querysets": 1, "models": 2, "permissions": 3}
DOOR = 5
DOORS = re.compile(r"(^|_)(views|urls|api|serializers|reports|menus)$|^management$")


def modules_by_app():
    """{app: {module or package of it: modules of the same app that it imports at its top}}."""
    found = {}
    for path, tree in python_files().items():
        parts = path.removesuffix(".py").split("/")
        at = 2 if parts[0] == "hub" else 1
        if len(parts) > at:
            app = ".".join(parts[:at])
            inner = found.setdefault(app, {}).setdefault(parts[at], set())
            inner |= {
                module.removeprefix(f"{app}.").split(".")[0]
                for module in imports(tree)
                if module.startswith(f"{app}.")
            } - {parts[at]}
    return found


def layer(module, inner, seen=()):
    """Choices 0, querysets 1, models 2, permissions 3, doors 5; another is where its imports are.

    So a module of plain facts, which imports nothing, may be imported by models, and a verb not.
    """
    if module in LAYERS:
        return LAYERS[module]
    if DOORS.search(module):
        return DOOR
    below = [
        layer(each, inner, (*seen, module)) for each in inner.get(module, ()) if each not in seen
    ]
    return max(below, default=0)


def test_within_an_app_imports_run_down_the_list():
    upward = [
        (app, module, imported)
        for app, inner in modules_by_app().items()
        for module, others in inner.items()
        for imported in others
        if layer(imported, inner) > layer(module, inner)
    ]
    assert upward == []


def test_what_happens_knows_nothing_of_the_doors():
    upward = [
        (app, module, imported)
        for app, inner in modules_by_app().items()
        for module, others in inner.items()
        for imported in others
        if DOORS.search(imported) and not DOORS.search(module)
    ]
    assert upward == []


def test_the_project_package_says_nothing_when_imported():
    assert (ROOT / "hub/__init__.py").read_text() == ""


def calls(tree, name):
    """Is something of this name called, or passed on, in the module?"""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == name)
        or (isinstance(node, ast.Name) and node.id == name)
        for node in ast.walk(tree)
    )


def test_roles_are_sniffed_in_permissions_alone():
    sniff = {path for path, tree in python_files().items() if calls(tree, "has_role")}
    elsewhere = {path for path in sniff if not path.endswith("/permissions.py")}
    assert elsewhere == {"hub/accounts/models/roles.py"}  # where it is defined


def test_one_module_alone_calls_text_safe():
    assert [path for path, tree in python_files().items() if calls(tree, "mark_safe")] == [
        "hub/content/richtext.py"
    ]


def test_there_is_no_django_admin_and_no_group():
    banned = ("django.contrib.admin", "django.contrib.auth.models")
    used = [
        (path, module)
        for path, tree in python_files().items()
        for module in imports(tree, everywhere=True)
        if module.startswith(banned) and not module.endswith(".AnonymousUser")
    ]
    assert used == []


def test_no_file_is_longer_than_one_sitting():
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in python_files()}
    long = {path: lines for path, lines in lengths.items() if lines > LONGEST}
    assert set(long) - MAY_BE_LONGER == set()


def test_every_module_of_ours_says_what_it_is_for():
    silent = [
        path
        for path, tree in python_files().items()
        if tree.body and not ast.get_docstring(tree) and not path.endswith("/apps.py")
    ]
    assert silent == []


def test_every_model_that_holds_a_persons_data_says_who_sees_it():
    ours = {
        model._meta.label: model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PACKAGES
    }
    open_to_all = {
        label for label, model in ours.items() if not hasattr(model._default_manager, "visible_to")
    }
    assert open_to_all == set(NOBODYS)


def test_every_list_has_a_test_of_how_much_it_asks_the_database():
    assert lists.routes_that_list() - lists.routes_with_a_bound() == set()


def test_a_bound_is_stated_for_lists_that_there_are():
    assert lists.routes_with_a_bound() - lists.routes_that_list() == set()


def test_every_requirement_says_what_it_is_for():
    lines = [
        line
        for path in ROOT.glob("requirements*.in")
        for line in path.read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    assert [line for line in lines if "#" not in line] == []


def test_the_files_that_are_read_here_are_there():
    # A wrong folder would make every assertion above true.
    assert {"hub/permissions.py", "schools/querysets.py"} <= set(python_files())
    assert "base.html" in project.template_files()
