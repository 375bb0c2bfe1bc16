"""The trail: what is written, and that nobody unwrites it."""

import pytest
from django.db import DatabaseError, transaction

from hub.trail.context import coming_from
from hub.trail.models import Entry
from hub.trail.record import record, record_read
from tests.factories.schools import SchoolFactory


@pytest.fixture
def school(db):
    return SchoolFactory()


def test_a_change_says_who_what_where_and_which_fields(school, manager):
    with coming_from("page", "192.0.2.7"):
        entry = record("renamed", school, by=manager, changes={"name": ("Old", "New")})
    assert (
        entry.actor_id,
        entry.actor_roles,
        entry.action,
        entry.object_type,
        entry.object_id,
        entry.fields,
        entry.door,
        entry.address,
    ) == (
        manager.pk,
        "manager",
        "renamed",
        "schools.school",
        str(school.pk),
        {"name": {"from": "Old", "to": "New"}},
        "page",
        "192.0.2.7",
    )


def test_a_sensitive_read_names_the_field_and_no_value(school, manager):
    entry = record_read(school, by=manager, fields=["needs"])
    assert (entry.kind, entry.fields) == (Entry.Kind.READ, {"needs": {}})


@pytest.mark.parametrize("attack", ["update", "delete"])
def test_the_database_refuses_to_touch_an_entry(school, manager, attack):
    entry = record("renamed", school, by=manager)
    rows = Entry.objects.filter(pk=entry.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(action="nothing") if attack == "update" else rows.delete()
