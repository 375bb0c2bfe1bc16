"""A family's copy of its data: what it holds, what it keeps back, who may fetch it and when."""

import io
import json

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from hub.home.registry import things_to_do
from hub.messaging.models import Message
from hub.people import exporting, tasks
from hub.people.models import FamilyExport
from hub.people.office import sweeps
from hub.trail.models import Entry
from tests.factories.people import (
    CarerLinkFactory,
    ConsentFactory,
    NeedsFactory,
    make_carer,
)
from tests.factories.tuition import EnrolmentFactory

OWN = reverse("family:data")


def made(carer, by):
    export = exporting.ask(carer=carer, by=by)
    tasks.make_export(str(export.pk))
    export.refresh_from_db()
    return export


def text_of(export):
    with export.data_file.file.open() as file:
        return file.read().decode()


def fetched(client, url):
    """The status of a download, read to its end."""
    answer = client.get(url)
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code


@pytest.fixture
def lesson(robin, mother, father):
    """Robin has a lesson, needs and a consent."""
    NeedsFactory(pupil=robin, medical="Carries an inhaler", emergency_name="Aunt Jo")
    ConsentFactory(pupil=robin, kind="photo")
    return EnrolmentFactory(pupil=robin, wishes="Not on Mondays", price_term="96.50")


def test_a_copy_holds_what_the_hub_holds_and_names_nobody_else(office, mother, father, lesson):
    export = made(mother, office)
    text = text_of(export)
    content = json.loads(text)
    assert [chapter["title"] for chapter in content["chapters"]] == ["About you", "About Robin"]
    for held in ("Robin", "Maple", "Carries an inhaler", "Not on Mondays", "96.50", mother.email):
        assert held in text
    assert "Larch Primary School" in text
    for other in ("Frédéric", "fred@homes.example", "Far Road"):
        assert other not in text


def test_the_pdf_says_the_same(office, mother, lesson):
    export = made(mother, office)
    with export.pdf_file.file.open() as file:
        content = file.read()
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "About Robin" in words
    assert "Carries an inhaler" in words
    assert (export.pdf_file.name, export.data_file.name) == (
        "family-data.pdf",
        "family-data.json",
    )


def test_behind_a_restriction_a_copy_says_nothing_of_where_the_child_is(
    office, robin, mother, lesson
):
    other = make_carer()
    CarerLinkFactory(carer=other, pupil=robin, restriction="whereabouts", relationship="father")
    text = text_of(made(other, office))
    assert "Carries an inhaler" in text
    for kept in ("Larch", str(lesson.provision.venue), "Aunt Jo", "Not on Mondays", mother.name):
        assert kept not in text
    assert exporting.own_holdings.OTHERS not in text.split("Consents")[0]


def test_who_must_not_be_in_contact_gets_nothing_of_the_child(office, robin, lesson):
    other = make_carer()
    CarerLinkFactory(carer=other, pupil=robin, restriction="contact", may_book=False, pays=False)
    assert "Robin" not in text_of(made(other, office))


def test_a_carer_asks_the_office_looks_and_hands_out_and_the_carer_fetches(
    client, office, mother, lesson
):
    client.force_login(mother.user)
    client.post(OWN), client.post(OWN)
    export = FamilyExport.objects.get()
    tasks.make_export(str(export.pk))
    export.refresh_from_db()
    url = export.pdf_file.get_absolute_url()
    assert fetched(client, url) == 404  # nobody has looked it through
    assert "we are working on it" in client.get(OWN).content.decode()
    client.force_login(office)
    assert "Look through copies of data" in [each.text for each in things_to_do(office, "staff")]
    page = client.get(export.get_absolute_url()).content.decode()
    assert "Carries an inhaler" in page
    assert Entry.objects.filter(kind="read", object_type="people.familyexport").count() == 1
    assert fetched(client, url) == 200
    client.post(reverse("families:export_release", args=[export.pk]))
    letter = Message.objects.get(template="families/email/data_ready")
    assert letter.to == mother.email
    client.force_login(mother.user)
    assert fetched(client, url) == 200
    assert url in client.get(OWN).content.decode()
    with time_machine.travel(timezone.now() + timezone.timedelta(days=31)):
        client.force_login(mother.user)
        assert fetched(client, url) == 404
        sweeps.make_exports()
    export.refresh_from_db()
    export.pdf_file.refresh_from_db()
    assert (export.words, export.pdf_file.is_kept) == ("No longer kept", False)


def test_a_stranger_and_the_other_carer_fetch_nothing(client, office, robin, mother, lesson):
    export = made(mother, office)
    exporting.release(export=export, by=office)
    other = make_carer()
    CarerLinkFactory(carer=other, pupil=robin)
    client.force_login(other.user)
    for file in (export.pdf_file, export.data_file):
        assert fetched(client, file.get_absolute_url()) == 404
    assert client.get(export.get_absolute_url()).status_code == 404


def test_a_copy_is_refused_with_words_and_its_files_go(as_office, office, mother, lesson):
    export = made(mother, office)
    url = reverse("families:export_refuse", args=[export.pk])
    assert as_office.post(url, {"words": ""}).status_code == 422
    as_office.post(url, {"words": "We do not know who you are."})
    export.refresh_from_db()
    export.pdf_file.refresh_from_db()
    assert (export.words, export.pdf_file.is_kept) == ("Refused", False)
    assert (
        "We do not know who you are"
        in Message.objects.get(template="families/email/data_refused").text
    )
    answer = as_office.post(reverse("families:export_release", args=[export.pk]), follow=True)
    assert "There is nothing to hand out" in answer.content.decode()


def test_nobody_of_the_office_hands_out_their_own_copy(as_office, office, robin):
    carer = make_carer(office)
    CarerLinkFactory(carer=carer, pupil=robin)
    export = made(carer, office)
    assert as_office.get(export.get_absolute_url()).status_code == 403
    assert as_office.get(export.pdf_file.get_absolute_url()).status_code == 404


def test_a_task_that_runs_twice_makes_one_copy(office, mother, lesson):
    export = made(mother, office)
    before = export.data_file_id
    tasks.make_export(str(export.pk))
    export.refresh_from_db()
    assert export.data_file_id == before


def test_somebody_without_a_family_asks_for_nothing(client, carer):
    client.force_login(carer)
    assert "We hold nothing of a family of yours yet" in client.get(OWN).content.decode()
    client.post(OWN)
    assert FamilyExport.objects.count() == 0


@pytest.mark.query_bound("families:exports")
@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_copies_asks_as_much_for_many(rows, as_office, django_assert_max_num_queries):
    for _ in range(rows):
        FamilyExport.objects.create(carer=CarerLinkFactory().carer)
    as_office.get(reverse("families:exports"))
    with django_assert_max_num_queries(9):
        as_office.get(reverse("families:exports"))
