"""Notes of hub staff: written, changed, deleted, never shown to schools, and following links."""

import pytest
from django.urls import reverse

from hub.trail.models import Entry
from schools import notes
from schools.models import School, SchoolNote
from schools.timeline import timeline
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory, closed_school, link
from tests.schools.register import link as link_row
from tests.schools.register import row


@pytest.fixture
def school(db):
    return SchoolFactory(name="Ash School")


def texts(school, user):
    """(text, where it was written) of the notes on a timeline."""
    events = timeline(school, user=user)
    return [(each.detail, each.where) for each in events if each.text.startswith("Note")]


def test_a_note_stands_on_the_timeline_with_its_author(client, school):
    officer = make_user("officer", name="Sam Reed")
    client.force_login(officer)
    answer = client.post(
        reverse("schools:note_add", args=[school.pk]), {"text": "Piano needs tuning.\r\nSoon."}
    )
    assert (answer.status_code, answer["Location"]) == (302, school.get_absolute_url())
    page = client.get(school.get_absolute_url()).content.decode()
    assert "Piano needs tuning.<br>Soon." in page
    assert "Sam Reed" in page
    entry = Entry.objects.about(SchoolNote.objects.get()).get()
    assert (entry.action, entry.fields) == ("wrote", {"text": {}})


@pytest.mark.parametrize(
    ("text", "error"),
    [("", "Write the note"), ("x" * 5001, "Note must be 5000 characters or fewer")],
)
def test_an_empty_or_endless_note_is_refused(text, error, client, officer, school):
    client.force_login(officer)
    answer = client.post(reverse("schools:note_add", args=[school.pk]), {"text": text})
    assert (answer.status_code, answer.context["form"].errors["text"]) == (422, [error])


def test_the_box_says_whom_to_phone_about_a_child(client, officer, school, hub):
    hub.safeguarding_name, hub.safeguarding_phone = "Dana Hill", "01632 960999"
    hub.save()
    client.force_login(officer)
    page = client.get(reverse("schools:note_add", args=[school.pk])).content.decode()
    assert "Phone Dana Hill on 01632 960999." in page


@pytest.mark.parametrize("role", ["lead", "head", "bursar", "trust", "tutor", "leader", "editor"])
def test_schools_tutors_and_editors_see_no_note(role, school, officer):
    notes.write(school=school, text="Between us.", by=officer)
    scope = {"school": school} if role in {"lead", "head", "bursar"} else {}
    assert texts(school, make_user(role, scope=scope)) == []
    assert texts(school, officer) == [("Between us.", "")]


def test_what_a_note_said_before_is_kept_with_it(client, school, officer):
    note = notes.write(school=school, text="First.", by=officer)
    client.force_login(officer)
    client.post(note.get_absolute_url(), {"text": "Second."})
    note.refresh_from_db()
    assert (note.text, [each["text"] for each in note.earlier]) == ("Second.", ["First."])
    assert "First." in client.get(note.get_absolute_url()).content.decode()


def test_a_deleted_note_leaves_its_trace_on_the_trail_and_no_text(client, school, manager):
    note = notes.write(school=school, text="Wrong school.", by=make_user("officer"))
    client.force_login(manager)
    page = client.get(reverse("schools:note_delete", args=[note.pk]))
    assert "Wrong school." in page.content.decode()
    client.post(reverse("schools:note_delete", args=[note.pk]))
    assert not SchoolNote.objects.exists()
    told = Entry.objects.filter(object_type="schools.schoolnote").order_by("pk")
    assert [(each.action, "Wrong" in str(each.fields)) for each in told] == [
        ("wrote", False),
        ("deleted", False),
    ]


HOSTILE = ["<script>alert(1)</script>", "{{ request }}", "'; DROP TABLE x; --", "‮evil", "é" * 5000]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_only_text(text, client, officer, school):
    client.force_login(officer)
    client.post(reverse("schools:note_add", args=[school.pk]), {"text": text})
    page = client.get(school.get_absolute_url()).content.decode()
    assert SchoolNote.objects.get().text == text
    assert "<script>alert" not in page


def test_a_note_shows_on_the_school_that_follows_with_name_and_number(officer):
    old, new = closed_school(name="Old School", urn=500001), SchoolFactory()
    link(old, new)
    notes.write(school=old, text="Has a gamelan.", by=officer)
    assert texts(new, officer) == [("Has a gamelan.", "Old School (URN 500001)")]
    assert texts(old, officer) == [("Has a gamelan.", "")]


def test_an_import_with_links_keeps_every_note_of_a_renumbered_school(import_gias, officer):
    import_gias(row(1), row(2), row(3), row(4))
    for school in School.objects.all():
        notes.write(school=school, text=f"On {school.urn}.", by=officer)
    links = [
        link_row(11, 1, "Predecessor", since="01-09-2020"),
        link_row(21, 11, "Predecessor", since="01-09-2022"),
        link_row(12, 2, "Predecessor", since="01-09-2020"),
        link_row(12, 3, "Predecessor", since="01-09-2020"),
    ]
    import_gias(row(4), row(12), row(21), links=links)
    there = {
        school.urn: [text for text, _ in texts(school, officer)] for school in School.objects.open()
    }
    assert there == {4: ["On 4."], 12: [], 21: ["On 1."]}
    assert SchoolNote.objects.count() == 4


def test_the_whole_timeline_shows_more_step_by_step(client, officer, school):
    for number in range(60):
        notes.write(school=school, text=f"Note {number}", by=officer)
    client.force_login(officer)
    page = client.get(reverse("schools:history", args=[school.pk]))
    assert (len(page.context["events"]), page.context["more_url"]) == (50, "?shown=100")
    page = client.get(reverse("schools:history", args=[school.pk]), {"shown": "100"})
    assert (len(page.context["events"]), page.context["more_url"]) == (60, "")


@pytest.mark.parametrize("shown", ["0", "-1", "many", "9" * 5000, "²"])
def test_a_senseless_number_shows_the_first_step(shown, client, officer, school):
    client.force_login(officer)
    page = client.get(reverse("schools:history", args=[school.pk]), {"shown": shown})
    assert page.status_code == 200


@pytest.mark.parametrize("schools", [1, 6])
def test_a_timeline_asks_as_much_for_a_long_lineage_as_for_a_short_one(
    schools, officer, django_assert_max_num_queries
):
    chain = [closed_school() for _ in range(schools)]
    for earlier, later in zip(chain, chain[1:], strict=False):
        link(earlier, later)
    for each in chain:
        notes.write(school=each, text="A note.", by=officer)
    assert officer.live_roles
    with django_assert_max_num_queries(4):
        assert len(timeline(chain[-1], user=officer)) == schools
