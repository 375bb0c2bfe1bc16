"""Sums in pounds, the way people write them."""

from decimal import Decimal

from django import forms


class AffixedInput(forms.TextInput):
    """A text box with a unit before or after it."""

    template_name = "django/forms/widgets/affixed.html"

    def __init__(self, *, prefix="", suffix="", **kwargs):
        super().__init__(**kwargs)
        self.prefix, self.suffix = prefix, suffix

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"prefix": self.prefix, "suffix": self.suffix}
        return context


class MoneyField(forms.DecimalField):
    """Pounds as a Decimal with two places; takes "£1,200", "96.5" and "96.50 "."""

    default_error_messages = dict.fromkeys(
        ["invalid", "max_digits", "max_whole_digits", "max_decimal_places"],
        "Enter an amount in pounds, like 96 or 96.50",
    )

    def __init__(self, **kwargs):
        kwargs.setdefault("max_digits", 10)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault(
            "widget",
            AffixedInput(
                prefix="£", attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}
            ),
        )
        super().__init__(**kwargs)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").strip()
        return super().to_python(value)

    def clean(self, value):
        amount = super().clean(value)
        # After the checks: only a number of known size can be written with two places.
        return amount if amount is None else amount.quantize(Decimal("0.01"))
