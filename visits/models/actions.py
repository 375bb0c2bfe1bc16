"""What somebody has to do after a visit, or for a school at all."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from schools.choices import ActionState, AuditArea, StrategicFunction
from visits.choices import Owner
from visits.models.visits import Visit
from visits.querysets import ActionQuerySet

LONGEST_ACTION = 500


class Action(models.Model):
    """What, who, by when. Overdue is a date, not a state.

    ``officer``: who of the hub does it, when the hub does; ``owner_name``: who of the school or
    of the partner. ``reason``: why it was dropped; ``evidence``: how one knows that it is done.
    ``reminded_on``: when whoever does it was last reminded.
    ``in_plan``: it stands in the Regional Engagement Plan of its year and the school's region.
    """

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="actions")
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="actions", editable=False
    )
    year = AcademicYearField("academic year", editable=False)
    what = models.CharField("action", max_length=LONGEST_ACTION)
    owner = models.CharField("who does it", max_length=7, choices=Owner.choices)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visit_actions",
    )
    owner_name = models.CharField("name", max_length=120, blank=True)
    function = models.CharField(
        "strategic function", max_length=14, choices=StrategicFunction.choices
    )
    area = models.CharField(
        "area of the audit", max_length=40, choices=AuditArea.choices, blank=True
    )
    due_on = models.DateField("by when")
    state = models.CharField(
        max_length=11, choices=ActionState.choices, default=ActionState.OPEN, editable=False
    )
    reason = models.CharField(max_length=500, blank=True, editable=False)
    evidence = models.CharField(max_length=1000, blank=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    in_plan = models.BooleanField("in the Regional Engagement Plan", default=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="an_action_says_what"),
            models.CheckConstraint(
                condition=Q(owner__in=Owner.values), name="an_action_has_an_owner"
            ),
            models.CheckConstraint(
                condition=~Q(owner="officer") | Q(officer__isnull=False),
                name="an_action_of_the_hub_names_its_officer",
            ),
            models.CheckConstraint(
                condition=~Q(owner="partner") | ~Q(owner_name=""),
                name="an_action_of_a_partner_names_it",
            ),
            models.CheckConstraint(
                condition=Q(function__in=StrategicFunction.values),
                name="an_action_serves_a_function",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "in-progress"], closed_at__isnull=True)
                | Q(state__in=["done", "dropped"], closed_at__isnull=False),
                name="an_action_is_closed_when_it_is_over",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""),
                name="an_action_that_was_dropped_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "due_on"], name="actions_of_a_school"),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(closed_at__isnull=True),
                name="actions_to_do_by_day",
            ),
            models.Index(
                fields=["officer", "due_on"],
                condition=Q(closed_at__isnull=True),
                name="actions_to_do_of_an_officer",
            ),
            models.Index(fields=["year", "state"], name="actions_by_year"),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("visits:action", args=[self.pk])

    @property
    def is_over(self):
        """Is nothing left to do about it?"""
        return self.state in {ActionState.DONE, ActionState.DROPPED}

    @property
    def is_overdue(self):
        """Is its day past, and it is not over?"""
        return not self.is_over and self.due_on < timezone.localdate()
