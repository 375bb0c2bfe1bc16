"""Somebody without an account finds the school, makes one on the way, and asks to join."""

import html
import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from hub.messaging.models import Message
from schools.models import SchoolClaim
from tests.factories.schools import SchoolFactory

CODE = re.compile(r"\b[B-Z]{4}-[B-Z]{4}\b")


@pytest.fixture(autouse=True)
def _no_limit_is_used_up(db):
    cache.clear()


def link(page, part):
    """The address of the first link or form that holds this part."""
    found = re.findall(r'(?:href|action)="([^"]+)"', page.content.decode())
    return html.unescape(next(each for each in found if part in each))


def test_a_newcomer_comes_back_to_the_school_after_signing_up(client):
    school = SchoolFactory(name="Oak Primary", town="Ashford")
    found = client.get("/schools/find/", {"q": "oak"})
    join = link(found, "/join/")
    sign_in = client.get(client.get(join).url)
    sign_up = link(sign_in, "signup")
    fields = {"name": "Nora New", "email": "nora@oak.example", "password1": "violet-anchor-tues"}
    client.post(sign_up, fields | {"website": "", "next": join})
    code = CODE.search(Message.objects.latest("pk").text)[0]
    response = client.post(reverse("account_email_verification_sent"), {"code": code})
    assert (response.status_code, response.url) == (302, join)
    client.post(join, {"role": "lead", "words": "I teach Year 4."})
    assert SchoolClaim.objects.get().school == school
    assert join in sign_up.replace("%2F", "/")
