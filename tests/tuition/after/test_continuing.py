"""Continue next year? Whom the office asks, what families answer, and how it is followed."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.messaging.models import Message
from tests.factories.people import CarerFactory, CarerLinkFactory
from tests.factories.tuition import EnrolmentFactory, ProvisionFactory
from tests.tuition.after.conftest import YEAR
from tests.tuition.after.rounds import MAY, finish, of, say
from tuition import tasks
from tuition.after import continuing
from tuition.after.refusals import NotDone
from tuition.choices import ContinueAnswer
from tuition.models import Continuation, ContinueRound


def asked_of():
    rows = Message.objects.filter(template="tuition/email/continue_asked")
    return sorted(rows.values_list("to", flat=True))


# --- asking -------------------------------------------------------------------------------------
def test_the_office_sees_whom_it_would_ask_before_letters_go(client, office, place, family):
    EnrolmentFactory(pupil=family.ben, provision=place.provision)
    EnrolmentFactory(provision=place.provision, state="stopping", last_day=MAY)
    client.force_login(office)
    page = reverse("tuition:continue_open")
    sent = {"year": "2026", "closes_on_0": "28", "closes_on_1": "5", "closes_on_2": "2027"}
    answer = client.post(page, sent)
    assert answer.status_code == 422  # shown again, to be sure
    assert "2 places of 2 learners in 1 lesson and group of" in " ".join(
        answer.content.decode().split()
    )
    assert not ContinueRound.objects.exists()
    made = client.post(page, sent | {"sure": "yes"})
    row = ContinueRound.objects.get()
    assert made.url == reverse("tuition:continue_round", args=[row.pk])
    assert Continuation.objects.count() == 2


def test_each_carer_who_may_answer_gets_one_letter(round_, family, place):
    tasks.work_on_round(round_.pk)
    tasks.work_on_round(round_.pk)
    assert asked_of() == [family.parent.email]


@pytest.mark.parametrize(
    ("year", "closes_on"), [(YEAR, "2026-11-26"), (AcademicYear(2025), "2027-05-28")]
)
def test_a_round_without_sense_is_refused(place, office, year, closes_on):
    with pytest.raises(NotDone):
        continuing.open_round(
            year=year, closes_on=datetime.date.fromisoformat(closes_on), by=office
        )


def test_a_year_is_asked_once(round_, office):
    with pytest.raises(NotDone):
        continuing.open_round(year=YEAR, closes_on=MAY, by=office)


def test_who_has_not_answered_is_reminded_on_the_days_of_the_rule(round_, family, place):
    tasks.work_on_round(round_.pk)
    for day, letters in [
        ("2027-05-17", 1),
        ("2027-05-18", 2),
        ("2027-05-20", 2),
        ("2027-05-26", 3),
    ]:
        with time_machine.travel(f"{day}T12:00:00Z", tick=False):
            tasks.work_on_round(round_.pk)
            tasks.work_on_round(round_.pk)
            assert len(asked_of()) == letters
    say(place, ContinueAnswer.YES, family.parent.user)
    with time_machine.travel("2027-05-27T12:00:00Z", tick=False):
        tasks.work_on_round(round_.pk)
    assert len(asked_of()) == 3


# --- answering ----------------------------------------------------------------------------------
def test_two_taps_say_yes_for_all_children(client, family, place, strings, office):
    other = EnrolmentFactory(pupil=family.ben, provision=strings)
    continuing.open_round(year=YEAR, closes_on=MAY, by=office)
    client.force_login(family.parent.user)
    home = client.get(reverse("home:area", args=["parent"]), follow=True).content.decode()
    page = reverse("tuition:continue")
    assert page in home or "family" in home  # the first tap
    assert "Yes to all, as it is" in client.get(page).content.decode()
    client.post(page, {"all": "yes"})  # the second
    assert {of(place).answer, of(other).answer} == {"yes"}


def test_each_lesson_has_its_answer_and_it_can_be_changed(client, family, round_, place):
    client.force_login(family.parent.user)
    page, key = reverse("tuition:continue"), of(place).pk
    wrong = client.post(page, {f"answer_{key}": "change"})
    assert wrong.status_code == 422
    assert "Say in a few words what should change for Mia" in wrong.content.decode()
    assert client.post(page, {f"answer_{key}": "maybe"}).status_code == 422
    client.post(page, {f"answer_{key}": "change", f"words_{key}": "A longer lesson"})
    assert (of(place).answer, of(place).words) == ("change", "A longer lesson")
    client.post(page, {f"answer_{key}": "no"})
    assert (of(place).answer, of(place).words) == ("no", "")


def test_another_familys_row_in_the_form_changes_nothing(client, family, round_, place, carer):
    client.force_login(carer)
    answer = client.post(reverse("tuition:continue"), {f"answer_{of(place).pk}": "no"})
    assert answer.status_code == 422 or answer.status_code == 302
    assert of(place).answer == ""
    client.force_login(family.other.user)  # who sees and may not book
    client.post(reverse("tuition:continue"), {f"answer_{of(place).pk}": "no"})
    assert of(place).answer == ""


@pytest.mark.parametrize("rows", [1, 6])
def test_the_familys_page_asks_the_database_as_often_however_many(
    rows, client, family, place, office, django_assert_max_num_queries
):
    for _ in range(rows):
        EnrolmentFactory(pupil=family.ben, provision=ProvisionFactory(year=YEAR))
    continuing.open_round(year=YEAR, closes_on=MAY, by=office)
    client.force_login(family.parent.user)
    client.get(reverse("tuition:continue"))
    with django_assert_max_num_queries(12):
        client.get(reverse("tuition:continue"))


# --- the office follows it ----------------------------------------------------------------------
def test_the_page_counts_and_lists_and_exports(client, round_, family, place, office):
    say(place, ContinueAnswer.NO, family.parent.user)
    client.force_login(office)
    page = reverse("tuition:continue_round", args=[round_.pk])
    assert "Mia Miller" in client.get(page).content.decode()
    assert "Mia Miller" in client.get(page, {"answer": "no"}).content.decode()
    assert "Mia Miller" not in client.get(page, {"answer": "none"}).content.decode()
    answer = client.get(reverse("tuition:continue_export", args=[round_.pk]), {"answer": "no"})
    text = b"".join(answer.streaming_content).decode()
    assert "Mia Miller" in text
    assert len(text.splitlines()) == 2
    close = reverse("tuition:continue_close", args=[round_.pk])
    assert "is asked again, then ends with the year" in client.get(close).content.decode()
    assert client.post(close).url == page


def test_a_manager_sees_figures_and_no_names(client, round_, place, manager):
    client.force_login(manager)
    text = client.get(reverse("tuition:continue_round", args=[round_.pk])).content.decode()
    assert "No answer yet" in text
    assert "Mia" not in text


@pytest.mark.query_bound("tuition:continue_round")
@pytest.mark.parametrize("rows", [1, 6])
@pytest.mark.parametrize("name", ["continue_round", "continue_rounds"])
def test_progress_asks_the_database_as_often_however_many(
    rows, name, client, office, place, django_assert_max_num_queries
):
    for _ in range(rows):
        EnrolmentFactory(provision=ProvisionFactory(year=YEAR))
    row = continuing.open_round(year=YEAR, closes_on=MAY, by=office)
    client.force_login(office)
    page = reverse(f"tuition:{name}", args=[row.pk] if name == "continue_round" else [])
    client.get(page)
    with django_assert_max_num_queries(8):
        client.get(page)


def test_a_carer_under_no_contact_is_not_written_to(family, place, office):
    away = CarerFactory(email="away@homes.example")
    CarerLinkFactory(
        carer=away, pupil=family.mia, may_book=False, pays=False, restriction="contact"
    )
    round_ = continuing.open_round(year=YEAR, closes_on=MAY, by=office)
    tasks.work_on_round(round_.pk)
    finish(round_, office)
    assert not Message.objects.filter(to=away.email).exists()
