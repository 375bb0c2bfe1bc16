"""Messages to many families: who gets them, who does not, once each, and what is kept of it."""

import uuid

import pytest
from django.urls import reverse

from hub.messaging.models import Message
from hub.people import circulars, tasks
from hub.people.models import Circular, CircularCopy
from hub.people.refusals import FamilyRefused
from tests.factories.people import CarerFactory, CarerLinkFactory, ConsentFactory, PupilFactory
from tests.factories.tuition import EnrolmentFactory, make_waiting

NEW = reverse("families:message_new")


def send(by, audience="families", filters=None, **fields):
    fields = {"is_news": False, "names_no_place": False} | fields
    circular = circulars.send(
        form_key=uuid.uuid4(),
        subject="Term dates",
        text="We begin on Monday.",
        audience=audience,
        filters=filters or {},
        words="All",
        by=by,
        **fields,
    )
    while Circular.objects.due().exists():
        tasks.send_circular(circular.pk)
    circular.refresh_from_db()
    return circular


def addresses():
    return sorted(Message.objects.filter(template=circulars.TEMPLATE).values_list("to", flat=True))


def test_a_carer_of_several_children_gets_one_message(office, robin, mother):
    CarerLinkFactory(carer=mother)
    circular = send(office)
    assert addresses() == [mother.email]
    assert (circular.sent, circular.state) == (1, "done")
    assert list(CircularCopy.objects.values_list("carer", flat=True)) == [mother.pk]


def test_two_carers_of_one_mailbox_get_one_message(office, robin, mother):
    twice = CarerFactory(email=mother.email.upper())
    CarerLinkFactory(carer=twice, pupil=robin)
    assert send(office).sent == 2
    assert len(addresses()) == 1


def test_who_must_not_be_in_contact_gets_none_and_whereabouts_only_where_no_place_is_named(
    office, robin, mother, father
):
    father.links.update(restriction="whereabouts", restriction_words="Order")
    nobody = CarerLinkFactory(pupil=robin, restriction="contact", may_book=False, pays=False)
    send(office)
    assert addresses() == [mother.email]
    send(office, names_no_place=True)
    assert addresses() == sorted([mother.email, mother.email, father.email])
    assert nobody.carer.email not in addresses()


def test_who_cannot_be_written_to_gets_none(office, robin, mother):
    CarerLinkFactory(pupil=robin, carer=CarerFactory(email=""))
    CarerLinkFactory(pupil=robin, may_see=False, may_book=False)
    ended = CarerLinkFactory(pupil=robin)
    ended.ended_at = ended.created_at
    ended.save()
    CarerLinkFactory(pupil=PupilFactory(merged_into=robin))
    send(office)
    assert addresses() == [mother.email]


def test_news_goes_only_where_it_was_agreed_to(office, robin, mother):
    other = CarerLinkFactory()
    with pytest.raises(FamilyRefused, match="Nobody would get this message"):
        send(office, is_news=True)
    ConsentFactory(pupil=robin, kind="news")
    send(office, is_news=True)
    assert addresses() == [mother.email]
    send(office)
    assert addresses() == sorted([mother.email, mother.email, other.carer.email])
    news = Message.objects.order_by("pk").first()
    assert "take that back" in news.text


def test_lessons_choose_by_instrument_state_school_and_group(office, robin, mother):
    place = EnrolmentFactory(pupil=robin)
    other = CarerLinkFactory()
    make_waiting(pupil=other.pupil)
    for filters, wanted in (
        ({"instrument": ["violin"]}, [mother.email, other.carer.email]),
        ({"instrument": ["flute"]}, []),
        ({"state": ["has"]}, [mother.email]),
        ({"state": ["waiting"]}, [other.carer.email]),
        ({"provision": [place.provision.reference.lower()]}, [mother.email]),
        ({"school": ["larch"], "group": [str(robin.year_group().value)]}, [mother.email]),
        ({"year": [str(place.provision.year)], "state": ["wants"]}, [other.carer.email]),
    ):
        Message.objects.all().delete()
        if wanted:
            send(office, audience="lessons", filters=filters)
        else:
            with pytest.raises(FamilyRefused):
                send(office, audience="lessons", filters=filters)
        assert addresses() == sorted(wanted), filters


