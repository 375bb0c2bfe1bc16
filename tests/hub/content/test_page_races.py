"""Two writers at once, for real. Without the lock the later would wipe out the earlier."""

import pytest
from django.db import transaction

from hub.content import editing
from hub.content.models import Page
from tests.factories.accounts import make_user
from tests.races import rival

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_save_at_once_the_second_is_told_and_overwrites_nothing():
    page, editor, manager = (
        Page.objects.get(slug="terms"),
        make_user("editor"),
        make_user("manager"),
    )

    def save(body, by):
        return editing.save(page=page, title="Terms", body=body, based_on=1, by=by)

    with rival(lambda: save("Second", manager)) as other, transaction.atomic():
        save("First", editor)
        other.start_and_wait_for_the_lock()
    assert isinstance(other.raised, editing.ChangedMeanwhile)
    page.refresh_from_db()
    assert (page.body, page.version) == ("First", 2)
