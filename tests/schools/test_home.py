"""The home page of a school: what is next, what is new, whom to ask, and whose it is."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.calendar.models import Closure
from hub.calendar.years import AcademicYear
from schools import looks, next_steps
from schools.choices import FactSource, Phase
from schools.facts import book
from schools.home_page import officers_of
from schools.models import SchoolLook
from schools.next_steps import Step, steps_for
from tests.factories.accounts import grant, make_user
from tests.factories.audits import submitted_audit
from tests.factories.claims import ClaimFactory
from tests.factories.plans import published_plan
from tests.factories.schools import RegionFactory, SchoolFactory
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory(name="Oak Primary", region=RegionFactory(name="North"))


@pytest.fixture
def lead(school):
    return make_user("lead", scope={"school": school}, name="Lena Lead")


@pytest.fixture
def head(school):
    return make_user("head", scope={"school": school}, name="Hanna Head")


def home(school):
    return reverse("schools:home", args=[school.pk])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def texts(school, user):
    return [step.text for step in steps_for(school, user=user)]


# --- what is next -------------------------------------------------------------------------------
def test_a_new_lead_alone_is_told_what_to_do_first(school, lead):
    assert texts(school, lead) == [
        "Ask your head teacher to join",
        f"Tell the hub about music in {AcademicYear.current()}",
        f"Begin the music audit {AcademicYear.current()}",
        f"Begin your music development plan for {AcademicYear.current()}",
        "Add your INSET days and other closures",
        "Invite a colleague",
    ]


def test_a_head_without_a_lead_says_who_leads_music(school, head):
    [step] = [each for each in steps_for(school, user=head) if each.text == "Say who leads music"]
    assert step.url == "/people/invite/lead/"


def test_a_bursar_gets_no_link_that_would_be_refused(client, school):
    bursar = make_user("bursar", scope={"school": school})
    sign_in(client, bursar)
    links = [step.url for step in steps_for(school, user=bursar) if step.url]
    assert [client.get(url).status_code for url in links] == [200] * len(links)


def test_every_step_leads_to_a_page_that_opens(client, school, head):
    school.phase = Phase.NOT_KNOWN
    school.save()
    ClaimFactory(school=school)
    sign_in(client, head)
    answers = {s.url: client.get(s.url).status_code for s in steps_for(school, user=head) if s.url}
    assert answers == dict.fromkeys(answers, 200)
    assert len(answers) == 8


def test_requests_stand_first_for_those_who_answer(school, lead, head):
    ClaimFactory(school=school)
    ClaimFactory()
    [step, *_] = steps_for(school, user=head)
    assert (step.text, step.status) == ("Answer requests to join your school", "1 person")
    assert "Answer requests to join your school" not in texts(school, lead)


def test_what_is_done_is_no_longer_next(school, lead, head):
    year = AcademicYear.current()
    Closure.objects.create(
        school=school, kind="inset", starts_on=year.starts_on, ends_on=year.starts_on
    )
    said = [book.Said("choirs", 1)]
    book.note(school=school, year=year, said=said, source=FactSource.SCHOOL, by=lead)
    submitted_audit(school, by=lead)
    for each in (year, year.next):
        published_plan(school=school, year=each)
    assert texts(school, lead) == []


def test_what_is_due_first_stands_first_and_what_is_late_says_so(school, lead, monkeypatch):
    today = timezone.localdate()
    steps = [
        Step("Without a date"),
        Step("In a week", due=today + timedelta(days=7)),
        Step("Late", due=today - timedelta(days=1)),
    ]
    next_steps._load()
    monkeypatch.setattr(next_steps, "_functions", [(50, lambda school, user: steps)])
    found = steps_for(school, user=lead)
    assert [step.text for step in found] == ["Late", "In a week", "Without a date"]
    assert [step.kind for step in found] == ["warn", "info", "warn"]
    assert Step("Plan", due=date(2099, 9, 1)).status == "Due on 1 September 2099"
    assert Step("Plan", due=date(2020, 9, 1)).status == "Was due on 1 September 2020"


def test_three_stand_on_the_page_and_the_others_are_folded_away(client, school, head):
    ClaimFactory(school=school)
    school.phase = Phase.NOT_KNOWN
    school.save()
    sign_in(client, head)
    context = client.get(home(school)).context
    assert (len(context["steps"]), len(context["more"])) == (3, 5)


# --- what is new --------------------------------------------------------------------------------
def later(minutes):
    """Let time go by since the newest look."""
    for seen in SchoolLook.objects.all():
        seen.looked_at -= timedelta(minutes=minutes)
        if seen.before_at:
            seen.before_at -= timedelta(minutes=minutes)
        seen.save()


def test_on_the_first_visit_nothing_is_new(client, school, lead):
    sign_in(client, lead)
    page = client.get(home(school))
    assert page.context["since"] is None
    assert "What has happened" in text_of(page)


def test_what_happened_since_the_last_visit_is_new_until_the_visit_ends(client, school, lead):
    lead.grants.update(granted_at=timezone.now() - timedelta(days=9))
    sign_in(client, lead)
    client.get(home(school))
    later(120)
    make_user("bursar", scope={"school": school}, name="Bea Bursar")
    for _ in range(2):
        new = [event.text for event in client.get(home(school)).context["new"]]
        assert "Bea Bursar became school bursar." in new
        later(20)
    later(90)
    grants = school.grants.filter(role="bursar")
    grants.update(granted_at=timezone.now() - timedelta(hours=5))
    page = client.get(home(school))
    assert page.context["new"] == []
    assert "Nothing new since your last visit." in text_of(page)


def test_looking_again_at_once_writes_nothing(school, lead, django_assert_num_queries):
    looks.look(school, user=lead)
    with django_assert_num_queries(1):
        looks.look(school, user=lead)


def test_each_has_their_own_last_visit(school, lead, head):
    looks.look(school, user=lead)
    later(120)
    assert looks.look(school, user=head) is None
    assert looks.look(school, user=lead) is not None
    assert [each.user for each in SchoolLook.objects.visible_to(lead)] == [lead]


def test_the_timeline_says_who_came_and_who_left(client, school, lead, head):
    lead.grants.update(ended_at=timezone.now(), ended_by=head)
    sign_in(client, head)
    texts = [event.text for event in client.get(home(school)).context["earlier"]]
    assert "Lena Lead is school music lead no longer." in texts
    assert "Hanna Head became head teacher." in texts


def test_a_bursar_reads_of_no_people(client, school, lead):
    sign_in(client, make_user("bursar", scope={"school": school}))
    assert client.get(home(school)).context["earlier"] == []


# --- whom to ask --------------------------------------------------------------------------------
def test_the_officer_of_the_region_is_named_and_otherwise_those_of_all(school):
    everywhere = make_user("officer", name="Eva Everywhere")
    assert [each.name for each in officers_of(school)] == ["Eva Everywhere"]
    make_user("officer", scope={"region": school.region}, name="Nora North")
    make_user("officer", scope={"region": RegionFactory()}, name="Sam South")
    assert [each.name for each in officers_of(school)] == ["Nora North"]
    assert [each.email for each in officers_of(SchoolFactory())] == [everywhere.email]


def test_the_page_says_whom_to_ask(client, school, lead):
    make_user("officer", scope={"region": school.region}, name="Nora North", phone="01632 960001")
    sign_in(client, lead)
    page = text_of(client.get(home(school)))
    assert "Nora North School visits officer, North" in page
    assert "01632 960001" in page


# --- whose it is --------------------------------------------------------------------------------
def test_of_another_school_it_is_404(client, school, lead):
    sign_in(client, make_user("head"))
    assert client.get(home(school)).status_code == 404
    assert client.get("/schools/999999999/home/").status_code == 404


def header(client, url):
    html = client.get(url).content.decode().split("</header>")[0]
    return re.findall(r'hub-header__area">(.*?)</span>', html)


def test_every_page_about_a_school_says_which_one_is_in(client, school, lead):
    other = SchoolFactory(name="Ash School")
    grant(lead, "lead", school=other)
    sign_in(client, lead)
    assert header(client, "/home/school/") == ["Ash School"]  # the first of one's own
    for url in (home(school), school.get_absolute_url(), f"/schools/{school.pk}/timeline/"):
        assert header(client, url) == ["Oak Primary"]
    assert header(client, home(other)) == ["Ash School"]
    assert header(client, "/home/school/") == ["Ash School"]  # looking chooses nothing
    client.post("/home/choose-school/", {"school": school.pk})
    assert header(client, "/people/") == ["Oak Primary"]


def test_the_home_of_schools_leads_to_each_of_ones_own(client, school, lead):
    other = SchoolFactory(name="Ash School")
    grant(lead, "lead", school=other)
    sign_in(client, lead)
    page = client.get("/home/school/").content.decode()
    assert f'href="{home(school)}"' in page
    assert f'href="{home(other)}"' in page


@pytest.mark.parametrize("rows", [1, 15])
def test_it_costs_the_same_with_many_people(
    rows, client, school, lead, django_assert_max_num_queries
):
    for _ in range(rows):
        make_user("bursar", scope={"school": school})
        ClaimFactory(school=school)
    sign_in(client, lead).get(home(school))
    with django_assert_max_num_queries(30):
        client.get(home(school))
