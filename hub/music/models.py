"""Types of instruments and voices. Public: what a family can look for."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from hub.music.choices import Adaptation, Family
from hub.permissions import RightsQuerySet

LONGEST_SIZE = 20


class InstrumentQuerySet(RightsQuerySet):
    """Instruments by name."""

    def offered(self):
        """Those that the hub teaches or lends now; the others stay for what refers to them."""
        return self.filter(is_active=True)

    def adapted(self):
        """Those that can be had in an adapted make."""
        return self.exclude(adaptations=[])


class Instrument(models.Model):
    """A type of instrument, or a voice. ``key`` stays when the name changes.

    ``sizes``: as they are written on labels, smallest first ("1/4", "1/2"); empty where there is
    one size only. ``adaptations``: makes in which it can be had. ``individual_only``: no lessons
    in groups.
    """

    key = models.SlugField(max_length=40, unique=True, editable=False)
    name = models.CharField(max_length=60)
    family = models.CharField(max_length=10, choices=Family.choices)
    sizes = ArrayField(models.CharField(max_length=LONGEST_SIZE), default=list, blank=True)
    adaptations = ArrayField(
        models.CharField(max_length=11, choices=Adaptation.choices), default=list, blank=True
    )
    individual_only = models.BooleanField("individual lessons only", default=False)
    is_active = models.BooleanField("offered", default=True, editable=False)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="an_instrument_has_its_name_alone"),
            models.CheckConstraint(condition=~Q(name=""), name="an_instrument_has_a_name"),
            models.CheckConstraint(
                condition=Q(family__in=Family.values), name="an_instrument_is_of_a_family"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_sized(self):
        """Does a player grow out of it, so that a size must be known?"""
        return bool(self.sizes)

    @property
    def adaptation_names(self):
        """Its adaptations in words."""
        return [Adaptation(key).label for key in self.adaptations]