def test_a_filter_that_can_be_read_no_more_sends_nothing_to_more_people(office, robin, mother):
    EnrolmentFactory(pupil=robin)
    circular = Circular.objects.create(
        subject="x", text="y", audience="lessons", filters={"instrument": ["theremin"]}
    )
    tasks.send_circular(circular.pk)
    circular.refresh_from_db()
    assert (circular.state, circular.last_error) == ("failed", "FiltersHaveChanged")
    assert addresses() == []


def test_a_filter_that_cannot_be_read_is_refused_when_it_is_sent(office, robin, mother):
    EnrolmentFactory(pupil=robin)
    with pytest.raises(FamilyRefused, match="no longer there"):
        send(office, audience="lessons", filters={"instrument": ["theremin"]})


def test_many_go_in_batches_and_a_batch_that_is_done_twice_sends_nothing_twice(office, monkeypatch):
    monkeypatch.setattr(circulars, "BATCH", 2)
    for _ in range(5):
        CarerLinkFactory()
    circular = send(office)
    assert (circular.sent, len(addresses()), circular.attempts) == (5, 5, 3)
    Circular.objects.update(state="queued", last_carer=0, sent=0)
    tasks.send_circular(circular.pk)
    assert len(addresses()) == 5


def test_one_form_sent_twice_is_one_message(as_office, robin, mother):
    page = as_office.get(NEW, {"audience": "families"})
    key = str(page.context["form"].initial["form_key"])
    form = {"form_key": key, "subject": "Term dates", "text": "We begin on Monday."}
    url = f"{NEW}?audience=families"
    check = as_office.post(url, form)
    assert "Nothing is sent yet" in check.content.decode()
    assert Circular.objects.count() == 0
    first, second = (as_office.post(url, form | {"confirm": "yes"}) for _ in range(2))
    assert first.url == second.url == Circular.objects.get().get_absolute_url()
    tasks.send_circular(Circular.objects.get().pk)
    assert mother.name in as_office.get(first.url).content.decode()


def test_whoever_clears_the_filters_writes_to_the_same_audience(as_office):
    page = as_office.get(NEW, {"audience": "lessons", "instrument": "violin"}).content.decode()
    assert page.count('href="?audience=lessons">Clear filters') == 2


@pytest.mark.parametrize(
    "typed",
    [{"subject": ""}, {"text": " "}, {"form_key": "x"}, {"subject": "x" * 201}],
)
def test_a_message_that_is_not_whole_comes_back(typed, as_office, robin, mother):
    form = {"form_key": str(uuid.uuid4()), "subject": "Term", "text": "Monday", "confirm": "yes"}
    assert as_office.post(f"{NEW}?audience=families", form | typed).status_code == 422
    assert Circular.objects.count() == 0


def test_an_audience_that_there_is_not_is_no_page(as_office):
    assert as_office.get(NEW, {"audience": "everybody"}).status_code == 404


def test_markup_in_a_message_stays_text(office, robin, mother):
    circular = Circular(subject="x", text="<script>alert(1)</script>\n\nEnd")
    parts = circulars.compose(circular)
    assert "<script>alert" not in parts.html
    assert "<script>alert(1)</script>" in parts.text


@pytest.mark.query_bound("families:messages")
@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_messages_asks_as_much_for_many(rows, as_office, django_assert_max_num_queries):
    for _ in range(rows):
        Circular.objects.create(subject="x", text="y", audience="families")
    as_office.get(reverse("families:messages"))
    with django_assert_max_num_queries(9):
        as_office.get(reverse("families:messages"))


@pytest.mark.query_bound("families:message")
@pytest.mark.parametrize("rows", [1, 20])
def test_a_message_asks_as_much_for_many_carers(
    rows, as_office, office, django_assert_max_num_queries
):
    for _ in range(rows):
        CarerLinkFactory()
    circular = send(office)
    as_office.get(circular.get_absolute_url())
    with django_assert_max_num_queries(10):
        as_office.get(circular.get_absolute_url())
