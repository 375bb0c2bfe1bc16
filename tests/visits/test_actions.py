"""Actions: adding, changing, saying how far they are; who may, and what two at once see."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.messaging.models import Message
from hub.trail.models import Entry
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school
from tests.factories.visits import make_action, make_visit
from visits import actions
from visits.choices import Owner, VisitState
from visits.models import Action

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def add(school, by, **values):
    first = {"what": "Begin a choir", "owner": Owner.SCHOOL, "function": "schools"}
    return actions.add(school=school, by=by, **({**first, "due_on": in_days(30)} | values))


def boxes(day):
    return {"due_on_0": day.day, "due_on_1": day.month, "due_on_2": day.year}


def typed(**values):
    first = {"what": "Begin a choir", "owner": "school", "function": "schools", "in_plan": "on"}
    return {**first, **boxes(in_days(30)), **values}


def test_a_second_click_adds_no_second_action(school, officer):
    assert add(school, officer) == add(school, officer)
    assert Entry.objects.filter(object_type="visits.action", action="added").count() == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"owner": Owner.OFFICER}, "Choose who of the hub"),
        ({"owner": Owner.PARTNER}, "Say which partner"),
        ({"what": "  "}, "Say what"),
        ({"due_on": datetime.date(2999, 1, 1)}, "within the next five years"),
    ],
)
def test_an_action_without_an_owner_words_or_a_real_day_is_refused(school, officer, values, words):
    with pytest.raises(actions.ActionRefused, match=words):
        add(school, officer, **values)


def test_nothing_is_added_for_a_school_that_has_closed_but_what_a_visit_agreed(officer):
    school = closed_school()
    with pytest.raises(actions.ActionRefused, match="is not open"):
        add(school, officer)
    assert add(school, officer, visit=make_visit(school, state="done"), what="Send songs").pk


def test_the_officer_to_whom_an_action_is_given_is_told_and_the_giver_is_not(school, officer):
    other = make_user("officer")
    add(school, officer, owner=Owner.OFFICER, officer=other)
    add(school, officer, owner=Owner.OFFICER, officer=officer)
    message = Message.objects.get(template="visits/email/action_given")
    assert (message.to_user, school.name in message.subject) == (other, False)


def test_what_a_school_agreed_at_a_visit_is_in_the_report_and_no_letter(school, officer, lead):
    add(school, officer, visit=make_visit(school, state="done"))
    assert not Message.objects.exists()
    add(school, officer, what="Ask for drums")
    assert Message.objects.get().to_user == lead


@pytest.mark.parametrize(
    ("before", "after", "words", "refusal"),
    [
        ("open", "done", {}, "Say in a sentence"),
        ("open", "dropped", {"evidence": "They left."}, "Say why nobody"),
        ("done", "open", {}, "Say why it is open"),
        ("done", "dropped", {"reason": "No."}, "Open it again first"),
        ("dropped", "done", {"evidence": "Sung."}, "Open it again first"),
    ],
)
def test_states_follow_each_other_with_words(officer, before, after, words, refusal):
    action = make_action(state=before, reason="So it was." if before == "dropped" else "")
    with pytest.raises(actions.ActionRefused, match=refusal):
        actions.move(action=action, state=after, by=officer, **words)
    assert Action.objects.get().state == before


def test_what_is_done_says_when_by_whom_and_how_one_can_tell(school, officer, lead):
    action = add(school, officer)
    actions.move(action=action, state="done", evidence="Thirty sing.", by=lead)
    action.refresh_from_db()
    assert (action.state, action.closed_by, action.evidence) == ("done", lead, "Thirty sing.")
    assert Message.objects.get(template="visits/email/action_done").to_user == officer
    actions.move(action=action, state="open", reason="They stopped.", by=officer)
    action.refresh_from_db()
    assert (action.state, action.closed_at, action.closed_by) == ("open", None, None)


def test_a_visit_is_closed_with_its_last_action_and_open_again_with_a_new_one(school, officer):
    visit = make_visit(school, state="written-up")
    first, second = (add(school, officer, visit=visit, what=what) for what in ("One", "Two"))
    actions.move(action=first, state="done", evidence="Done.", by=officer)
    visit.refresh_from_db()
    assert visit.state == VisitState.WRITTEN_UP
    actions.move(action=second, state="dropped", reason="No money.", by=officer)
    visit.refresh_from_db()
    assert visit.state == VisitState.CLOSED
    add(school, officer, visit=visit, what="Three")
    visit.refresh_from_db()
    assert visit.state == VisitState.WRITTEN_UP


def test_two_people_at_once_both_see_both_texts(client, school, officer):
    action = add(school, officer)
    client.force_login(officer)
    actions.change(action=action, values={"what": "Begin two choirs"}, by=officer)
    url = reverse("visits:action_change", args=[action.pk])
    response = client.post(url, typed(what="Begin a band", based_on=1))
    assert response.status_code == 409
    assert {"Begin two choirs", "Begin a band"} <= {
        response.context["current"].what,
        response.context["form"]["what"].value(),
    }
    again = typed(what="Begin a band", based_on=response.context["form"]["based_on"].value())
    assert client.post(url, again).status_code == 302
    assert Action.objects.get().what == "Begin a band"


def test_closing_what_somebody_changed_meanwhile_is_asked_about(client, school, lead, officer):
    action = add(school, officer)
    client.force_login(lead)
    actions.change(action=action, values={"what": "Begin two choirs"}, by=officer)
    url = reverse("visits:action_done", args=[action.pk])
    response = client.post(url, {"words": "Thirty sing.", "based_on": 1})
    assert (response.status_code, "Begin two choirs" in response.content.decode()) == (409, True)
    assert "Thirty sing." in response.content.decode()


def test_an_action_is_added_to_a_visit_on_its_page(client, school, officer):
    visit = make_visit(school, state="done", officer=officer)
    client.force_login(officer)
    response = client.post(f"{reverse('visits:new_action')}?visit={visit.pk}", typed())
    action = Action.objects.get()
    assert (response.url, action.visit, action.year) == (
        action.get_absolute_url(),
        visit,
        visit.year,
    )


def test_what_is_missing_is_said_beside_its_field(client, school, officer):
    client.force_login(officer)
    url = f"{reverse('visits:new_action')}?school={school.pk}"
    response = client.post(url, typed(owner="officer", what="", **boxes(in_days(-3))))
    assert response.status_code == 422
    assert {*response.context["form"].errors} == {"what", "officer", "due_on"}


@pytest.mark.parametrize("query", ["school=0", "school=x", "visit=99999", "school=" + "9" * 30])
def test_an_action_for_nothing_that_there_is_is_not_found(client, officer, query):
    client.force_login(officer)
    assert client.get(f"{reverse('visits:new_action')}?{query}").status_code == 404


def test_officers_write_in_their_region_and_where_they_lead(client):
    region = RegionFactory()
    away = SchoolFactory(region=RegionFactory())
    officer = make_user("officer", scope={"region": region}, second_factor=True)
    client.force_login(officer)
    visit = make_visit(away, state="done", officer=officer)
    urls = {
        f"{reverse('visits:new_action')}?school={away.pk}": 403,
        f"{reverse('visits:new_action')}?visit={visit.pk}": 200,
        reverse("visits:action_change", args=[make_action(away).pk]): 403,
        reverse("visits:action_change", args=[make_action(away, visit=visit).pk]): 200,
    }
    assert {url: client.get(url).status_code for url in urls} == urls


def test_a_school_closes_its_own_and_not_what_the_hub_is_to_do(client, school, lead):
    own, hubs = make_action(school), make_action(school, owner=Owner.OFFICER)
    client.force_login(lead)
    said = {"words": "Thirty sing.", "based_on": 1}
    answers = [
        client.post(reverse("visits:action_done", args=[row.pk]), said).status_code
        for row in (own, hubs)
    ]
    assert answers == [302, 403]
    assert client.get(reverse("visits:action", args=[hubs.pk])).status_code == 200


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("", ["Late", "Mine", "Soon"]),
        ("?state=overdue", ["Late"]),
        ("?state=done", ["Over"]),
        ("?state=all", ["Late", "Mine", "Over", "Soon"]),
        ("?owner=mine", ["Mine"]),
        ("?owner=school&function=inclusion", ["Soon"]),
        ("?q=oak", ["Late"]),
        ("?q=soon", ["Soon"]),
        ("?region=none", ["Late", "Mine", "Soon"]),
        ("?since=2190-01-01", []),
        ("?state=nonsense&officer=x&since=0001-01-01", ["Late", "Mine", "Soon"]),
    ],
)
def test_the_list_is_narrowed(client, officer, school, query, listed):
    make_action(school, what="Late", due_on=in_days(-1))
    make_action(what="Mine", owner=Owner.OFFICER, officer=officer)
    make_action(what="Soon", function="inclusion")
    make_action(what="Over", state="done")
    client.force_login(officer)
    page = client.get(reverse("visits:actions") + query).context["page"]
    assert sorted(row.what for row in page) == listed


def test_the_list_leaves_as_a_file_in_which_no_formula_runs(client, officer, school):
    make_action(school, what="=1+1")
    client.force_login(officer)
    text = b"".join(client.get(reverse("visits:actions_export")).streaming_content).decode()
    assert "Oak School" in text
    assert "'=1+1" in text
    body = b"".join(client.get(reverse("visits:actions_export_xlsx")).streaming_content)
    assert body[:4] == b"PK\x03\x04"


@pytest.mark.query_bound("visits:actions", "visits:school_actions")
@pytest.mark.parametrize("rows", [1, 8])
def test_lists_of_actions_ask_a_fixed_number_of_times(
    client, officer, school, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        make_action(school)
        make_action(school, state="done")
        make_action(owner=Owner.OFFICER)
    client.force_login(officer)
    urls = {
        reverse("visits:actions"): 6,
        reverse("visits:school_actions", args=[school.pk]): 7,
    }
    client.get(reverse("visits:actions"))  # signing in is noted with the first page
    for url, most in urls.items():
        with django_assert_max_num_queries(most):
            client.get(url)
