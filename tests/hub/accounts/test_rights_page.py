"""docs/permissions.md is what the rights say."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Q

from hub.accounts.management.commands import permissions as command
from hub.accounts.rights_page import page, reach
from hub.permissions import EVERYTHING, NOTHING, rights


def test_the_page_in_docs_is_up_to_date():
    call_command("permissions", check=True)


def test_a_page_that_is_out_of_date_is_refused_and_written_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "PAGE", tmp_path / "permissions.md")
    with pytest.raises(CommandError, match="out of date"):
        call_command("permissions", check=True)
    call_command("permissions")
    call_command("permissions", check=True)


def test_every_right_stands_on_it_with_words_of_its_own():
    text = page()
    assert [name for name in rights if f"### `{name}`\n\n" not in text] == []
    assert [right.name for right in rights.values() if not right.rule.__doc__] == []


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        (EVERYTHING, "every"),
        (NOTHING, "none"),
        (Q(pk=7), "some"),
        (EVERYTHING | Q(pk=7), "every"),
        (NOTHING | Q(pk=7), "some"),
        (NOTHING | Q(school__in=[]), "none"),
        (EVERYTHING & ~Q(pk=7), "some"),
        (Q(school__in=[3], role__in=[]), "none"),
        (~EVERYTHING, "none"),
    ],
    ids=str,
)
def test_how_far_a_right_reaches(q, expected):
    assert reach(q) == expected
