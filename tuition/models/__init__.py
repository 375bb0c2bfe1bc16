"""Provision and prices, enrolments and baskets, and what families ask for afterwards."""

from tuition.models.after import Absence, ChangeRequest, Continuation, ContinueRound
from tuition.models.basket_lines import BasketLine
from tuition.models.enrolments import Basket, Enrolment, SchoolApplication
from tuition.models.interests import Interest
from tuition.models.prices import Price
from tuition.models.provision import Provision

__all__ = [
    "Absence",
    "Basket",
    "BasketLine",
    "ChangeRequest",
    "Continuation",
    "ContinueRound",
    "Enrolment",
    "Interest",
    "Price",
    "Provision",
    "SchoolApplication",
]
