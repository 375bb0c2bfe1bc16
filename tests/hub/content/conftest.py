"""An editor, and the form of a resource as an editor sends it."""

import pytest

from tests.factories.accounts import make_user

NEW = "/resources/new/"


@pytest.fixture
def editor(db):
    return make_user("editor", name="Edith Page")


@pytest.fixture
def send(client, editor):
    """Send the form as an editor; what is not said is a valid draft."""
    client.force_login(editor)

    def post(address=NEW, **changes):
        data = {
            "title": "Warm up",
            "summary": "In five minutes.",
            "kind": "guide",
            "body": "Breathe.",
            "readers": "public",
            "based_on": 1,
        } | changes
        return client.post(address, {key: value for key, value in data.items() if value != ""})

    return post
