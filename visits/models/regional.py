"""What the hub means to reach in a region, and how many visits in a year."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from schools.choices import StrategicFunction
from visits.querysets import OfVisitQuerySet


class RegionalPlan(models.Model):
    """The Regional Engagement Plan of a region and academic year.

    Schools in scope, actions and figures are not stored: they are read when the page is.
    """

    SEE = "visits.see_regional_plan"

    region = models.ForeignKey("schools.Region", models.PROTECT, related_name="plans")
    year = AcademicYearField("academic year")
    aim = models.TextField("what we want to reach", max_length=3000, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "region__name"]
        verbose_name = "Regional Engagement Plan"
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="a_region_has_one_plan_a_year")
        ]

    def __str__(self):
        return f"{self.region}, {self.year}"

    def get_absolute_url(self):
        return reverse("visits:regional_plan", args=[self.pk])


class RegionalPriority(models.Model):
    """One thing that matters in the region this year, and how one will know."""

    SEE = "visits.see_regional_priority"

    plan = models.ForeignKey(RegionalPlan, models.CASCADE, related_name="priorities")
    position = models.PositiveSmallIntegerField(default=1, editable=False)
    what = models.CharField("priority", max_length=300)
    function = models.CharField(
        "strategic function", max_length=14, choices=StrategicFunction.choices
    )
    success = models.CharField("how we shall know", max_length=500, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "priority of a region"
        verbose_name_plural = "priorities of regions"
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="a_priority_says_what"),
            models.CheckConstraint(
                condition=Q(function__in=StrategicFunction.values),
                name="a_priority_serves_a_function",
            ),
        ]

    def __str__(self):
        return self.what


class RegionalReview(models.Model):
    """A look back at a plan. ``figures``: how everything stood, to show what changed since."""

    SEE = "visits.see_regional_review"

    plan = models.ForeignKey(RegionalPlan, models.CASCADE, related_name="reviews")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    notes = models.TextField(max_length=5000)
    figures = models.JSONField(default=dict, editable=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "review of a regional plan"
        verbose_name_plural = "reviews of regional plans"
        constraints = [
            models.CheckConstraint(condition=~Q(notes=""), name="a_review_says_something")
        ]

    def __str__(self):
        return f"review of {self.plan}"


class VisitTarget(models.Model):
    """How many visits a region is to have in an academic year; without a region, the whole hub."""

    SEE = "visits.see_target"

    year = AcademicYearField("academic year")
    region = models.ForeignKey(
        "schools.Region", models.CASCADE, null=True, blank=True, related_name="visit_targets"
    )
    visits = models.PositiveSmallIntegerField()

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "region__name"]
        verbose_name = "target for visits"
        verbose_name_plural = "targets for visits"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "region"],
                nulls_distinct=False,
                name="a_region_has_one_target_a_year",
            ),
            models.CheckConstraint(condition=Q(visits__lte=10_000), name="a_target_can_be_reached"),
        ]

    def __str__(self):
        return f"{self.visits} visits in {self.year}"
