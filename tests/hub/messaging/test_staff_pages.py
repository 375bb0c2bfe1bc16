"""The staff's pages of messages: list, record, what was read, sent again, to another address."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hub.messaging import demo, outbox
from hub.messaging.menus import letters_that_did_not_go
from hub.messaging.models import Message
from hub.platform.choices import WorkState
from hub.platform.demo import County
from hub.trail.models import Entry
from tests.hub.messaging.conftest import fresh

LIST = reverse("messages:list")
AGAIN = reverse("messages:send_again")


@pytest.fixture
def by_manager(client, manager):
    client.force_login(manager)
    return client


def subjects(client, **query):
    return [row.subject for row, *_ in client.get(LIST, query).context["rows"]]


def page_of(client, message):
    return client.get(message.get_absolute_url()).content.decode()


@pytest.fixture
def several(failed):
    """One that failed, one that waits for ben, one sent yesterday."""
    outbox.write(to="ben@people.example", subject="Waits", text="x", template="people/email/x")
    sent = outbox.write(
        to="ana@people.example", subject="Sent", text="x", template="people/email/role_ended"
    )
    yesterday = timezone.now() - datetime.timedelta(days=1)
    Message.objects.filter(pk=sent.pk).update(state=WorkState.DONE, created_at=yesterday)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Sent", "Waits", "Café: your code"]),
        ({"state": "failed"}, ["Café: your code"]),
        ({"state": "lost"}, ["Café: your code"]),
        ({"state": "waiting"}, ["Waits"]),
        ({"to": "BEN@"}, ["Waits"]),
        ({"template": "people/email/role_ended"}, ["Sent"]),
        ({"day": "{yesterday}"}, ["Sent"]),
        ({"state": "made-up", "day": "32", "template": "x"}, ["Sent", "Waits", "Café: your code"]),
        ({"to": "nobody"}, []),
    ],
)
def test_filters_narrow_and_what_they_do_not_know_is_ignored(by_manager, several, query, found):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    query = {name: value.format(yesterday=yesterday) for name, value in query.items()}
    assert subjects(by_manager, **query) == found


def test_the_page_counts_in_words(by_manager, several):
    page = by_manager.get(LIST).content.decode()
    assert "Of the last 7 days: 1 sent, 1 waiting, 1 failed." in page


def test_only_what_can_be_sent_again_has_a_tick_box(by_manager, several):
    ticked = [row.subject for row, _, box in by_manager.get(LIST).context["rows"] if box]
    assert ticked == ["Café: your code"]


def test_pages_lead_on_and_back(by_manager, db):
    for n in range(60):
        outbox.write(to="a@b.example", subject=f"{n}", text="x")
    first = by_manager.get(LIST).context["page"]
    second = by_manager.get(LIST + first.next_url).context["page"]
    back = by_manager.get(LIST + second.previous_url).context["page"]
    assert ([len(first), len(second)], [row.pk for row in back]) == (
        [50, 10],
        [row.pk for row in first],
    )


@pytest.mark.query_bound("messages:list")
@pytest.mark.parametrize("rows", [1, 45])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    rows, by_manager, failed, django_assert_max_num_queries
):
    for n in range(rows):
        outbox.write(to=f"ben{n}@people.example", subject="x", text="x")
    Message.objects.update(state=WorkState.FAILED, last_error="OSError")
    by_manager.get(LIST)
    with django_assert_max_num_queries(8):
        by_manager.get(LIST)


def test_a_record_says_why_and_what_to_do(by_manager, failed):
    page = page_of(by_manager, failed)
    for words in (
        "The mail server says that there is no such address.",
        "Check the address with the person.",
        "Correct the address",
        "Send again",
        "SMTPRecipientsRefused 550",
    ):
        assert words in page


def test_what_it_says_is_shown_when_asked_and_that_stands_on_the_trail(by_manager, failed, manager):
    before = page_of(by_manager, failed)
    after = by_manager.get(reverse("messages:text", args=[failed.pk])).content.decode()
    entry = Entry.objects.get(object_type="messaging.message")
    assert ("Täxt" in before, "Täxt" in after, entry.kind, entry.actor_id, entry.object_id) == (
        False,
        True,
        Entry.Kind.READ,
        manager.pk,
        str(failed.pk),
    )


def test_a_code_or_a_link_is_shown_to_nobody(by_manager, failed):
    Message.objects.update(is_secret=True)
    answer = by_manager.get(reverse("messages:text", args=[failed.pk]))
    page = page_of(by_manager, failed)
    assert (answer.status_code, "Täxt" in page, "Show the text" in page) == (404, False, False)


def test_an_administrator_sends_again_and_reads_nothing(client, administrator, failed):
    client.force_login(administrator)
    page = page_of(client, failed)
    assert ("Send again" in page, "Correct the address" in page, "Show the text" in page) == (
        True,
        False,
        False,
    )


def test_checked_then_sent_again_then_looked_at(by_manager, failed):
    checked = by_manager.get(AGAIN, {"message": failed.pk})
    done = by_manager.post(AGAIN, {"message": failed.pk})
    result = by_manager.get(done.url)
    assert (checked.status_code, done.status_code, fresh(failed).words) == (200, 302, "Waiting")
    assert "Now: 1 waiting." in result.content.decode()


def test_with_a_stranger_among_them_none_is_known_and_none_is_sent(by_manager, failed):
    answer = by_manager.post(AGAIN, {"message": [failed.pk, failed.pk + 999]})
    assert (answer.status_code, fresh(failed).words) == (404, "Failed")


@pytest.mark.parametrize("ids", [["x"], ["-1"], ["9" * 30], ["1 OR 1=1"], list(range(200))])
def test_what_is_no_id_is_not_known(by_manager, db, ids):
    assert by_manager.get(AGAIN, {"message": ids}).status_code == 404


def test_with_one_that_was_sent_meanwhile_none_is_sent_and_the_way_on_is_shown(by_manager, several):
    failed, sent = Message.objects.get(state="failed"), Message.objects.get(state="done")
    answer = by_manager.post(AGAIN, {"message": [failed.pk, sent.pk]})
    assert (answer.status_code, fresh(failed).words) == (422, "Failed")
    assert answer.context["only_possible_url"] == f"{AGAIN}?message={failed.pk}"


def test_a_corrected_address_leads_to_the_new_e_mail(by_manager, failed):
    url = reverse("messages:correct", args=[failed.pk])
    wrong = by_manager.post(url, {"to": "nobody"})
    right = by_manager.post(url, {"to": " anna@people.example "})
    new = Message.objects.get(instead_of=failed)
    assert (wrong.status_code, right.url, new.to) == (
        422,
        new.get_absolute_url(),
        "anna@people.example",
    )
    assert new.get_absolute_url() in page_of(by_manager, failed)
    assert failed.get_absolute_url() in page_of(by_manager, new)


def test_what_holds_a_code_offers_no_other_address(by_manager, failed):
    Message.objects.update(is_secret=True)
    page = by_manager.get(reverse("messages:correct", args=[failed.pk])).content.decode()
    assert ("for this address alone" in page, "Send it to this address" in page) == (True, False)


def test_stopping_says_what_follows_and_does_it(by_manager, letter):
    url = reverse("messages:stop", args=[letter.pk])
    assert "nobody is told" in by_manager.get(url).content.decode()
    by_manager.post(url)
    assert fresh(letter).words == "Stopped by staff"


def test_the_home_page_counts_dead_letters_and_leads_to_them(manager, failed):
    todo = letters_that_did_not_go(manager)
    assert (todo.status, todo.url) == ("1 e-mail", f"{LIST}?state=lost")


def test_what_was_stopped_or_readdressed_is_no_dead_letter(manager, officer, failed):
    assert letters_that_did_not_go(officer) is None
    Message.objects.update(last_error="Readdressed")
    assert letters_that_did_not_go(manager) is None


def test_the_demo_has_e_mails_to_look_into(manager):
    demo.build(County(schools=1, seed=1, as_of=timezone.localdate()))
    assert letters_that_did_not_go(manager).status == "3 e-mails"
    can = Message.objects.filter(state__in=["failed", "given_up"]).order_by("pk")
    assert [(row.can_be_sent_again, row.can_be_readdressed) for row in can] == [
        (True, True),
        (True, False),
        (True, True),
    ]
