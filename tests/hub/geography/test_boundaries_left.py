"""Boundaries that wait: two people who put theirs in force at once, and those that nobody wants."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from hub.geography import boundaries, sweeps
from hub.geography.boundaries import put_in_force
from hub.geography.geojson import Area
from hub.geography.models import Boundaries
from tests.factories.accounts import make_user
from tests.hub.geography.test_geojson import METRES
from tests.races import rival


def send(by, name):
    return boundaries.send(areas=[Area(name, [METRES])], file_name=f"{name}.json", by=by)


def in_force():
    return [each.names for each in Boundaries.objects.filter(is_in_force=True)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("before", [False, True], ids=["the first ones", "instead of others"])
def test_of_two_who_put_theirs_in_force_at_once_the_later_stands(before):
    one, other = make_user("manager"), make_user("manager")
    if before:
        put_in_force(waiting=send(one, "Old"), by=one)
    mine, theirs = send(one, "Vale"), send(other, "Ash")
    with rival(lambda: put_in_force(waiting=theirs, by=other)) as second, transaction.atomic():
        put_in_force(waiting=mine, by=one)
        second.start_and_wait_for_the_lock()
    assert second.raised is None
    assert in_force() == [["Ash"]]


def test_what_waits_for_more_than_a_day_goes_and_what_is_in_force_stays(manager):
    put_in_force(waiting=send(manager, "Vale"), by=manager)
    send(manager, "Ash")
    Boundaries.objects.update(at=timezone.now() - timedelta(hours=25))
    fresh = send(make_user("admin"), "Elm")
    assert sweeps.forget_boundaries() == "1 deleted"
    assert in_force() == [["Vale"]]
    assert Boundaries.objects.filter(pk=fresh.pk).exists()
