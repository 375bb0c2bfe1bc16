"""Sums of money as families read them."""

from decimal import Decimal


def pounds(amount: Decimal | None) -> str:
    """ "£96", "£96.50", "£1,200"; "" for no amount."""
    if amount is None:
        return ""
    return f"£{amount:,.0f}" if amount == int(amount) else f"£{amount:,.2f}"
