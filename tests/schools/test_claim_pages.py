"""The pages on which somebody finds their school and joins it, and on which others answer."""

import re

import pytest
from django.urls import reverse

from hub.home.registry import things_to_do
from schools import claims
from schools.models import SchoolClaim
from tests.factories.accounts import grant, make_user
from tests.factories.claims import ClaimFactory
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school, link
from tests.sign_in import sign_in

pytestmark = pytest.mark.django_db
FIND, MINE, LIST = "/schools/find/", "/schools/requests/mine/", "/schools/requests/"
SENT = {"role": "lead", "words": "I teach Year 4 and lead music."}


@pytest.fixture
def school():
    return SchoolFactory(name="St Mary's Primary", town="Ashford", postcode="WX4 1AB")


@pytest.fixture
def teacher(client):
    user = make_user(name="Tess Teacher", email="tess@oak.example")
    sign_in(client, user)
    return user


@pytest.fixture
def head(school):
    return make_user("head", scope={"school": school})


def names(response):
    return [line.school.name for line in response.context["lines"]]


def join(school):
    return reverse("schools:claim", args=[school.pk])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# --- finding ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("st marys ashford", ["St Mary's Primary"]),
        ("ASHFORD", ["St Mary's Primary"]),
        ("wx41ab", ["St Mary's Primary"]),
        ("st mary", ["St Mary's Primary", "St Mary's Primary"]),
        ("st mary's broadwood", ["St Mary's Primary"]),
        ("%", []),
        ("' OR 1=1", []),
        ("x" * 101, []),
    ],
)
def test_a_school_is_found_by_name_town_and_postcode(client, school, text, found):
    SchoolFactory(name="St Mary's Primary", town="Broadwood", postcode="WX9 9ZZ")
    SchoolFactory(name="Elm School", town="Elmtown", postcode="WX7 7ZZ")
    assert names(client.get(FIND, {"q": text})) == found


def test_schools_of_one_name_are_told_apart(client, school):
    SchoolFactory(name="St Mary's Primary", town="Broadwood", postcode="WX9 9ZZ")
    page = text_of(client.get(FIND, {"q": "st mary"}))
    assert "Ashford, WX4 1AB" in page
    assert "Broadwood, WX9 9ZZ" in page


def test_a_misspelt_name_finds_what_comes_near(client, school):
    response = client.get(FIND, {"q": "St Marry"})
    assert response.context["is_near"]
    assert names(response) == ["St Mary's Primary"]


def test_before_a_search_no_school_is_listed(client, school):
    assert names(client.get(FIND)) == []


def test_the_public_page_names_nobody(client, school, head):
    make_user("lead", scope={"school": school}, name="Lena Lead")
    page = text_of(client.get(FIND, {"q": "st mary"}))
    assert "Lena" not in page
    assert str(head) not in page
    assert "music lead of" not in page


def test_a_closed_school_leads_to_the_one_that_follows(client, teacher):
    old, new = closed_school(name="Oak Infants"), SchoolFactory(name="Oak Academy", town="Ashford")
    link(old, new)
    page = client.get(FIND, {"q": "oak infants"}).content.decode()
    assert f'href="{join(new)}"' in page
    assert f'href="{join(old)}"' not in page
    response = client.get(join(old))
    assert "It goes on as Oak Academy, Ashford" in text_of(response)
    assert f'href="{join(new)}"' in response.content.decode()


def test_a_closed_school_that_nobody_follows_cannot_be_joined(client, teacher):
    old = closed_school(name="Oak Infants")
    assert "Nobody can join it" in text_of(client.get(FIND, {"q": "oak infants"}))
    assert "Nobody can join it" in text_of(client.get(join(old)))
    assert client.post(join(old), SENT).status_code == 200
    assert not SchoolClaim.objects.exists()


def test_who_is_signed_out_signs_in_and_comes_back(client, school):
    response = client.get(join(school))
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={join(school)}")


@pytest.mark.query_bound("schools:find")
@pytest.mark.parametrize("rows", [1, 40])
def test_how_much_finding_asks_the_database(rows, client, django_assert_max_num_queries):
    for number in range(rows):
        old = closed_school(name=f"Oak School {number}")
        link(old, SchoolFactory(name=f"Oak Academy {number}"))
    client.get(FIND)
    with django_assert_max_num_queries(8):
        client.get(FIND, {"q": "oak"})


