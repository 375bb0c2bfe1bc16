"""The pages on which staff decide on mergers and splits."""

import pytest
from django.urls import reverse

from schools import notes
from schools.models import SchoolLink
from tests.factories.accounts import make_user
from tests.factories.schools import RegionFactory, SchoolFactory, closed_school, link


@pytest.fixture
def merger(db):
    """Two closed schools that became one."""
    north = RegionFactory(name="North")
    new = SchoolFactory(name="Joint Primary", region=north)
    return [
        link(closed_school(name=f"{name} School", region=north), new, "Predecessor - merged")
        for name in ("Infant", "Junior")
    ]


def test_an_officer_of_the_region_decides_and_gives_a_reason(client, merger):
    officer = make_user("officer", scope={"region": RegionFactory._meta.model.objects.get()})
    client.force_login(officer)
    assert client.get(reverse("schools:links")).context["page"].count == 2
    address = reverse("schools:link", args=[merger[0].pk])
    assert client.post(address, {"follows": "yes"}).status_code == 422
    answer = client.post(address, {"follows": "yes", "reason": "All went there."})
    assert answer.status_code == 302
    merger[0].refresh_from_db()
    assert (merger[0].follows, merger[0].decided_by) == (True, officer)
    assert client.get(reverse("schools:links")).context["page"].count == 1


def test_an_officer_of_another_region_does_not_know_of_it(client, merger):
    client.force_login(make_user("officer", scope={"region": RegionFactory()}))
    assert client.get(reverse("schools:links")).context["page"].count == 0
    assert client.get(reverse("schools:link", args=[merger[0].pk])).status_code == 404


def test_the_page_says_what_would_follow(client, merger, manager):
    old = merger[0]
    school = SchoolFactory._meta.model.objects.get(urn=old.predecessor_urn)
    notes.write(school=school, text="A note.", by=manager)
    make_user("lead", scope={"school": school})
    client.force_login(manager)
    page = client.get(reverse("schools:link", args=[old.pk])).content.decode()
    assert "1 note so far" in page
    assert "1 role at Infant School goes on" in page


def test_a_decision_is_taken_back_on_the_same_page(client, merger, manager):
    client.force_login(manager)
    address = reverse("schools:link", args=[merger[0].pk])
    client.post(address, {"follows": "no", "reason": "Only the site."})
    assert "Decided: history does not follow" in client.get(address).content.decode()
    client.post(reverse("schools:link_undo", args=[merger[0].pk]))
    assert SchoolLink.objects.to_decide().count() == 2


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 1),
        ({"state": "yes"}, 1),
        ({"state": "no"}, 0),
        ({"state": "any"}, 2),
        ({"state": "any", "q": "junior"}, 1),
        ({"state": "any", "q": "joint"}, 2),
        ({"state": "any", "q": "99999999999"}, 0),
    ],
)
def test_the_list_can_be_narrowed(asked, count, client, merger, manager):
    client.force_login(manager)
    client.post(
        reverse("schools:link", args=[merger[0].pk]), {"follows": "yes", "reason": "All went."}
    )
    assert client.get(reverse("schools:links"), asked).context["page"].count == count


@pytest.mark.query_bound("schools:links")
@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_links_asks_the_database_nine_times(
    rows, client, manager, django_assert_max_num_queries
):
    new = SchoolFactory()
    for _ in range(rows):
        link(closed_school(), new, "Predecessor - merged")
    client.force_login(manager)
    client.get(reverse("schools:links"))
    with django_assert_max_num_queries(9):
        assert client.get(reverse("schools:links")).context["page"].count == rows
