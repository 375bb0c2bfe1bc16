"""What hangs on a plan: actions, lines of its budget, comments, reviews, reminders."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from hub.calendar.choices import Season
from hub.calendar.years import AcademicYearField
from hub.permissions import RightsQuerySet
from schools.choices import ActionState
from schools.models.plans import Plan
from schools.models.schools import School

LONGEST_PART = 1000
_NOT_BELOW_ZERO = [MinValueValidator(0)]


class PlanPartQuerySet(RightsQuerySet):
    """Parts of plans."""

    def visible_to(self, user):
        """Those of the plans that this user may read whole."""
        plans = Plan.objects.visible_to(user)
        return self.filter(**{f"{self.model.TO_PLAN}__in": plans.values("pk")})


def _person():
    """Who did it; the row stays when their account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )


class PlanAction(models.Model):
    """Something that the school does: what, who, by when, at which cost, how success is known.

    Without a day only when it was taken over from the year before or from the audit.
    ``step_key``: the next step of the audit that it was taken from, ``area``: of which area.
    """

    TO_PLAN = "plan"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions", editable=False)
    what = models.CharField("action", max_length=LONGEST_PART)
    who = models.CharField(max_length=200, blank=True)
    due_on = models.DateField("date", null=True, blank=True)
    cost = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, validators=_NOT_BELOW_ZERO
    )
    success = models.CharField("success measure", max_length=LONGEST_PART, blank=True)
    area = models.CharField(max_length=40, blank=True, editable=False)
    step_key = models.CharField(max_length=80, blank=True, editable=False)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="carried_to", editable=False
    )
    state = models.CharField(
        max_length=11, choices=ActionState.choices, default=ActionState.OPEN, editable=False
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = _person()

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "action of a plan"
        verbose_name_plural = "actions of plans"
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="an_action_of_a_plan_says_what"),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="an_action_costs_nothing_or_more",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ActionState.values), name="an_action_has_a_state"
            ),
            models.UniqueConstraint(
                fields=["plan", "step_key"],
                condition=~Q(step_key=""),
                name="a_next_step_becomes_one_action",
            ),
            models.UniqueConstraint(
                fields=["plan", "carried_from"], name="an_action_is_carried_once"
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def is_over(self):
        """Is nothing left to do about it?"""
        return self.state in (ActionState.DONE, ActionState.DROPPED)

    @property
    def is_overdue(self):
        """Is its day past, and it is not over?"""
        return not self.is_over and self.due_on is not None and self.due_on < timezone.localdate()


class PlanBudgetLine(models.Model):
    """Money that the school means to spend, besides what the actions cost."""

    TO_PLAN = "plan"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budget_lines", editable=False)
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=9, decimal_places=2, validators=_NOT_BELOW_ZERO)
    note = models.CharField("where the money comes from", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = _person()

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "budget line of a plan"
        verbose_name_plural = "budget lines of plans"
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="a_budget_line_says_what"),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="a_budget_line_is_not_below_zero"
            ),
        ]

    def __str__(self):
        return self.what


class PlanComment(models.Model):
    """What a colleague of the school says about a section of the plan."""

    TO_PLAN = "plan"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="comments", editable=False)
    section = models.CharField(max_length=20, editable=False)
    text = models.CharField(max_length=2000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = _person()
    resolved_at = models.DateTimeField(null=True, editable=False)
    resolved_by = _person()

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "comment on a plan"
        verbose_name_plural = "comments on plans"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=False) | Q(resolved_by__isnull=True),
                name="a_resolved_comment_says_since_when",
            ),
        ]

    def __str__(self):
        return f"{self.plan}, {self.section}"


class PlanReview(models.Model):
    """How one action stood in one term: how far it is, what shows it, what it has changed."""

    TO_PLAN = "action__plan"

    action = models.ForeignKey(PlanAction, models.CASCADE, related_name="reviews", editable=False)
    season = models.CharField("term", max_length=6, choices=Season.choices, editable=False)
    progress = models.CharField(max_length=11, choices=ActionState.choices)
    evidence = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = _person()

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "review of an action"
        verbose_name_plural = "reviews of actions"
        constraints = [
            models.UniqueConstraint(
                fields=["action", "season"], name="an_action_is_reviewed_once_a_term"
            ),
            models.CheckConstraint(
                condition=Q(season__in=Season.values), name="a_review_is_of_a_term"
            ),
            models.CheckConstraint(
                condition=Q(progress__in=ActionState.values), name="a_review_says_how_far"
            ),
        ]

    def __str__(self):
        return f"{self.action}, {self.get_season_display()}"


class PlanReminder(models.Model):
    """That a school was reminded of its plan for a year, so that nobody is reminded twice."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+", editable=False)
    year = AcademicYearField(editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="a_school_is_reminded_once")
        ]

    def __str__(self):
        return f"{self.school} {self.year}"
