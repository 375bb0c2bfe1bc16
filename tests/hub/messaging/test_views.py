"""The demo's outbox: everybody's mailbox in the demo, and nowhere else."""

import pytest
from django.urls import reverse

from hub.messaging import outbox

LIST = reverse("messaging:outbox")


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.HUB_DEMO = True


@pytest.mark.parametrize("name", ["outbox", "message", "as_sent"])
def test_outside_the_demo_there_is_no_outbox(name, client, manager, letter, settings):
    settings.HUB_DEMO = False
    client.force_login(manager)
    args = [] if name == "outbox" else [letter.pk]
    assert client.get(reverse(f"messaging:{name}", args=args)).status_code == 404


@pytest.mark.parametrize("name", ["outbox", "message", "as_sent"])
def test_in_the_demo_nobody_signs_in_to_read(name, client, letter):
    args = [] if name == "outbox" else [letter.pk]
    assert client.get(reverse(f"messaging:{name}", args=args)).status_code == 200


def test_nothing_is_changed_here(client, letter):
    assert client.post(LIST).status_code == 405


def test_the_newest_stands_first_and_an_address_narrows(client, letter):
    for n in range(3):
        outbox.write(to=f"ben{n}@people.example", subject=f"Number {n}", text="x")
    every = [row.subject for row in client.get(LIST).context["messages_sent"]]
    narrowed = [row.subject for row in client.get(LIST, {"to": "BEN1"}).context["messages_sent"]]
    assert (every, narrowed) == (
        ["Number 2", "Number 1", "Number 0", "Café: your code"],
        ["Number 1"],
    )


@pytest.mark.parametrize("query", ["?page=x", "?page=999", "?sort=evil", "?to=%27%22%3Cb%3E"])
def test_odd_addresses_show_a_page(query, client, letter):
    assert client.get(LIST + query).status_code == 200


@pytest.mark.query_bound("messaging:outbox")
@pytest.mark.parametrize("rows", [1, 15])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    rows, client, db, django_assert_max_num_queries
):
    for n in range(rows):
        outbox.write(to=f"ben{n}@people.example", subject="x", text="x")
    client.get(LIST)
    with django_assert_max_num_queries(4):
        client.get(LIST)


def test_the_text_is_inert_and_its_links_lead_on(client, db):
    letter = outbox.write(
        to="a@b.example", subject="<b>x</b>", text="<script>1</script> http://localhost:8000/x"
    )
    page = client.get(reverse("messaging:message", args=[letter.pk])).content.decode()
    assert ("<script>1" in page, "<b>x" in page, 'href="http://localhost:8000/x"' in page) == (
        False,
        False,
        True,
    )


def test_the_letter_as_sent_is_locked_away_from_the_portal(client, letter):
    response = client.get(reverse("messaging:as_sent", args=[letter.pk]))
    policy = {part.strip() for part in response["Content-Security-Policy"].rstrip(";").split(";")}
    assert (policy, response.content.decode()) == (
        {"default-src 'none'", "style-src 'unsafe-inline'", "sandbox"},
        "<h1>Hé</h1>",
    )


def test_a_letter_without_html_has_no_such_page(client, db):
    letter = outbox.write(to="a@b.example", subject="x", text="x")
    assert client.get(reverse("messaging:as_sent", args=[letter.pk])).status_code == 404
