"""Every text that a resource had is kept, can be looked at, and can stand again."""

import pytest

from hub.content import publishing
from hub.content.choices import State
from hub.content.models import ResourceVersion
from hub.trail.models import Entry
from tests.factories.content import make_resource
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


def change(resource, by, **changes):
    """Save the resource with some values changed; returns it as it stands."""
    resource.refresh_from_db()
    values = {name: getattr(resource, name) for name in publishing.FIELDS} | changes
    return publishing.save(
        resource=resource, values=values, topics=[], based_on=resource.version, by=by
    )


def kept(resource):
    """(number, text) of each version, newest first."""
    return list(resource.versions.values_list("number", "body"))


def test_a_new_resource_is_its_first_version(send):
    send(body="First")
    row = ResourceVersion.objects.get()
    assert (row.number, row.title, row.body, row.saved_by.name) == (
        1,
        "Warm up",
        "First",
        "Edith Page",
    )


def test_each_new_text_is_kept_and_what_is_no_text_makes_no_version(editor):
    resource = make_resource(body="First")
    change(resource, editor, body="Second")
    change(resource, editor, kind="lesson")
    change(resource, editor, body="Third")
    assert kept(resource) == [(4, "Third"), (2, "Second"), (1, "First")]


def test_an_earlier_text_stands_again_and_the_rest_stays(client, editor):
    resource = make_resource(body="First", kind="guide")
    change(resource, editor, body="Second", kind="lesson")
    client.force_login(editor)
    address = f"/resources/{resource.pk}/versions/1/"
    assert "First" in client.get(address).content.decode()
    assert client.post(address).url == resource.get_absolute_url()
    resource.refresh_from_db()
    assert (resource.body, resource.kind) == ("First", "lesson")
    assert kept(resource) == [(3, "First"), (2, "Second"), (1, "First")]
    entry = Entry.objects.about(resource).first()
    assert (entry.action, entry.reason) == ("restored", "Text of version 1")


def test_the_text_that_stands_is_not_restored_again(client, editor):
    resource = make_resource(body="First")
    change(resource, editor, body="Second")
    client.force_login(editor)
    assert "Restore" not in client.get(f"/resources/{resource.pk}/versions/2/").content.decode()
    client.post(f"/resources/{resource.pk}/versions/2/")
    assert kept(resource) == [(2, "Second"), (1, "First")]


def test_what_is_published_is_not_restored_to_nothing(client, editor):
    resource = make_resource(state=State.DRAFT, body="")
    change(resource, editor, body="Something")
    resource.refresh_from_db()
    publishing.publish(resource=resource, at=resource.created_at, by=editor)
    client.force_login(editor)
    answer = client.post(f"/resources/{resource.pk}/versions/1/", follow=True)
    assert "There is nothing to read yet." in answer.content.decode()
    resource.refresh_from_db()
    assert resource.body == "Something"


def test_versions_go_with_a_draft_that_is_deleted(editor):
    draft = make_resource(state=State.DRAFT)
    change(draft, editor, body="Second")
    publishing.delete_draft(resource=draft, by=editor)
    assert ResourceVersion.objects.count() == 0


@pytest.mark.query_bound("resources:versions")
@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_asks_as_often_for_many(rows, client, editor, django_assert_max_num_queries):
    resource = make_resource()
    for number in range(rows):
        change(resource, editor, body=f"Text {number}")
    address = f"/resources/{resource.pk}/versions/"
    sign_in(client, editor).get(address)
    with django_assert_max_num_queries(10):
        client.get(address)
