"""The record: begun, written on two devices, its people and facts, its private note."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYear
from hub.trail.models import Entry
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from tests.factories.accounts import make_user
from tests.factories.visits import make_visit
from tests.races import rival
from visits.choices import VisitState
from visits.models import Visit, VisitRecord
from visits.recording import facts, keeping, rows
from visits.recording.keeping import mark_of
from visits.recording.refusals import RecordRefused

JSON = {"headers": {"accept": "application/json"}}


def page(name, visit, *more):
    return reverse(f"visits:{name}", args=[visit.pk, *more])


def typed(record, **values):
    """What the page of these fields sends, as it was drawn now."""
    seen = {f"seen-{name}": mark_of(getattr(record, name)) for name in values}
    return values | seen


@pytest.fixture
def today(school, officer):
    """A visit that is confirmed, and began an hour ago."""
    at = timezone.now() - datetime.timedelta(hours=1)
    return make_visit(school, state=VisitState.CONFIRMED, officer=officer, at=at)


def test_to_begin_the_record_marks_the_visit_as_done(client, today):
    assert "Begin the record" in client.get(page("record", today)).text
    client.post(page("record", today))
    client.post(page("record", today))  # the second click
    assert (Visit.objects.get().state, VisitRecord.objects.count()) == (VisitState.DONE, 1)
    assert "0 of" in client.get(page("record", today)).text


@pytest.mark.parametrize(
    "state", [VisitState.TO_ARRANGE, VisitState.CONFIRMED, VisitState.CANCELLED]
)
def test_what_is_still_to_come_or_comes_to_nothing_is_not_recorded(client, school, officer, state):
    visit = make_visit(school, state=state, officer=officer)
    client.post(page("record", visit))
    assert (Visit.objects.get().state, VisitRecord.objects.exists()) == (state, False)
    assert client.get(page("record_section", visit, "strengths")).status_code == 302
    with pytest.raises(RecordRefused):
        keeping.begin(visit=visit, by=officer)


def test_words_are_saved_and_stay_off_the_trail(client, visit, record):
    address = page("record_section", visit, "strengths")
    sent = typed(record, strengths="Singing in every class", needs="", need_areas=[])
    answer = client.post(address, sent)
    assert answer.url == page("record_section", visit, "commitments")
    record.refresh_from_db()
    entry = Entry.objects.filter(action="changed", object_id=str(record.pk)).get()
    assert (record.strengths, entry.fields) == ("Singing in every class", {"strengths": {}})


def test_the_script_saves_and_is_told_the_marks(client, visit, record):
    address = page("record_section", visit, "strengths")
    sent = typed(record, strengths="Singing", needs="", need_areas=["singing"])
    told = client.post(address, sent, **JSON)
    record.refresh_from_db()
    assert (told.status_code, record.strengths, record.need_areas) == (200, "Singing", ["singing"])
    assert told.json()["marks"]["seen-strengths"] == mark_of("Singing")
    assert told.json()["words"].startswith("Saved at ")


def test_two_devices_lose_no_word(client, visit, record):
    address = page("record_section", visit, "strengths")
    phone = typed(record, strengths="From the phone", needs="", need_areas=[])
    tablet = typed(record, strengths="From the tablet", needs="A piano", need_areas=[])
    client.post(address, phone)
    assert client.post(address, tablet, **JSON).status_code == 409
    answer = client.post(address, tablet)
    record.refresh_from_db()
    assert (answer.status_code, record.strengths, record.needs) == (
        409,
        "From the phone",
        "A piano",
    )
    form = answer.context["form"]
    assert "From the phone" in answer.text
    assert form["strengths"].value() == "From the tablet"
    again = {name: form[name].value() for name in form.fields}
    assert client.post(address, again).status_code == 302
    record.refresh_from_db()
    assert record.strengths == "From the tablet"


@pytest.mark.django_db(transaction=True)
def test_a_second_device_waits_for_the_first_and_then_sees_its_words(record, officer):
    def save(words):
        seen = {"strengths": mark_of("")}
        return keeping.save(record=record, values={"strengths": words}, seen=seen, by=officer)

    with rival(lambda: save("Second")) as other, transaction.atomic():
        save("First")
        other.start_and_wait_for_the_lock()
    assert other.returned.overtaken == {"strengths": "First"}


def test_too_many_words_come_back_and_are_not_saved(client, visit, record):
    address = page("record_section", visit, "strengths")
    sent = typed(record, strengths="x" * 10_001, needs="", need_areas=[])
    answer = client.post(address, sent)
    assert (answer.status_code, "10,000 are the most" in answer.text) == (422, True)
    assert client.post(address, sent, **JSON).status_code == 422


def test_who_was_met_is_added_once_and_taken_off(client, visit, record, lead):
    address = page("record_people", visit)
    assert "Add Ada Lead, " in client.get(address).text
    client.post(address, {"name": "Ada Lead", "role": "Music lead"})
    again = client.post(address, {"name": "ada lead"})
    assert (again.status_code, "on the list already" in again.text) == (422, True)
    assert client.post(address, {"name": ""}).status_code == 422
    (person,) = record.people.all()
    client.post(address, {"remove": "999"})
    client.post(address, {"remove": str(person.pk)})
    assert not record.people.exists()


def test_facts_are_confirmed_in_one_go_as_said_at_a_visit(client, visit, record, lead):
    year = AcademicYear(visit.year)
    book.note(
        school=visit.school,
        year=year,
        said=[Said("choirs", 2), Said("ensembles", 1)],
        source=FactSource.SCHOOL,
        by=lead,
    )
    assert facts.to_confirm(visit) == 2
    client.post(
        page("record_facts_area", visit, "singing"),
        {
            "choirs": "3",
            "seen": facts.mark_of(
                visit, [("singing-assemblies", ""), ("choirs", ""), ("choir-pupils", "")]
            ),
        },
    )
    client.post(page("record_facts", visit))
    told = book.told_by(FactSource.VISIT, visit.school, year)
    assert {about[0]: int(row.value) for about, row in told.items()} == {
        "choirs": 3,
        "ensembles": 1,
    }
    # By the hub's rule the school's own word holds; the visit shows what was said there.
    assert book.known(visit.school, year)["choirs", ""].value == 2
    assert "3 choirs" in client.get(page("record_facts", visit)).text


def test_facts_that_were_changed_meanwhile_are_shown_first(client, visit, record, officer):
    address = page("record_facts_area", visit, "singing")
    mark = client.get(address).context["form"]["seen"].value()
    facts.correct(record=record, said=[Said("choirs", 5)], by=officer)
    answer = client.post(address, {"choirs": "3", "seen": mark})
    form = answer.context["form"]
    assert (answer.status_code, form["choirs"].value()) == (409, "3")
    assert "5 choirs" in answer.text
    client.post(address, {"choirs": "3", "seen": form["seen"].value()})
    assert facts.known(visit)["choirs", ""].value == 3


def test_the_private_note_is_for_the_hub_alone(client, visit, record, officer, lead):
    sent = typed(record, private_note="The head is leaving")
    client.post(page("record_section", visit, "note"), sent)
    record = VisitRecord.objects.select_related("visit__school", "visit__type").get()
    assert record.private_note == "The head is leaving"
    assert "leaving" not in str(rows.as_stored(rows.report_of(record)))
    assert "leaving" not in client.get(page("report_preview", visit)).text
    assert "data-stays-off-the-device" in client.get(page("record_section", visit, "note")).text
    others = {}
    for role in ("manager", "officer", "training"):
        client.force_login(make_user(role))
        others[role] = "leaving" in client.get(page("record", visit)).text
    assert others == {"manager": True, "officer": True, "training": False}
    client.force_login(lead)
    assert client.get(page("record", visit)).status_code == 403


def test_somebody_elses_record_is_read_and_not_written(client, visit, record):
    client.force_login(make_user("officer"))
    sent = typed(record, strengths="Mine", needs="", need_areas=[])
    answers = [
        client.get(page("record", visit)).status_code,
        client.post(page("record", visit)).status_code,
        client.post(page("record_section", visit, "strengths"), sent).status_code,
        client.get(page("report_preview", visit)).status_code,
    ]
    assert answers == [200, 403, 403, 403]


def test_what_was_typed_comes_back_after_signing_in_again(client, visit, record, officer):
    address = page("record_section", visit, "strengths")
    sent = typed(record, strengths="Typed before", needs="", need_areas=[])
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(minutes=1))
    assert client.post(address, sent, **JSON).status_code == 302
    record.refresh_from_db()
    kept = client.session["kept_form"]
    client.force_login(officer)
    session = client.session
    session["kept_form"] = kept
    session.save()
    assert (record.strengths, "Typed before" in client.get(address).text) == ("", True)
