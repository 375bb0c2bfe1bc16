"""Redis stopped: people sign in, pages open, what they send is saved, and e-mail waits its turn."""

import copy
import time

import pytest
from celery import current_app

from hub.accounts.sign_up import confirm_address
from hub.content.models import Page
from hub.messaging.models import Message
from hub.messaging.sweeps import send_waiting
from hub.platform import nudges
from hub.platform.choices import WorkState
from tests.factories.accounts import PASSWORD, make_user

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def _redis_gone(settings, monkeypatch):
    """Cache and broker at an address where nobody listens."""
    caches = copy.deepcopy(settings.CACHES)
    caches["fast"]["LOCATION"] = NOBODY
    settings.CACHES = caches
    monkeypatch.setattr(current_app.conf, "broker_url", NOBODY)
    nudges.broker.cache_clear()
    nudges.forget()
    yield
    nudges.broker.cache_clear()
    nudges.forget()


def test_a_carer_signs_in_and_saves_a_phone_number(client, carer):
    confirm_address(user=carer)
    signed_in = client.post("/accounts/login/", {"login": carer.email, "password": PASSWORD})
    assert (signed_in.status_code, signed_in.url) == (302, "/home/")
    assert client.get("/family/").status_code == 200
    client.post("/accounts/details/", {"name": carer.name, "phone": "01992 555 821"})
    carer.refresh_from_db()
    assert carer.phone == "01992 555 821"


@pytest.mark.parametrize("role", ["manager", "officer", "tutor", "lead", "carer"])
def test_every_page_of_a_menu_opens(client, db, role):
    client.force_login(make_user(role))
    home = client.get(client.get("/home/").url)
    assert home.status_code == 200
    urls = [entry["url"] for entry in home.context["shell"]["menu"]]
    answers = {url: client.get(url, follow=True).status_code for url in urls}
    assert answers == dict.fromkeys(urls, 200)


def test_an_editor_saves_a_page(client, db):
    client.force_login(make_user("editor"))
    page = Page.objects.get(slug="terms")
    client.post("/about/terms/edit/", {"title": "Terms", "body": "New words", "based_on": 1})
    page.refresh_from_db()
    assert page.body == "New words"


def test_an_invitation_is_written_at_once_and_waits_for_the_sweep(
    client, manager, django_capture_on_commit_callbacks, settings
):
    client.force_login(manager)
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/people/invite/officer/", {"email": "new@people.example"})
    assert response.status_code == 302
    assert [message.state for message in Message.objects.all()] == [WorkState.QUEUED]
    assert time.monotonic() - began < 3
    settings.HUB_DEMO = True  # there is a way for messages: the demo's outbox
    assert send_waiting() == "1 waiting, 0 of a lost worker put back, 0 given up"
    assert [message.state for message in Message.objects.all()] == [WorkState.DONE]
