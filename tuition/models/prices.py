"""The plain price table: an amount a lesson or a term, by kind, length, size, payer and year."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from hub.calendar.years import AcademicYearField
from tuition.choices import Kind, Payer
from tuition.querysets import PriceQuerySet


class Price(models.Model):
    """What one learner's place costs, in pounds: by the lesson or flat by the term (sector.md c4).

    ``minutes``: of a lesson. ``group_size``: learners in the group; None for any size.
    """

    year = AcademicYearField("academic year")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(5)])
    group_size = models.PositiveSmallIntegerField("learners in the group", null=True, blank=True)
    payer = models.CharField("who pays", max_length=6, choices=Payer.choices, default=Payer.FAMILY)
    per_lesson = models.DecimalField(
        "pounds a lesson", max_digits=7, decimal_places=2, null=True, blank=True
    )
    per_term = models.DecimalField(
        "pounds a term", max_digits=7, decimal_places=2, null=True, blank=True
    )

    objects = PriceQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind", "minutes", "group_size", "payer"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind", "minutes", "group_size", "payer"],
                nulls_distinct=False,
                name="a_price_is_said_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(per_lesson__isnull=True, per_term__gte=0)
                | Q(per_term__isnull=True, per_lesson__gte=0),
                name="a_price_is_by_the_lesson_or_by_the_term",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="a_priced_lesson_has_a_length"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.minutes} minutes, {self.year}"
