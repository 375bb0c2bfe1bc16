"""Writing sections: what is kept, what is refused beside the field, and two who write at once."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.trail.models import Entry
from schools.choices import FactSource
from schools.facts import book
from schools.facts.book import Said
from schools.models import LONGEST_TEXT, Plan
from schools.plans import saving
from schools.plans.refusals import PlanRefused
from schools.plans.saving import mark_of
from tests.factories.plans import PlanFactory, agreed_plan
from tests.races import rival

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(school):
    return PlanFactory(school=school)


@pytest.fixture
def client(client, lead):
    client.force_login(lead)
    return client


def url(plan, key):
    return reverse("schools:plan_section", args=[plan.school_id, plan.pk, key])


def marks(plan, *names):
    return {f"seen_{name}": mark_of(getattr(plan, name)) for name in names}


def write(client, plan, key, **typed):
    names = [name for name in typed if hasattr(plan, name)]
    return client.post(url(plan, key), marks(plan, *names) | typed)


def test_a_section_is_saved_and_the_next_one_opens(client, plan, lead):
    response = write(client, plan, "part-a", part_a="An hour a week.", next="yes")
    plan.refresh_from_db()
    assert response.url == url(plan, "part-b")
    assert (plan.part_a, plan.changed_by) == ("An hour a week.", lead)
    entry = Entry.objects.get(object_type="schools.plan")
    assert (entry.action, entry.fields) == ("changed", {"part_a": {}})


def test_without_next_it_goes_back_to_all_sections_which_say_how_far_it_is(client, plan):
    write(client, plan, "part-a", part_a="An hour a week.", finished="on")
    response = client.get(plan.get_absolute_url())
    tasks = {
        task.section.key: task.status for _, group in response.context["groups"] for task in group
    }
    assert (tasks["part-a"], tasks["part-b"], tasks["further"]) == (
        "Completed",
        "Not started",
        "Optional",
    )
    assert "1 of 15 sections completed" in response.text


def test_a_finished_section_can_be_called_unfinished_again(client, plan):
    write(client, plan, "part-a", part_a="An hour.", finished="on")
    plan.refresh_from_db()
    write(client, plan, "part-a", part_a="An hour.")
    plan.refresh_from_db()
    assert plan.finished == []


def test_saving_the_same_again_writes_nothing(client, plan):
    write(client, plan, "part-a", part_a="An hour.")
    plan.refresh_from_db()
    before = plan.changed_at
    write(client, plan, "part-a", part_a="An hour.")
    plan.refresh_from_db()
    assert plan.changed_at == before


@pytest.mark.parametrize("day", ["{last}-08-31", "{next}-09-01"])
def test_a_day_outside_the_year_is_refused_beside_the_field_with_the_years_days(client, plan, day):
    year = plan.year
    day = datetime.date.fromisoformat(day.format(last=int(year), next=int(year) + 1))
    typed = {"review_on_0": day.day, "review_on_1": day.month, "review_on_2": day.year}
    response = write(client, plan, "overview", lead_name="Ada", **typed)
    assert response.status_code == 422
    said = f"choose a day from 1 September {int(year)} to 31 August {int(year) + 1}"
    assert said in str(response.context["form"].errors["review_on"])
    assert 'value="Ada"' in response.text


def test_what_is_pasted_from_a_word_processor_is_tidied(client, plan):
    pasted = "Singing:\n•\tevery day\u202e\u200b\n•\tin assembly\u00a0too"
    write(client, plan, "part-c", part_c=pasted)
    plan.refresh_from_db()
    assert plan.part_c == "Singing:\n\n- every day\n- in assembly too"


def test_html_is_text_that_does_nothing(client, plan):
    write(client, plan, "part-a", part_a="<script>alert(1)</script><b>Bold</b> words")
    text = client.get(reverse("schools:plan_whole", args=[plan.school_id, plan.pk])).text
    assert "<script>alert" not in text
    assert "words" in text


def test_200_kb_get_a_sentence_beside_the_field_and_nothing_is_lost(client, plan):
    long = "music " * 34_000
    response = write(client, plan, "part-a", part_a=long)
    assert response.status_code == 422
    assert f"{LONGEST_TEXT:,} are the most" in response.text
    assert response.text.count("music music") > 10_000
    plan.refresh_from_db()
    assert plan.part_a == ""


def test_a_long_name_is_refused_beside_the_field(client, plan):
    response = write(client, plan, "overview", lead_name="x" * 201)
    assert "must be 200 characters or fewer" in str(response.context["form"].errors["lead_name"])


def test_first_lines_come_from_what_is_known_and_are_saved_by_the_school_alone(
    client, plan, school
):
    said = [Said("choirs", 2), Said("choir-pupils", 45), Said("learners", 12)]
    book.note(school=school, year=plan.year, said=said, source=FactSource.HUB, by=None)
    text = client.get(url(plan, "part-b")).text
    assert "2 choirs, in which 45 pupils sing." in text
    assert "nothing is saved yet" in text
    plan.refresh_from_db()
    assert plan.part_b == ""


def test_minutes_are_told_by_year_groups_that_follow_each_other(client, plan, school):
    minutes = [Said("curriculum-minutes", 45, str(part)) for part in (1, 2, 3)]
    said = [*minutes, Said("curriculum-minutes", 60, "4"), Said("scheme", "adapted")]
    book.note(school=school, year=plan.year, said=said, source=FactSource.HUB, by=None)
    text = client.get(url(plan, "part-a")).text
    assert "Year 1 to Year 3: 45 minutes of music a week." in text
    assert "Year 4: 60 minutes of music a week." in text
    assert "a published one that we adapt" in text


def test_of_two_in_one_section_the_second_sees_both_texts_and_nothing_is_written_over(client, plan):
    seen = marks(plan, "objective", "essentials")
    write(client, plan, "objective", objective="Theirs.", essentials="")
    mine = {"objective": "Mine.", "essentials": "Also mine."}
    response = client.post(url(plan, "objective"), seen | mine)
    plan.refresh_from_db()
    assert response.status_code == 409
    # What nobody else touched is saved, what a colleague wrote stays.
    assert (plan.objective, plan.essentials) == ("Theirs.", "Also mine.")
    assert response.context["theirs"] == [("Overall objective", "Theirs.")]
    assert "Mine." in response.text
    again = marks(plan, "objective", "essentials") | {
        "objective": "Both.",
        "essentials": "Also mine.",
    }
    assert client.post(url(plan, "objective"), again).status_code == 302
    plan.refresh_from_db()
    assert plan.objective == "Both."


def test_a_field_that_was_left_as_it_was_does_not_bring_the_old_words_back(client, plan):
    seen = marks(plan, "objective", "essentials")
    write(client, plan, "objective", objective="Theirs.", essentials="")
    response = client.post(url(plan, "objective"), seen | {"objective": "", "essentials": "Mine."})
    plan.refresh_from_db()
    assert (response.status_code, plan.objective, plan.essentials) == (302, "Theirs.", "Mine.")


def test_a_form_without_marks_writes_over_nothing(client, plan):
    Plan.objects.filter(pk=plan.pk).update(part_a="Theirs.")
    response = client.post(url(plan, "part-a"), {"part_a": "Mine."})
    plan.refresh_from_db()
    assert (response.status_code, plan.part_a) == (409, "Theirs.")


def test_an_agreed_plan_is_not_written_in(client, school, lead):
    plan = agreed_plan(school=school)
    text = client.get(url(plan, "part-a")).text
    assert "An hour of music a week." in text
    assert "Open it again" in text
    assert "Ada Lead" in client.get(url(plan, "overview")).text
    write(client, plan, "part-a", part_a="Changed.")
    plan.refresh_from_db()
    assert plan.part_a == "An hour of music a week."
    with pytest.raises(PlanRefused, match="is agreed"):
        saving.save(plan=plan, values={"part_a": "x"}, seen={"part_a": ""}, by=lead)


@pytest.mark.parametrize("key", ["nothing", "actionss", "review_on"])
def test_a_section_that_there_is_not_is_not_found(client, plan, key):
    assert client.get(f"{plan.get_absolute_url()}{key}/").status_code == 404


def test_extra_fields_change_nothing(client, plan):
    write(client, plan, "part-a", part_a="An hour.", state="published", school="1", version="9")
    plan.refresh_from_db()
    assert (plan.state, plan.version) == ("draft", 0)


def test_another_schools_plan_is_not_found_under_ones_own_address(client, plan, school, stranger):
    other = PlanFactory(school=stranger.live_grants[0].school, year=AcademicYear.current())
    address = reverse("schools:plan_section", args=[school.pk, other.pk, "part-a"])
    assert client.get(address).status_code == 404
    assert client.post(address, {"part_a": "x"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_neither_loses_a_word(school, lead, head):
    plan = PlanFactory(school=school)

    def save(text, by):
        seen = {"part_a": mark_of("")}
        return saving.save(plan=plan, values={"part_a": text}, seen=seen, by=by)

    with rival(lambda: save("Hers.", head)) as other, transaction.atomic():
        save("His.", lead)
        other.start_and_wait_for_the_lock()
    assert other.returned.overtaken == {"part_a": "His."}
    plan.refresh_from_db()
    assert plan.part_a == "His."
