"""What stands in a basket, and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.places.choices import PlaceState
from tuition.choices import LineOutcome
from tuition.models.enrolments import Basket, Enrolment
from tuition.models.provision import Provision
from tuition.querysets import BasketLineQuerySet


class BasketLine(models.Model):
    """One provision for one learner, or for nobody yet.

    ``place``: the hold, while there is one; once the basket is done, the enrolment that came of it.
    None for what is applied for or waited for: there is nothing to hold. ``outcome``, ``said``:
    what came of the line, and why when it came to nothing.
    """

    basket = models.ForeignKey(Basket, models.CASCADE, related_name="entries")
    provision = models.ForeignKey(Provision, models.CASCADE, related_name="+")
    pupil = models.ForeignKey(
        "people.Pupil", models.CASCADE, null=True, related_name="basket_lines"
    )
    place = models.OneToOneField(
        Enrolment, models.SET_NULL, null=True, related_name="line", editable=False
    )
    payer_carer = models.ForeignKey("people.Carer", models.SET_NULL, null=True, related_name="+")
    wishes = models.CharField("days and times that suit you", max_length=300, blank=True)
    needs_adapted = models.BooleanField("needs an adapted instrument", default=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    outcome = models.CharField(
        max_length=7, choices=LineOutcome.choices, blank=True, editable=False
    )
    said = models.CharField(max_length=300, blank=True, editable=False)

    objects = BasketLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "line of a basket"
        verbose_name_plural = "lines of baskets"
        constraints = [
            models.UniqueConstraint(
                fields=["basket", "provision", "pupil"],
                condition=Q(pupil__isnull=False),
                name="a_learner_stands_in_a_basket_once_for_a_provision",
            ),
        ]

    def __str__(self):
        return f"Line {self.pk}"

    @property
    def is_held(self):
        """Is a place kept for it now?"""
        return self.held_until is not None

    @property
    def held_until(self):
        """Until when a place is kept for it; None when none is."""
        place = self.place
        if place is None or place.state != PlaceState.HELD or place.has_lapsed(timezone.now()):
            return None
        return place.held_until

    @property
    def has_lost_its_hold(self):
        """Was a place kept for it, and no longer is?"""
        return bool(self.place_id) and not self.is_held and not self.outcome
