"""Sums in pounds."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from hub.forms import MoneyField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("96", "96.00"), ("£96.50", "96.50"), (" 1,200 ", "1200.00"), ("0.5", "0.50")],
)
def test_a_sum_may_be_written_as_people_do(typed, amount):
    cleaned = MoneyField().clean(typed)
    assert (cleaned, str(cleaned)) == (Decimal(amount), amount)


@pytest.mark.parametrize("typed", ["ninety", "1.999", "NaN", "Infinity", "1e3000", "9" * 5000])
def test_what_is_no_sum_is_an_error(typed):
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


def test_a_sum_below_the_least_is_refused():
    with pytest.raises(ValidationError):
        MoneyField(min_value=0).clean("-1")


def test_an_optional_sum_may_be_left_empty():
    assert MoneyField(required=False).clean("") is None
