"""Pages of imports: what each says, bad files beside the field, and how much they ask."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.files.models import StoredFile
from hub.imports.models import Import
from tests.factories.accounts import make_user
from tests.hub.imports.conftest import worked_on
from tests.schools.register import csv_text, row

GOOD = "URN,Region\r\n500001,North\r\n"
REGISTER = csv_text([row(500001), row(500002)]).encode("cp1252")


@pytest.fixture
def send(client):
    """``send(by, key, slot=(name, content), …)``: the answer to the form with these files."""

    def post(by, key, data=None, **files):
        client.force_login(by)
        uploads = {slot: SimpleUploadedFile(*file) for slot, file in files.items()}
        return client.post(reverse("imports:new", args=[key]), {**(data or {}), **uploads})

    return post


def test_a_register_that_was_brought_is_checked_and_shown(send, client, manager):
    answer = send(manager, "school-register", {"authorities": "901"}, register=("it.csv", REGISTER))
    imported = Import.objects.get()
    assert answer["Location"] == imported.get_absolute_url()
    worked_on(imported)
    page = client.get(imported.get_absolute_url()).content.decode()
    assert (imported.counts[0], "Take it in" in page) == (["created", 2], True)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("it.pdf", b"%PDF-1.7", "The file must be a CSV file or spreadsheet (.xlsx)"),
        ("it.csv", b"%PDF-1.7", "The file is called .csv but is something else"),
        ("it.csv", b"", "The file is empty"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(send, manager, name, content, sentence):
    answer = send(manager, "school-register", {"authorities": "901"}, register=(name, content))
    assert (answer.status_code, StoredFile.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert sentence in page
    assert 'value="901"' in page  # what was typed stands there still


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Enter the code of the hub’s local authority"), ("91", "91 is no code")],
)
def test_the_first_import_asks_for_the_hubs_authority(send, manager, typed, sentence):
    answer = send(manager, "school-register", {"authorities": typed}, register=("it.csv", REGISTER))
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_form_without_a_file_says_which_to_choose(send, manager):
    answer = send(manager, "school-register", {"authorities": "901"})
    assert "Choose a file for register file" in answer.content.decode()


def test_a_refused_file_says_why_and_offers_the_columns(client, officer, checked, regions):
    imported = checked(officer, "Number,Area\r\n500001,North\r\n")
    client.force_login(officer)
    page = client.get(imported.get_absolute_url()).content.decode()
    assert "regions.csv has no column URN" in page
    answer = client.post(
        reverse("imports:columns", args=[imported.pk]), {"urn": "Number", "region": "Area"}
    )
    assert answer.status_code == 302
    assert worked_on(imported).counts == [["changed", 1]]


def test_a_column_that_is_not_chosen_is_asked_for(client, officer, checked, regions):
    imported = checked(officer, "Number,Area\r\n500001,North\r\n")
    client.force_login(officer)
    answer = client.post(reverse("imports:columns", args=[imported.pk]), {"urn": "Number"})
    assert answer.status_code == 422
    assert "Choose the column that holds Region" in answer.content.decode()


def test_a_yes_on_the_page_sends_it_to_a_worker(client, officer, checked, regions):
    imported = checked(officer, GOOD)
    client.force_login(officer)
    client.post(reverse("imports:take_in", args=[imported.pk]))
    again = client.post(reverse("imports:take_in", args=[imported.pk]), follow=True)
    assert "Somebody has answered this import already" in again.content.decode()
    assert worked_on(imported).is_applied


def test_a_no_on_the_page_says_that_nothing_was_changed(client, officer, checked, regions):
    imported = checked(officer, GOOD)
    client.force_login(officer)
    answer = client.post(reverse("imports:cancel", args=[imported.pk]), follow=True)
    assert "The import is cancelled. Nothing was changed." in answer.content.decode()


def test_the_rejected_rows_can_be_downloaded(client, officer, checked, regions):
    imported = checked(officer, "URN,Region\r\n500001,=East\r\n")
    client.force_login(officer)
    answer = client.get(reverse("imports:rows", args=[imported.pk]))
    assert b"".join(answer.streaming_content).decode("utf-8-sig").splitlines() == [
        "File,Line,Why",
        "regions.csv,2,there is no region “=East”",
    ]


@pytest.mark.parametrize(
    ("state", "number"),
    [("ready", 1), ("applied", 1), ("cancelled", 0), ("failed", 1), ("live", 1), ("rubbish", 4)],
)
def test_the_history_can_be_narrowed(client, officer, bring, checked, regions, state, number):
    checked(officer, GOOD)
    checked(officer, "Moon\r\n1\r\n")
    applied = checked(officer, GOOD)
    client.force_login(officer)
    client.post(reverse("imports:take_in", args=[applied.pk]))
    worked_on(applied)
    bring(officer, GOOD)
    page = client.get(reverse("imports:index"), {"state": state}).context["page"]
    assert page.count == number


def test_officers_see_their_own_imports_alone_and_managers_all(client, officer, manager, checked):
    checked(officer, GOOD)
    checked(make_user("officer"), GOOD)
    seen = []
    for who in (officer, manager):
        client.force_login(who)
        seen.append(client.get(reverse("imports:index")).context["page"].count)
    assert seen == [1, 2]


@pytest.mark.query_bound("imports:index")
@pytest.mark.parametrize("rows", [1, 4])
def test_the_history_asks_the_database_a_bounded_number_of_times(
    rows, client, officer, checked, regions, django_assert_max_num_queries
):
    for _ in range(rows):
        checked(officer, GOOD)
    client.force_login(officer)
    with django_assert_max_num_queries(14):
        client.get(reverse("imports:index"))


def test_the_home_page_names_what_waits_for_an_answer(client, officer, checked, regions):
    checked(officer, GOOD)
    client.force_login(officer)
    page = client.get(reverse("home:area", args=["staff"])).content.decode()
    assert "Answer imports that were checked" in page
