"""``manage.py invite``: the first manager of a fresh deployment."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from hub.accounts import invitations
from hub.accounts.models import Invitation
from hub.messaging.models import Message
from hub.trail.models import Entry
from schools.choices import SchoolStatus
from tests.factories.accounts import make_user
from tests.factories.invitations import invitee
from tests.factories.schools import RegionFactory, SchoolFactory, TrustFactory

NEW = "first@hub.example"


@pytest.fixture(autouse=True)
def _database(db):
    """All of them write."""


def run(*arguments):
    said = StringIO()
    call_command("invite", *arguments, stdout=said)
    return said.getvalue().strip().splitlines()


def token_of(link):
    return link.rstrip("/").rpartition("/")[2]


def test_it_prints_the_link_as_its_last_line_and_mails_it():
    link = run(NEW, "--role", "manager")[-1]
    message = Message.objects.get()
    assert link.startswith("http://localhost:8000/invitation/")
    assert (message.to, link in message.text) == (NEW, True)


def test_the_link_makes_the_first_manager():
    link = run(NEW, "--role", "manager")[-1]
    given = invitations.accept(token=token_of(link), by=invitee(email=NEW))
    assert (given.role, given.granted_by) == ("manager", None)


def test_it_is_on_the_trail_as_the_portals_own_act():
    run(NEW, "--role", "manager")
    entry = Entry.objects.get(action="invited")
    assert (entry.actor_id, entry.door) == (None, "command")


def test_a_second_run_gives_a_new_link_and_the_first_stops():
    first, second = (token_of(run(NEW, "--role", "manager")[-1]) for _ in range(2))
    with pytest.raises(invitations.InvitationUnknown):
        invitations.find(first)
    assert invitations.find(second).state == "waiting"
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "option", "make"),
    [
        ("lead", "--school", lambda: SchoolFactory(urn=117000)),
        ("trust", "--trust", lambda: TrustFactory(code="1234")),
        ("officer", "--region", lambda: RegionFactory(name="North")),
    ],
)
def test_places_are_found_by_what_people_call_them(role, option, make):
    place = make()
    key = {"--school": "117000", "--trust": "1234", "--region": "north"}[option]
    run(NEW, "--role", role, option, key)
    assert Invitation.objects.get().scope == place


def test_a_partner_has_a_last_day():
    run(NEW, "--role", "partner", "--ends", "2099-08-31")
    assert f"{Invitation.objects.get().ends_on}" == "2099-08-31"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody", "--role", "manager"], "nobody is no e-mail address"),
        ([NEW, "--role", "king"], "invalid choice"),
        ([NEW], "required: --role"),
        ([NEW, "--role", "lead"], "This role needs a school"),
        ([NEW, "--role", "lead", "--school", "1"], "There is no school with the URN 1"),
        ([NEW, "--role", "lead", "--school", "9" * 40], "There is no school with the URN 9"),
        ([NEW, "--role", "lead", "--school", "St Alban"], "There is no school with the URN"),
        ([NEW, "--role", "trust", "--trust", "x"], "There is no trust with the code x"),
        ([NEW, "--role", "officer", "--region", "x"], "There is no region with the name x"),
        ([NEW, "--role", "partner"], "needs a last day"),
        ([NEW, "--role", "editor", "--ends", "2020-01-01"], "last day of the role is past"),
        ([NEW, "--role", "editor", "--ends", "soon"], "invalid fromisoformat value"),
    ],
)
def test_errors_are_sentences(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
    assert not Invitation.objects.exists()


def test_a_closed_school_is_a_sentence():
    SchoolFactory(urn=117000, status=SchoolStatus.CLOSED)
    with pytest.raises(CommandError, match="is closed"):
        run(NEW, "--role", "lead", "--school", "117000")


def test_somebody_who_has_the_role_is_a_sentence():
    make_user("manager", email=NEW)
    with pytest.raises(CommandError, match="has this role already"):
        run(NEW, "--role", "manager")
