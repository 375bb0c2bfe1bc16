"""Links of the register: which school follows which, and what that closes."""

import datetime

import pytest
from django.core.management import CommandError

from hub.trail.models import Entry
from schools.choices import SchoolStatus
from schools.models import School, SchoolLink
from tests.factories.schools import SchoolFactory
from tests.schools import register
from tests.schools.conftest import counts, take_in
from tests.schools.register import link, row

OLD, NEW = 500001, 500002


@pytest.mark.parametrize(
    "links",
    [
        [link(NEW, OLD, "Predecessor", name="Old School", since="01-09-2020")],
        [link(OLD, NEW, "Successor", name="New School", since="01-09-2020")],
        [link(NEW, OLD, "Predecessor - merged", since="01-09-2020")],
        [link(NEW, OLD, "Result of Amalgamation", since="01-09-2020")],
    ],
)
def test_a_link_closes_the_school_that_another_follows(import_gias, links):
    old = SchoolFactory(urn=OLD)
    assert import_gias(row(NEW), links=links)[-1] == counts(created=1, linked=1, closed=1)
    old.refresh_from_db()
    assert (old.status, old.closed_on) == (SchoolStatus.CLOSED, datetime.date(2020, 9, 1))
    assert Entry.objects.about(old).get().reason == "Another school follows it (links.csv)."


def test_the_second_run_stores_and_closes_nothing(import_gias):
    SchoolFactory(urn=OLD)
    links = [
        link(NEW, OLD, "Predecessor", name="Old School", since="01-09-2020"),
        link(OLD, NEW, "Successor", name="New School", since="01-09-2020"),
    ]
    import_gias(row(NEW), links=links)
    assert import_gias(row(NEW), links=links)[-1] == counts()
    kept = SchoolLink.objects.get()
    assert (kept.predecessor_name, kept.successor_name) == ("Old School", "New School")


def test_a_school_that_the_same_register_calls_open_is_not_closed_by_a_link(import_gias):
    said = import_gias(row(OLD), row(NEW), links=[link(NEW, OLD, "Predecessor")])
    assert said[-1] == counts(created=2, linked=1)


def test_a_link_of_the_future_closes_nothing_yet(import_gias):
    SchoolFactory(urn=OLD)
    links = [link(NEW, OLD, "Predecessor", since="01-09-2099")]
    assert import_gias(row(NEW), links=links)[-1] == counts(created=1, linked=1)


def test_a_successor_that_is_only_proposed_closes_nothing_yet(import_gias):
    SchoolFactory(urn=OLD)
    links = [link(NEW, OLD, "Predecessor")]
    assert import_gias(row(NEW, status="4"), links=links)[-1] == counts(created=1, linked=1)


def test_links_between_schools_of_others_and_links_without_direction_are_ignored(import_gias):
    links = [link(700001, 700002, "Predecessor"), link(NEW, OLD, "Sixth Form Centre Link")]
    assert import_gias(row(NEW), links=links)[-1] == counts(created=1, ignored=2)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (link("", OLD, "Predecessor"), "there is no URN"),
        (link(NEW, "x", "Predecessor"), "LinkURN is not a whole number: “x”"),
        (link(NEW, NEW, "Predecessor"), "the school is linked to itself"),
        (link(NEW, OLD, "Predecessor", since="soon"), "LinkEstablishedDate is not a date: “soon”"),
    ],
)
def test_a_bad_link_is_rejected_with_line_and_reason(import_gias, bad, reason):
    said = import_gias(row(NEW), links=[bad])
    assert said[-2:] == [f"links.csv, line 2: {reason}.", counts(created=1, rejected=1)]


def test_two_schools_may_follow_one(import_gias):
    SchoolFactory(urn=OLD)
    links = [link(NEW, OLD, "Predecessor"), link(500003, OLD, "Predecessor")]
    said = import_gias(row(NEW), row(500003), links=links)
    assert said[-1] == counts(created=2, linked=2, closed=1)
    assert School.objects.open().count() == 2


def test_a_file_of_links_that_is_none_undoes_the_whole_import(tmp_path, db):
    path = register.write(tmp_path / "register.csv", [row(NEW)])
    (tmp_path / "links.csv").write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="links.csv is a PDF"):
        take_in(path, "--authority", "901", "--links", str(tmp_path / "links.csv"))
    assert not School.objects.exists()