# --- asking -------------------------------------------------------------------------------------
def test_asking_makes_a_request(client, school, teacher):
    response = client.post(join(school), SENT, follow=True)
    assert response.redirect_chain == [(MINE, 302)]
    claim = SchoolClaim.objects.get()
    assert (claim.user, claim.school, claim.role) == (teacher, school, "lead")
    assert "Waiting for an answer" in text_of(response)


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(client, school, teacher):
    response = client.post(join(school), {"words": "I teach here."})
    assert response.status_code == 422
    assert response.context["form"].errors == {"role": ["Choose what you do at this school"]}
    assert "I teach here." in response.content.decode()


@pytest.mark.parametrize("role", ["manager", "trust", "carer", ""])
def test_only_roles_of_a_school_can_be_asked_for(client, school, teacher, role):
    assert client.post(join(school), SENT | {"role": role}).status_code == 422
    assert not SchoolClaim.objects.exists()


def test_a_refusal_of_the_rules_keeps_what_was_typed(client, school, teacher):
    client.post(join(school), SENT)
    response = client.post(join(school), SENT | {"words": "Once more, please."})
    assert response.status_code == 422
    assert "waiting for an answer already" in text_of(response)
    assert "Once more, please." in response.content.decode()


def test_a_school_that_is_led_can_be_asked_for_and_nobody_is_named(client, school, teacher, head):
    make_user("lead", scope={"school": school}, name="Lena Lead")
    page = text_of(client.get(join(school)))
    assert "Somebody from this school is here already, as: Head teacher, School music lead." in page
    assert "Lena" not in page
    assert str(head) not in page
    assert client.post(join(school), SENT).status_code == 302


def test_a_school_that_does_not_exist_is_404(client, teacher):
    assert client.get("/schools/999999999/join/").status_code == 404


def test_ones_own_request_is_withdrawn_after_a_page_that_says_so(client, school, teacher):
    claim = claims.ask(school=school, by=teacher, **SENT)
    url = reverse("schools:claim_withdraw", args=[claim.pk])
    assert "Nobody answers it then" in text_of(client.get(url))
    assert client.post(url, follow=True).status_code == 200
    claim.refresh_from_db()
    assert claim.state == "withdrawn"
    assert "over already: withdrawn" in text_of(client.post(url, follow=True))


@pytest.mark.query_bound("schools:my_claims")
@pytest.mark.parametrize("rows", [1, 25])
def test_ones_own_requests_ask_the_database(rows, client, teacher, django_assert_max_num_queries):
    ClaimFactory.create_batch(rows, user=teacher)
    client.get(MINE)
    with django_assert_max_num_queries(9):
        client.get(MINE)


# --- answering ----------------------------------------------------------------------------------
def test_the_approver_sees_who_leads_the_school_now(client, school, head):
    make_user("lead", scope={"school": school}, name="Lena Lead")
    claim = ClaimFactory(school=school)
    sign_in(client, head)
    page = text_of(client.get(claim.get_absolute_url()))
    assert "Lena Lead School music lead" in page
    assert claim.words in page


@pytest.mark.parametrize(
    ("email", "website", "hint"),
    [
        ("tess@oak.example", "www.oak.example", "The address ends like the school’s website"),
        ("tess@staff.oak.example", "https://oak.example/music", "ends like the school’s website"),
        ("tess@notoak.example", "www.oak.example", "and the address is at notoak.example"),
        ("tess@gmail.com", "www.oak.example", "Anybody can have an address at gmail.com"),
        ("tess@oak.example", "", "knows no website of the school"),
    ],
)
def test_the_approver_is_told_what_the_address_says(client, manager, email, website, hint):
    school = SchoolFactory(website=website)
    claim = ClaimFactory(school=school, user=make_user(email=email))
    sign_in(client, manager)
    assert hint in text_of(client.get(claim.get_absolute_url()))


