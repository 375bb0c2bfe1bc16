"""What a school does by the link in an e-mail, without an account, and signed in."""

import datetime

import icalendar
import pytest
import time_machine
from django.urls import reverse

from hub.messaging.models import Message
from tests.factories.visits import make_visit
from tests.visits.conftest import at, span
from visits import arranging
from visits.arranging import links

NOBODY = {"name": "Amy Fairweather"}


@pytest.fixture
def proposed(to_arrange, olive):
    """The visit with two dates on offer."""
    times = [span("2026-12-08"), span("2026-12-10", 14)]
    visit = arranging.propose(visit=to_arrange, times=times, by=olive)
    visit.refresh_from_db()
    return visit


def page_of(visit):
    return reverse("visits:answer", args=[links.token_of(visit)])


def send(client, visit, *, page=None, **data):
    data = {**NOBODY, "seen": visit.revision, **data}
    return client.post(page or page_of(visit), data, follow=True)


def test_the_letter_holds_the_link_and_it_shows_the_dates(client, proposed):
    page = page_of(proposed)
    assert page in Message.objects.get().text
    text = client.get(page).content.decode()
    assert "Tuesday 8 December 2026, 10am to 11:30am" in text
    assert "Olive Osborne" in text


def test_a_date_is_chosen_and_changed_until_the_day(client, proposed):
    first, last = proposed.dates.all()
    text = send(client, proposed, answer=first.pk).content.decode()
    assert "The visit is confirmed" in text
    proposed.refresh_from_db()
    assert (proposed.starts_at, proposed.replies.get().name) == (first.starts_at, NOBODY["name"])
    send(client, proposed, answer=last.pk)
    proposed.refresh_from_db()
    assert proposed.starts_at == last.starts_at
    with time_machine.travel("2026-12-10T15:00:00Z"):
        assert client.get(page_of(proposed)).status_code == 410


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose an answer: Which date suits you?"),
        ({"answer": "others"}, "Say which days or times would suit you better"),
        ({"answer": "no"}, "Say in a few words why"),
        (
            {"answer": "1", "words": "typed <b>"},
            "Choose an answer from the list: Which date suits you?",
        ),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, proposed, data, words):
    answer = send(client, proposed, **data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "typed &lt;b&gt;" in answer.content.decode() or "words" not in data


def test_none_of_them_suits_and_no_visit_is_wanted(client, proposed):
    send(client, proposed, answer="others", words="A Monday")
    proposed.refresh_from_db()
    assert proposed.state == "to-arrange"
    send(client, proposed, answer="no", words="No music teacher")
    proposed.refresh_from_db()
    assert (proposed.state, proposed.reason) == ("refused", "No music teacher")


def test_a_second_tab_is_told_and_what_was_typed_stays(client, proposed):
    first, last = proposed.dates.all()
    send(client, proposed, answer=first.pk)
    stale = send(client, proposed, answer=last.pk, words="By the gate")
    assert stale.status_code == 422
    assert "meanwhile" in stale.content.decode()
    assert "By the gate" in stale.content.decode()
    proposed.refresh_from_db()
    assert proposed.starts_at == first.starts_at


def test_a_link_that_was_altered_is_not_found(client, proposed):
    token = links.token_of(proposed)
    other = links.token_of(
        arranging.to_arrange(
            school=proposed.school,
            type=proposed.type,
            by=proposed.officer,
            officer=proposed.officer,
        )
    )
    mixed = f"{other.split(':')[0]}:{token.split(':')[1]}"
    for wrong in (token[:-1], token + "x", "nonsense", mixed):
        assert client.get(reverse("visits:answer", args=[wrong])).status_code == 404


def test_a_link_that_is_over_says_so_and_leads_on(client, proposed, olive):
    old = page_of(proposed)
    arranging.propose(visit=proposed, times=[span("2026-12-15"), span("2026-12-16")], by=olive)
    superseded = client.get(old)
    assert superseded.status_code == 410
    assert "newer e-mail" in superseded.content.decode()
    assert "Ask the hub" in superseded.content.decode()
    proposed.refresh_from_db()
    with time_machine.travel("2026-12-20T12:00:00Z"):
        late = send(client, proposed, answer="others", words="January")
        assert late.status_code == 410
    arranging.cancel(visit=proposed, reason="Ill", by=olive)
    assert client.get(page_of(proposed)).status_code == 410


def test_a_link_is_not_tried_too_often(client, proposed):
    answers = {client.get(page_of(proposed)).status_code for _ in range(31)}
    assert answers == {200, 429}


def test_dates_at_which_the_officer_is_elsewhere_are_not_offered(client, proposed, olive):
    make_visit(officer=olive, state="confirmed", at=at("2026-12-08", 11))
    text = client.get(page_of(proposed)).content.decode()
    assert ("8 December" in text, "10 December" in text) == (False, True)


def test_the_lead_answers_in_the_schools_own_area(client, proposed, amy):
    client.force_login(amy)
    first = proposed.dates.first()
    data = {"answer": first.pk, "seen": proposed.revision}
    page = client.post(reverse("visits:reply", args=[proposed.pk]), data, follow=True)
    assert "We visit you on Tuesday 8 December 2026" in page.content.decode()
    assert proposed.replies.get().by == amy


def entry(response):
    calendar = icalendar.Calendar.from_ical(response.content)
    event = calendar.walk("VEVENT")[0]
    starts = event.decoded("dtstart").astimezone(datetime.UTC)
    return calendar["METHOD"], event.get("STATUS"), event["SEQUENCE"], f"{starts:%d %H:%M}"


def test_the_calendar_file_counts_up_and_takes_itself_out(client, proposed, olive):
    page = reverse("visits:answer_file", args=[links.token_of(proposed)])
    assert client.get(page).status_code == 404
    send(client, proposed, answer=proposed.dates.first().pk)
    assert entry(client.get(page)) == ("PUBLISH", None, 1, "08 10:00")
    proposed.refresh_from_db()
    starts, ends = span("2027-04-13")  # clocks have gone forward
    arranging.move(visit=proposed, starts_at=starts, ends_at=ends, by=olive)
    assert entry(client.get(page)) == ("PUBLISH", None, 2, "13 09:00")
    arranging.cancel(visit=proposed, reason="Ill", by=olive)
    assert entry(client.get(page)) == ("CANCEL", "CANCELLED", 3, "13 09:00")
