"""Two editors at once, for real. Without the lock the later would wipe out the earlier."""

import pytest
from django.db import transaction

from hub.content import publishing, reading
from hub.content.choices import State
from hub.content.models import ReadCount, Series
from tests.factories.accounts import make_user
from tests.factories.content import make_resource
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


def save(resource, body, by):
    values = {name: getattr(resource, name) for name in publishing.FIELDS} | {"body": body}
    return publishing.save(resource=resource, values=values, topics=[], based_on=1, by=by)


def test_of_two_who_save_at_once_the_second_is_told_and_overwrites_nothing():
    resource, editor, manager = make_resource(), make_user("editor"), make_user("manager")
    with rival(lambda: save(resource, "Second", manager)) as other, transaction.atomic():
        save(resource, "First", editor)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, publishing.ChangedMeanwhile)
    resource.refresh_from_db()
    assert (resource.body, resource.version) == ("First", 2)


def test_of_two_who_archive_at_once_the_second_hears_that_it_is_done():
    resource, editor = make_resource(), make_user("editor")
    second = lambda: publishing.archive(resource=resource, by=editor)  # noqa: E731
    with rival(second) as other, transaction.atomic():
        publishing.archive(resource=resource, by=editor)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, publishing.PublishingRefused)


def test_two_readers_at_once_are_two():
    resource = make_resource()
    with rival(lambda: reading.count(resource)) as other, transaction.atomic():
        reading.count(resource)
        other.start_and_wait_for_the_lock()
    assert (other.raised, ReadCount.objects.get().number) == (None, 2)


def test_of_two_who_give_the_same_number_at_once_the_second_is_told_beside_the_field(send):
    editor = make_user("editor")
    series = Series.objects.create(title="Sing up", summary="Six steps.")
    mine = make_resource(state=State.DRAFT)
    values = {name: getattr(mine, name) for name in publishing.FIELDS}
    values |= {"series": series, "episode": 1}
    second = lambda: send(title="A second first step", series=series.pk, episode=1)  # noqa: E731
    with rival(second) as other, transaction.atomic():
        publishing.save(resource=mine, values=values, topics=[], based_on=1, by=editor)
        other.start_and_wait_for_the_lock()
    assert other.raised is None
    assert other.returned.status_code == 422
    assert "Number 1 of Sing up has been given meanwhile" in other.returned.text
    assert 'value="A second first step"' in other.returned.text
