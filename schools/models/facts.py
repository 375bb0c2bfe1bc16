"""What is known of schools by academic year, and how sources were weighed in each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from hub.permissions import RightsQuerySet
from schools.choices import FactSource
from schools.models.schools import School


class FactQuerySet(RightsQuerySet):
    """Facts of schools."""

    def visible_to(self, user):
        """The facts that this user may read."""
        return self.allowing("schools.see_fact", user)

    def in_force(self):
        """Those that hold: of every fact the one that wins among its sources."""
        return self.filter(holds=True)

    def told(self):
        """Those that say something: not "we do not know"."""
        return self.filter(is_unknown=False)


class Fact(models.Model):
    """What one source said of one thing at one school in one academic year. Never changed.

    A newer value is a new row. Of all rows on the same thing the newest of each source competes,
    and ``holds`` marks the one that wins (schools.facts.weighing). ``dimension``: the code of the
    part that it is about, "" without parts. ``number`` or ``text`` holds the value, as its kind
    says (schools.facts.keys); ``is_unknown``: the source says that it does not know.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="facts")
    year = AcademicYearField()
    key = models.CharField(max_length=40)
    dimension = models.CharField(max_length=10, blank=True)
    number = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    text = models.CharField(max_length=500, blank=True)
    is_unknown = models.BooleanField(default=False)
    source = models.CharField(max_length=9, choices=FactSource.choices)
    is_estimate = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    holds = models.BooleanField(default=False, editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "key", "dimension"],
                condition=Q(holds=True),
                name="one_value_of_a_fact_holds",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False, text="", is_unknown=False)
                | Q(number__isnull=True, is_unknown=False) & ~Q(text="")
                | Q(number__isnull=True, text="", is_unknown=True),
                name="a_fact_has_one_value_or_is_unknown",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=0),
                name="a_fact_is_not_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(source__in=FactSource.values), name="a_fact_has_a_source"
            ),
        ]
        indexes = [
            models.Index(
                fields=["year", "key", "school"],
                condition=Q(holds=True),
                include=["number"],
                name="facts_across_schools",
            ),
            models.Index(fields=["school", "year", "key", "-at"], name="facts_of_a_school"),
        ]

    def __str__(self):
        return f"{self.key} of {self.school} in {self.year}"

    @property
    def value(self):
        """The value as it is stored: a Decimal, a text, or None for not known."""
        if self.is_unknown:
            return None
        return self.text if self.number is None else self.number


class FactWeighing(models.Model):
    """By which rule the facts of a year were weighed last; a sweep compares it with the rule."""

    year = AcademicYearField(unique=True)
    first = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-year"]

    def __str__(self):
        return f"{self.year}: {self.first}"
