"""The public home, each role's home, and the way from one to the other."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.models import User
from hub.home.areas import AREAS
from hub.home.context import shell
from tests.factories.accounts import UserFactory, grant, make_user
from tests.factories.people import NeedsFactory, make_carer, make_child
from tests.factories.schools import SchoolFactory

AREA_OF = {
    "manager": "manager",
    "admin": "manager",
    "officer": "staff",
    "training": "staff",
    "ensembles": "staff",
    "office": "staff",
    "finance": "staff",
    "editor": "staff",
    "partner": "staff",
    "tutor": "tutor",
    "leader": "tutor",
    "lead": "school",
    "head": "school",
    "bursar": "school",
    "trust": "school",
    "carer": "parent",
}


def text_of(response):
    """The words of a page, tags dropped and spaces made one."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_every_role_has_an_area():
    assert set(AREA_OF) == set(Role.values)


@pytest.mark.parametrize(("role", "area"), AREA_OF.items())
def test_each_role_is_sent_to_its_own_home(client, db, role, area):
    client.force_login(make_user(role))
    response = client.get("/home/")
    own = "/family/" if area == "parent" else f"/home/{area}/"
    assert (response.status_code, response.url) == (302, own)
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize(("role", "area"), AREA_OF.items())
def test_the_home_of_an_area_that_is_not_yours_does_not_exist(client, db, role, area):
    client.force_login(make_user(role))
    foreign = [key for key in AREAS if key != area]
    answers = {key: client.get(reverse("home:area", args=[key])).status_code for key in foreign}
    assert answers == dict.fromkeys(foreign, 404)


def test_an_area_that_nobody_has_does_not_exist(client, manager):
    client.force_login(manager)
    assert client.get("/home/palace/").status_code == 404


def test_somebody_signed_out_is_asked_to_sign_in(client, db):
    response = client.get("/home/")
    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/home/")


def test_the_public_home_has_three_ways_in_and_no_dead_link(client, db):
    page = client.get("/").content.decode()
    titles = re.findall(r'class="hub-card__title">\s*(.*?)\s*</h2>', page, re.S)
    assert titles == ["Families", "Schools", "Teachers and tutors"]
    links = set(re.findall(r'href="(/[^"#]*)"', page)) - {"/"}
    pages = {link for link in links if not link.startswith("/static/")}
    answers = {link: client.get(link).status_code for link in pages}
    assert answers == dict.fromkeys(pages, 200)


def test_the_public_home_says_how_to_reach_the_hub(client, hub):
    hub.name, hub.phone, hub.email = "Anytown Music Hub", "01992 555 821", "hub@anytown.example"
    hub.save()
    text = text_of(client.get("/"))
    assert "Anytown Music Hub helps children" in text
    assert "Phone 01992 555 821 or e-mail hub@anytown.example" in text


def test_a_home_says_who_is_signed_in_and_whom_to_phone(client, hub):
    hub.safeguarding_name, hub.safeguarding_phone = "Ada Byron", "01992 555 822"
    hub.save()
    client.force_login(
        make_user("lead", name="Amira Hughes", phone="01992 555 823", email="amira@school.example")
    )
    text = text_of(client.get("/home/school/"))
    wanted = [
        "Hello, Amira Hughes",
        "amira@school.example",
        "01992 555 823",
        "Phone the safeguarding lead, Ada Byron, on 01992 555 822",
    ]
    assert [words for words in wanted if words not in text] == []


def test_without_anything_to_do_the_home_says_so_in_words_for_the_role(client, db):
    carer = make_user("carer", second_factor=True, name="Sam Carter", phone="01992 555 824")
    NeedsFactory(pupil=make_child(make_carer(carer)))
    client.force_login(carer)
    assert AREAS["parent"].nothing in text_of(client.get("/home/parent/", follow=True))


def test_a_carer_without_a_phone_number_is_asked_for_it(client, db):
    client.force_login(make_user("carer", second_factor=True, name="Sam Carter"))
    page = client.get("/home/parent/", follow=True)
    assert tasks(page) == [
        ("Add a child", reverse("family:child_add")),
        ("Add your phone number", reverse("account_profile")),
    ]


def test_a_music_lead_who_has_filled_in_everything_is_only_offered_a_safer_sign_in(client, db):
    client.force_login(make_user("lead", name="Tom Bell", phone="01992 555 825"))
    about_the_account = [
        task for task in tasks(client.get("/home/school/")) if task[1].startswith("/accounts/")
    ]
    assert about_the_account == [("Make your sign-in safer", reverse("mfa_index"))]


class TestWithoutALiveRole:
    """Signed in, but with nothing to be shown."""

    def test_an_ended_role_says_so_and_whom_to_ask(self, client, hub):
        hub.phone = "01992 555 821"
        hub.save()
        user = make_user("tutor")
        user.grants.update(ended_at=timezone.now())
        client.force_login(user)
        text = text_of(client.get("/home/"))
        assert "Your role has ended" in text
        assert "Phone 01992 555 821" in text

    def test_an_account_that_never_had_a_role_is_told_about_invitations(self, client, db):
        client.force_login(UserFactory())
        assert "You have no role yet" in text_of(client.get("/home/"))

    def test_a_role_that_starts_later_names_the_day(self, client, db):
        user = UserFactory()
        grant(user, "officer", starts_on=timezone.localdate() + datetime.timedelta(days=30))
        client.force_login(user)
        day = timezone.localdate() + datetime.timedelta(days=30)
        assert f"from {day:%A} {day.day} {day:%B %Y}" in text_of(client.get("/home/"))

    def test_no_area_opens(self, client, db):
        client.force_login(UserFactory())
        answers = {client.get(reverse("home:area", args=[key])).status_code for key in AREAS}
        assert answers == {404}


@pytest.mark.parametrize("schools", [1, 4])
def test_the_shell_costs_two_statements_however_many_schools(
    db, rf, schools, django_assert_num_queries
):
    user = UserFactory()
    for _ in range(schools):
        grant(user, "lead", school=SchoolFactory())
    request = rf.get("/home/school/")
    request.user, request.session = User.objects.get(pk=user.pk), {}
    with django_assert_num_queries(2):  # the hub's settings; the roles with their schools
        shell(request)


@pytest.mark.parametrize("people", [1, 12])
@pytest.mark.parametrize("role", ["manager", "officer", "tutor", "lead", "carer"])
def test_a_home_costs_as_many_statements_in_a_big_hub(
    client, db, role, people, django_assert_max_num_queries
):
    for _ in range(people):
        make_user("lead")
        make_user("officer", second_factor=False)
    client.force_login(make_user(role, name="", phone=""))
    path = client.get("/home/").url
    client.get(path)
    # Session, account, its use, the shell's two, the second factor, and one a thing to do.
    with django_assert_max_num_queries(20):
        client.get(path)


def tasks(response):
    """[(text, address)] of the things to do on a home page."""
    found = re.findall(
        r'task-list__link" href="([^"]+)"[^>]*>\s*(.*?)\s*</a>', response.content.decode(), re.S
    )
    return [(text, address) for address, text in found]
