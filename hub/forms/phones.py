"""Phone numbers as people write them."""

from django.core.exceptions import ValidationError

#: No number that can be dialled from anywhere has fewer.
_LEAST_DIGITS = 6


def check_phone(text):
    """A validator: spaces, brackets, "ext" and "ask for Jo" are fine; words alone are not."""
    if sum(letter.isdigit() for letter in text) < _LEAST_DIGITS:
        raise ValidationError("Enter a phone number, like 01632 960001")
