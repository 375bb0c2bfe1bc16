"""The price table."""

from decimal import Decimal

import pytest
from django.urls import reverse

from hub.calendar.years import AcademicYear
from hub.trail.models import Entry
from tests.factories.tuition import PriceFactory
from tuition.keeping.prices import raised
from tuition.models import Price

pytestmark = pytest.mark.django_db
ADD, COPY = reverse("tuition:price_add"), reverse("tuition:prices_copy")


@pytest.fixture
def asked(client, manager):
    client.force_login(manager)
    return client


def sent(**fields):
    year = str(AcademicYear.current())
    values = {"year": year, "kind": "small", "minutes": "30", "payer": "family"}
    return values | {"per_lesson": "£8.10"} | fields


def test_a_price_is_set_changed_and_removed_on_the_trail(asked):
    asked.post(ADD, sent())
    price = Price.objects.get()
    asked.post(reverse("tuition:price", args=[price.pk]), sent(per_lesson="8.50"))
    price.refresh_from_db()
    assert price.per_lesson == Decimal("8.50")
    asked.post(reverse("tuition:price_remove", args=[price.pk]))
    actions = Entry.objects.filter(object_type="tuition.price").values_list("action", flat=True)
    assert list(actions.order_by("pk")) == ["set", "changed", "removed"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"per_lesson": ""}, "one of them"),
        ({"per_term": "80"}, "one of them"),
        ({"per_lesson": "free"}, "Enter an amount in pounds"),
        ({"per_lesson": "-1"}, "must be 0 or more"),
        ({"minutes": "600"}, "There is a problem"),
        ({"kind": "pair"}, "There is a price for this already"),
    ],
)
def test_bad_input_stands_beside_its_field(asked, fields, words):
    PriceFactory(kind="pair")
    response = asked.post(ADD, sent(**fields))
    assert (response.status_code, words in response.text) == (422, True)


def test_a_years_prices_are_copied_with_so_many_percent_more_and_what_stands_stays(asked):
    year = AcademicYear.current()
    PriceFactory(per_lesson=Decimal("8.10"))
    PriceFactory(kind="pair", per_lesson=None, per_term=Decimal("100"))
    PriceFactory(kind="pair", year=year.next, per_lesson=Decimal("1"))
    asked.post(COPY, {"year": str(year), "percent": "4", "step": "0.05"})
    new = Price.objects.filter(year=year.next).order_by("kind")
    assert [each.per_lesson for each in new] == [Decimal("1"), Decimal("8.40")]


def test_the_year_that_is_shown_is_the_one_chosen_in_the_filter(asked):
    page = asked.get(reverse("tuition:prices")).context
    assert page["filters"]["year"].value() == str(page["year"]) == str(AcademicYear.current())


@pytest.mark.parametrize("percent", ["", "-90", "1e9", "four"])
def test_a_percentage_that_is_none_is_refused(asked, percent):
    data = {"year": str(AcademicYear.current()), "percent": percent, "step": "0.05"}
    assert asked.post(COPY, data).status_code == 422


def test_a_raise_is_rounded_half_up_to_the_step():
    assert raised(Decimal("10.00"), Decimal("2.5"), Decimal("0.50")) == Decimal("10.50")
