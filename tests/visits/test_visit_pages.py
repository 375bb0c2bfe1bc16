"""The page of a visit, and the forms by which officers arrange one."""

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from schools.models import School
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.factories.visits import make_visit
from tests.hub.calendar.conftest import boxes
from tests.visits.conftest import at
from visits import arranging


@pytest.fixture
def as_olive(client, olive):
    client.force_login(olive)
    return client


def dates(visit, *days, **more):
    """The form of proposed dates as sent."""
    data = {"minutes": "90", "medium": "school", "seen": visit.revision}
    for number, (day, clock) in enumerate(days):
        data |= boxes(f"date_{number}", day) | {f"time_{number}": clock}
    return data | more


def test_an_officer_proposes_dates(as_olive, to_arrange):
    page = reverse("visits:propose", args=[to_arrange.pk])
    assert as_olive.get(page).status_code == 200
    sent = dates(to_arrange, ("2026-12-08", "10am"), ("2026-12-10", "2.30"), purpose="Year 4")
    answer = as_olive.post(page, sent, follow=True)
    assert "The dates are on their way" in answer.content.decode()
    to_arrange.refresh_from_db()
    assert [date.starts_at for date in to_arrange.dates.all()] == [
        at("2026-12-08"),
        at("2026-12-10", 14, 30),
    ]


def test_what_will_not_do_is_said_beside_the_date_and_what_was_typed_stays(as_olive, to_arrange):
    sent = dates(
        to_arrange, ("2026-12-08", "10 o’clock"), ("2026-12-25", "10am"), purpose="<b>Choirs</b>"
    )
    answer = as_olive.post(reverse("visits:propose", args=[to_arrange.pk]), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "First date begins at must be a time, like 10am or 2:30pm" in text
    assert "Friday 25 December 2026 lies in the school holidays" in text
    assert "&lt;b&gt;Choirs&lt;/b&gt;" in text
    assert Message.objects.count() == 0


def test_a_date_that_is_offered_elsewhere_is_asked_about(as_olive, to_arrange, olive):
    other = make_visit(officer=olive, contact_email="a@b.example")
    days = ("2026-12-08", "10am"), ("2026-12-10", "2pm")
    as_olive.post(
        reverse("visits:propose", args=[other.pk]),
        dates(other, *days, contact_email="a@b.example"),
    )
    page = reverse("visits:propose", args=[to_arrange.pk])
    answer = as_olive.post(page, dates(to_arrange, *days))
    assert "is offered to" in answer.content.decode()
    box = answer.context["form"].asks_back.html_name
    assert as_olive.post(page, dates(to_arrange, *days, **{box: "on"})).status_code == 302


def test_an_officer_who_proposes_while_the_school_chooses_is_told(as_olive, to_arrange, olive, amy):
    days = ("2026-12-08", "10am"), ("2026-12-10", "2pm")
    page = reverse("visits:propose", args=[to_arrange.pk])
    as_olive.post(page, dates(to_arrange, *days))
    to_arrange.refresh_from_db()
    late = dates(to_arrange, ("2026-12-14", "10am"), ("2026-12-15", "10am"))
    arranging.choose(visit=to_arrange, date=to_arrange.dates.first(), by=amy)
    answer = as_olive.post(page, late)
    assert (answer.status_code, "It is confirmed" in answer.content.decode()) == (422, True)


def test_a_date_is_fixed_moved_called_off_and_taken_back(as_olive, to_arrange):
    def post(route, **data):
        to_arrange.refresh_from_db()
        sent = {"minutes": 60, "medium": "school", "seen": to_arrange.revision, **data}
        page = as_olive.post(reverse(f"visits:{route}", args=[to_arrange.pk]), sent)
        assert page.status_code == 302, page.content.decode()
        to_arrange.refresh_from_db()
        return to_arrange.state, to_arrange.starts_at

    assert post("fix", **boxes("day", "2026-12-08"), clock="10am") == (
        "confirmed",
        at("2026-12-08"),
    )
    assert post("fix", **boxes("day", "2026-12-09"), clock="9") == (
        "confirmed",
        at("2026-12-09", 9),
    )
    assert post("cancel", reason="Ill") == ("cancelled", at("2026-12-09", 9))
    assert post("undo") == ("confirmed", at("2026-12-09", 9))


def test_hours_outside_the_week_are_asked_about_when_they_were_agreed(as_olive, to_arrange):
    page = reverse("visits:fix", args=[to_arrange.pk])
    sent = {"minutes": 60, "medium": "school", **boxes("day", "2026-12-08"), "clock": "7pm"}
    answer = as_olive.post(page, sent)
    assert "outside the hours" in answer.content.decode()
    box = answer.context["form"].asks_back.html_name
    assert as_olive.post(page, {**sent, box: "on"}).status_code == 302


def test_who_goes_is_changed_on_a_page(as_olive, to_arrange):
    peter = make_user("officer", name="Peter Planner")
    page = reverse("visits:officers", args=[to_arrange.pk])
    as_olive.post(page, {"officer": peter.pk, "leads": "no"})
    assert "Peter Planner" in as_olive.get(page).content.decode()
    as_olive.post(page, {"officer": peter.pk, "leads": "yes"})
    to_arrange.refresh_from_db()
    assert to_arrange.officer == peter


def test_an_officer_of_another_region_reads_and_does_not_write(client, oakfield, in_november):
    oakfield.region = RegionFactory()
    oakfield.save()
    visit = make_visit(oakfield)
    elsewhere = make_user("officer", scope={"region": RegionFactory()})
    client.force_login(elsewhere)
    assert client.get(visit.get_absolute_url()).status_code == 200
    assert client.get(reverse("visits:propose", args=[visit.pk])).status_code == 403


@pytest.mark.query_bound("visits:school")
@pytest.mark.parametrize("rows", [1, 5])
def test_the_visits_of_a_school_ask_the_database_as_often_however_many(
    rows, client, amy, oakfield, in_november, django_assert_max_num_queries
):
    for _ in range(rows):
        make_visit(oakfield, state="cancelled")
    client.force_login(amy)
    client.get(reverse("visits:school", args=[oakfield.pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("visits:school", args=[oakfield.pk]))


def test_who_is_due_near_by_stands_on_the_page_of_a_coming_visit(as_olive, to_arrange):
    School.objects.filter(pk=to_arrange.school_id).update(easting=512_000, northing=211_000)
    SchoolFactory(name="Elm School", easting=513_000, northing=211_000)
    words = as_olive.get(to_arrange.get_absolute_url()).text
    assert "Elm School</a>, 1.0 km" in words


@pytest.mark.django_db
def test_lists_of_what_is_over_show_every_year_until_one_is_chosen(as_olive):
    for route in ("visits:to_write_up", "visits:done"):
        form = as_olive.get(reverse(route)).context["filters"]
        assert next(iter(form.fields["year"].choices)) == ("", "All years")
