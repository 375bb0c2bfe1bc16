"""School music development plans: one a school and academic year, and what each published."""

from functools import reduce
from operator import and_

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone

from hub.calendar.years import AcademicYearField
from hub.permissions import RightsQuerySet
from schools.choices import PlanState
from schools.models.schools import School

LONGEST_TEXT, LONGEST_LINE = 20_000, 200
#: What the plan itself says, for the school's own use.
PLAN_TEXTS = (
    *("objective", "essentials", "instrumental", "implementation"),
    *("communication", "evaluation", "transition", "premium"),
)
#: What the summary says that the school publishes, in the order of the DfE's template.
SUMMARY_TEXTS = ("part_a", "part_b", "part_c", "future", "further")
SUMMARY_LINES = ("lead_name", "leader_name", "hub_name", "partners")


def _day(year, month):
    """31 August or 1 September of a column of years, as the database works it out."""
    day = Value(1 if month == 9 else 31)
    return Func(year, Value(month), day, function="make_date", output_field=models.DateField())


class PlanQuerySet(RightsQuerySet):
    """Plans by name."""

    def visible_to(self, user):
        """The plans that this user may read whole, drafts among them."""
        return self.allowing("schools.see_plan", user)

    def live(self):
        """Those that are not archived: at most one a school and year."""
        return self.exclude(state=PlanState.ARCHIVED)

    def out(self):
        """Those whose summary stands published."""
        return self.filter(state__in=[PlanState.PUBLISHED, PlanState.REVIEW_DUE])


class Plan(models.Model):
    """The working copy of a plan. What the public reads is its newest PlanVersion.

    ``finished``: keys of the sections that the school calls finished. ``shared_at``: since when
    officers of the hub may read the whole plan. ``version``: of the newest PlanVersion, 0 before
    the first.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="plans", editable=False)
    year = AcademicYearField(editable=False)
    state = models.CharField(
        max_length=10, choices=PlanState.choices, default=PlanState.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    lead_name = models.CharField("music lead", max_length=LONGEST_LINE, blank=True)
    leader_name = models.CharField("senior leader", max_length=LONGEST_LINE, blank=True)
    hub_name = models.CharField("music hub", max_length=LONGEST_LINE, blank=True)
    partners = models.CharField("other partners", max_length=LONGEST_LINE, blank=True)
    review_on = models.DateField("date of review", null=True, blank=True)

    objective = models.TextField("overall objective", blank=True)
    essentials = models.TextField("key components", blank=True)
    instrumental = models.TextField("classroom instrumental teaching", blank=True)
    implementation = models.TextField("implementation", blank=True)
    communication = models.TextField("communication", blank=True)
    evaluation = models.TextField("evaluation", blank=True)
    transition = models.TextField("transition", blank=True)
    premium = models.TextField("pupil premium", blank=True)

    part_a = models.TextField("Part A: Curriculum music", blank=True)
    part_b = models.TextField("Part B: Co-curricular music", blank=True)
    part_c = models.TextField("Part C: Musical experiences", blank=True)
    future = models.TextField("In the future", blank=True)
    further = models.TextField("Further information", blank=True)

    finished = models.JSONField(default=list, blank=True, editable=False)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    shared_at = models.DateTimeField(null=True, editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    published_on = models.DateField(null=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        verbose_name = "music development plan"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year"],
                condition=~Q(state="archived"),
                name="one_live_plan_a_school_and_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values), name="a_plan_has_a_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "published", "review-due"])
                | Q(agreed_at__isnull=False),
                name="an_agreed_plan_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["published", "review-due"], version__gte=1)
                | ~Q(state__in=["published", "review-due"]),
                name="a_published_plan_has_a_version",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, version=0)
                | Q(published_on__isnull=False, version__gte=1),
                name="a_plan_with_a_version_says_when_it_was_published",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True)
                | Q(
                    review_on__gte=_day(F("year"), 9),
                    review_on__lte=_day(F("year") + Value(1), 8),
                ),
                name="a_plan_is_reviewed_in_its_year",
            ),
            models.CheckConstraint(
                condition=reduce(
                    and_,
                    [
                        Q(LessThanOrEqual(Length(name), LONGEST_TEXT))
                        for name in (*PLAN_TEXTS, *SUMMARY_TEXTS)
                    ],
                ),
                name="no_text_of_a_plan_is_endless",
            ),
        ]
        indexes = [
            models.Index(fields=["year", "state", "school"], name="plans_by_year_and_state"),
            models.Index(
                fields=["review_on", "id"],
                condition=Q(state="published"),
                name="plans_to_be_reviewed",
            ),
        ]

    def __str__(self):
        return f"{self.school} {self.year}"

    def get_absolute_url(self):
        return reverse("schools:plan", args=[self.school_id, self.pk])

    @property
    def is_live(self):
        """Is it the school's plan of its year?"""
        return self.state != PlanState.ARCHIVED

    @property
    def is_out(self):
        """Does its summary stand published?"""
        return self.state in (PlanState.PUBLISHED, PlanState.REVIEW_DUE)

    @property
    def is_open(self):
        """May its texts be changed? An agreed one is taken back first."""
        return self.state == PlanState.DRAFT or self.is_out


class PlanVersionQuerySet(RightsQuerySet):
    """Published summaries by name."""

    def visible_to(self, user):
        """The versions that this user may read; everybody reads what stands published."""
        return self.allowing("schools.see_plan_version", user)

    def standing(self):
        """What stands published: at most one a school."""
        return self.filter(is_live=True)


class PlanVersion(models.Model):
    """The summary of a plan as it was published. The database refuses to change what it says.

    ``contents``: {field: text} of SUMMARY_LINES, SUMMARY_TEXTS, "school", "review_on" and
    "published_on" (schools.plans.contents). ``is_live``: what the public address of the school
    shows, the newest version of the newest year.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="plan_versions", editable=False)
    number = models.PositiveIntegerField(editable=False)
    contents = models.JSONField(editable=False)
    is_live = models.BooleanField(default=False, editable=False)
    published_at = models.DateTimeField(default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = "published plan"
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_plan_version_is_kept_once"),
            models.UniqueConstraint(
                fields=["school"], condition=Q(is_live=True), name="one_standing_plan_a_school"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_versions_count_from_one"),
        ]

    def __str__(self):
        return f"{self.plan}, version {self.number}"


class PlanAddress(models.Model):
    """The public address of a school's summaries. It stays, whatever year and number come."""

    school = models.OneToOneField(
        School, models.PROTECT, related_name="plan_address", editable=False
    )
    slug = models.SlugField(max_length=40, unique=True, editable=False)

    objects = RightsQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "plan addresses"

    def __str__(self):
        return self.slug