def test_a_head_says_yes(client, school, head):
    claim = ClaimFactory(school=school)
    sign_in(client, head)
    response = client.post(claim.get_absolute_url(), {"answer": "approve"}, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert claim.user.grants.live().get().school == school


def test_a_no_needs_its_reason(client, school, head):
    claim = ClaimFactory(school=school)
    sign_in(client, head)
    response = client.post(claim.get_absolute_url(), {"answer": "refuse", "reason": " "})
    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": ["Say why you refuse it"]}
    client.post(claim.get_absolute_url(), {"answer": "refuse", "reason": "Not known here."})
    claim.refresh_from_db()
    assert (claim.state, claim.reason) == ("refused", "Not known here.")


def test_an_answered_request_is_shown_and_not_answered_again(client, school, head, manager):
    claim = claims.approve(claim=ClaimFactory(school=school), by=manager)
    sign_in(client, head)
    page = client.get(claim.get_absolute_url())
    assert f"by {manager}" in text_of(page)
    assert "<textarea" not in page.content.decode()
    response = client.post(claim.get_absolute_url(), {"answer": "refuse", "reason": "x"})
    assert response.status_code == 302
    claim.refresh_from_db()
    assert claim.state == "approved"


def test_a_person_of_another_school_gets_404(client, school):
    claim = ClaimFactory(school=school)
    for stranger in (make_user("head"), make_user("lead", scope={"school": school}), make_user()):
        sign_in(client, stranger)
        assert client.get(claim.get_absolute_url()).status_code == 404
        assert client.post(claim.get_absolute_url(), {"answer": "approve"}).status_code == 404


def test_a_head_sees_no_other_requests_of_the_person(client, school, head):
    claim = ClaimFactory(school=school)
    ClaimFactory(user=claim.user, school=SchoolFactory(name="Secret Other School"))
    sign_in(client, head)
    assert "Secret Other School" not in text_of(client.get(claim.get_absolute_url()))


def listed(client, **query):
    return [claim.school.name for claim in client.get(LIST, query).context["page"]]


def test_the_list_is_narrowed_by_state_role_region_and_school(client, manager):
    north = RegionFactory(name="North")
    a = ClaimFactory(school=SchoolFactory(name="Ash School", region=north))
    ClaimFactory(school=SchoolFactory(name="Beech School"), role="head")
    claims.refuse(claim=ClaimFactory(school=SchoolFactory(name="Cedar")), reason="No.", by=manager)
    sign_in(client, manager)
    assert listed(client) == ["Ash School", "Beech School"]
    assert listed(client, role="head") == ["Beech School"]
    assert listed(client, region=north.pk) == ["Ash School"]
    assert listed(client, q="beech") == ["Beech School"]
    assert listed(client, state="refused") == ["Cedar"]
    assert listed(client, state="any") == ["Cedar", "Beech School", "Ash School"]
    assert listed(client, state="nonsense", role="king") == ["Ash School", "Beech School"]
    assert str(a.pk) in client.get(LIST).content.decode()


def test_ones_own_requests_are_not_among_those_to_answer(client, school, head):
    ClaimFactory(user=head)
    ClaimFactory(school=school)
    sign_in(client, head)
    assert listed(client) == [school.name]


def test_an_officer_reads_every_request_and_opens_those_of_the_region(client):
    north = RegionFactory()
    mine = ClaimFactory(school=SchoolFactory(region=north))
    other = ClaimFactory()
    sign_in(client, make_user("officer", scope={"region": north}))
    page = client.get(LIST).content.decode()
    assert mine.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert client.get(other.get_absolute_url()).status_code == 403


@pytest.mark.query_bound("schools:claims")
@pytest.mark.parametrize("rows", [1, 60])
def test_the_list_asks_the_database(rows, client, manager, django_assert_max_num_queries):
    ClaimFactory.create_batch(rows)
    sign_in(client, manager).get(LIST)
    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_the_pages_of_the_list_hold_each_request_once(client, manager):
    made = ClaimFactory.create_batch(60)
    sign_in(client, manager)
    first = client.get(LIST).context["page"]
    second = client.get(LIST + first.next_url).context["page"]
    assert [each.pk for each in [*first, *second]] == [each.pk for each in made]


# --- things to do -------------------------------------------------------------------------------
def todos(user, area):
    return {todo.text: todo.status for todo in things_to_do(user, area)}


def test_those_who_answer_find_it_among_their_things_to_do(school, head, manager):
    ClaimFactory(school=school)
    ClaimFactory()
    wanted = "Answer requests to join a school"
    assert todos(head, "school")[wanted] == "1 person"
    assert todos(manager, "manager")[wanted] == "2 people"
    assert wanted not in todos(make_user("lead", scope={"school": school}), "school")


def test_who_has_asked_is_told_that_it_waits(school):
    user = make_user("carer")
    claim = claims.ask(school=school, by=user, **SENT)
    assert todos(user, "parent")["See your request to join a school"] == "Waiting"
    claims.withdraw(claim=claim, by=user)
    assert "See your request to join a school" not in todos(user, "parent")


def test_a_role_at_a_second_school_can_be_switched_to(client, school, head):
    lead = make_user("lead", scope={"school": SchoolFactory(name="Ash School")})
    claims.approve(claim=ClaimFactory(school=school, user=lead), by=head)
    grant(lead, "carer")
    sign_in(client, lead)
    assert "Switch school" in client.get("/home/school/").content.decode()
