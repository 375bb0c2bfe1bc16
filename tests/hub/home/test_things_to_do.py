"""What the rooms of hub/ put on the home pages, and that it goes away when it is done."""

import pytest
from django.utils import timezone

from hub.home.registry import things_to_do
from hub.messaging.models import Message
from hub.platform.choices import WorkState
from hub.policy import current
from hub.policy.models import LocalAuthority
from hub.reporting.models import ReportRun
from tests.factories.accounts import make_user


def texts(user, area="manager"):
    return [todo.text for todo in things_to_do(user, area)]


SETTING_UP = [
    "Say who the safeguarding lead is, and their phone number",
    "Say how people reach the hub",
    "Name the local authorities that the hub serves",
    "Invite a second manager",
]


def test_a_fresh_hub_tells_its_manager_what_to_set_up_first(manager):
    assert texts(manager)[:4] == SETTING_UP


def test_what_is_set_up_is_no_longer_to_do(manager, hub):
    hub.safeguarding_name, hub.safeguarding_phone = "Ada Byron", "01992 555 822"
    hub.email, hub.phone = "hub@anytown.example", "01992 555 821"
    hub.save()
    current.forget()
    LocalAuthority.objects.create(code="919", name="Hertfordshire")
    make_user("manager")
    assert set(texts(manager)) & set(SETTING_UP) == set()


def test_a_manager_whose_role_ended_is_no_second_one(manager):
    make_user("manager").grants.update(ended_at=timezone.now())
    assert "Invite a second manager" in texts(manager)


def test_a_deactivated_manager_is_no_second_one(manager):
    make_user("manager", is_active=False)
    assert "Invite a second manager" in texts(manager)


def test_people_without_the_second_step_that_their_role_needs_are_counted(administrator):
    make_user("officer", second_factor=False)
    make_user("tutor", "leader", second_factor=False)
    make_user("carer", second_factor=False)
    make_user("officer")
    [todo] = [each for each in things_to_do(administrator, "manager") if "second step" in each.text]
    assert todo.status == "2 people"


def test_in_the_demonstration_nobody_is_counted(administrator, settings):
    make_user("officer", second_factor=False)
    settings.HUB_DEMO = True
    assert not [text for text in texts(administrator) if "second step" in text]


@pytest.mark.parametrize("role", ["tutor", "officer"])
def test_staff_without_name_and_phone_are_asked_for_both(db, role):
    area = "tutor" if role == "tutor" else "staff"
    assert "Add your name and phone number" in texts(make_user(role, name="", phone=""), area)


def failed_message(**fields):
    return Message.objects.create(
        **{"to": "a@people.example", "subject": "x", "text": "x", "state": WorkState.FAILED}
        | fields
    )


def test_e_mails_that_did_not_go_are_counted_but_not_codes_that_were_too_late(manager):
    failed_message(dedupe_key="1")
    failed_message(dedupe_key="2", state=WorkState.GIVEN_UP, last_error="TooLate")
    [todo] = [each for each in things_to_do(manager, "manager") if "e-mails" in each.text]
    assert (todo.status, todo.url) == ("1 e-mail", "/messages/?state=lost")


def test_only_ones_own_failed_reports_are_to_be_looked_at(manager):
    other = make_user("manager")
    ReportRun.objects.create(key="school-profile", requested_by=manager, state=WorkState.FAILED)
    failed = "Look at reports that could not be made"
    assert (failed in texts(manager), failed in texts(other)) == (True, False)


@pytest.mark.parametrize(
    ("role", "area"),
    [("manager", "manager"), ("officer", "staff"), ("lead", "school"), ("carer", "parent")],
)
def test_every_thing_to_do_leads_to_a_page_that_opens(client, db, role, area):
    user = make_user(role, name="", phone="")
    client.force_login(user)
    todos = things_to_do(user, area)
    answers = {todo.url: client.get(todo.url, follow=True).status_code for todo in todos}
    assert answers == dict.fromkeys(answers, 200)
    assert todos
