"""A register file on disk, and the command that takes it in."""

import io

import pytest
from django.core.management import call_command

from tests.schools import register


def take_in(path, *options):
    """Run the command on a file and return what it printed, line by line."""
    out = io.StringIO()
    call_command("import_gias", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def import_gias(tmp_path, db):
    """Write rows as a register file, run the command, and return what it printed."""

    def run(*rows, links=None, authority="901", dry_run=False, **how):
        path = register.write(tmp_path / "register.csv", rows, **how)
        options = ["--authority", authority] if authority else []
        if links is not None:
            links_path = tmp_path / "links.csv"
            register.write(links_path, links, columns=register.LINK_COLUMNS)
            options += ["--links", str(links_path)]
        if dry_run:
            options.append("--dry-run")
        return take_in(path, *options)

    return run


def counts(**given):
    """The command's last line."""
    names = ["created", "updated", "closed", "linked", "ignored", "rejected"]
    return " · ".join(f"{name} {given.get(name, 0)}" for name in names)


def from_block(response, name):
    """What a block of a school's record shows under a name."""
    return next(each.content[name] for each in response.context["blocks"] if name in each.content)
