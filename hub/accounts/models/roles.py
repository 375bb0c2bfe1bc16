"""Accounts, and the roles that they hold."""

from functools import cached_property

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower
from django.utils import timezone

from hub.accounts.choices import SCHOOL_ROLES, SECOND_FACTOR_ROLES, Role
from hub.accounts.querysets import RoleGrantQuerySet, UserManager


class User(AbstractBaseUser):
    """One person who can sign in, by e-mail address. What they may do hangs on their roles."""

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField("full name", max_length=150, blank=True)
    phone = models.CharField("phone number", max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)
    search_text = models.GeneratedField(
        expression=Func(
            Lower(Concat("name", Value(" "), "email", output_field=models.TextField())),
            function="hub_unaccent",
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                violation_error_message="Somebody already has an account with this e-mail address.",
            )
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="people_by_name"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="people_by_part_of_name"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)

    @cached_property
    def live_grants(self):
        """The role grants that hold today: read once for each request.

        Each with its school and ``holder_has_factor``, which the same statement tells.
        """
        from hub.accounts.standing import live_grants_of

        return live_grants_of(self) if self.is_active else []

    @property
    def live_roles(self):
        """Keys of the roles held today, such as {"lead", "carer"}."""
        return {grant.role for grant in self.live_grants}

    def has_role(self, *roles):
        """Does the user hold any of these roles today? Asked by ``permissions.py`` files only."""
        return not self.live_roles.isdisjoint(roles)

    def scope_ids(self, field, *roles):
        """Ids that live grants of these roles are bound to; ``field``: school, trust or region."""
        ids = {getattr(grant, f"{field}_id") for grant in self.live_grants if grant.role in roles}
        return sorted(ids - {None})

    def must_set_up_second_factor(self, *, sensitive=False):
        """Is a second factor required and missing? ``sensitive``: pupils' names or money come next.

        Staff, tutors and leaders: always. School and trust roles: before a sensitive page. Carers:
        never, it is offered. Nobody in demo mode. Source: security.md, V6.
        """
        if settings.HUB_DEMO:
            return False
        roles = (
            SECOND_FACTOR_ROLES | SCHOOL_ROLES | {Role.TRUST} if sensitive else SECOND_FACTOR_ROLES
        )
        return self.has_role(*roles) and not self.live_grants[0].holder_has_factor


def scope_constraints(*, school, trust, region, partner):
    """Which role names which place, as constraints with the names given."""
    school_roles = sorted(SCHOOL_ROLES)
    return [
        models.CheckConstraint(
            condition=Q(role__in=school_roles, school__isnull=False)
            | (~Q(role__in=school_roles) & Q(school__isnull=True)),
            name=school,
        ),
        models.CheckConstraint(
            condition=Q(role=Role.TRUST, trust__isnull=False)
            | (~Q(role=Role.TRUST) & Q(trust__isnull=True)),
            name=trust,
        ),
        models.CheckConstraint(
            condition=Q(region__isnull=True) | Q(role=Role.OFFICER),
            name=region,
        ),
        models.CheckConstraint(
            condition=~Q(role=Role.PARTNER) | Q(ends_on__isnull=False),
            name=partner,
        ),
    ]


class RoleGrant(models.Model):
    """A role that somebody holds: what, where, from when to when. Ended, never deleted."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    trust = models.ForeignKey(
        "schools.Trust", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    region = models.ForeignKey(
        "schools.Region", models.PROTECT, null=True, blank=True, related_name="grants"
    )
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True, help_text="The last day on which it holds.")
    granted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    granted_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "role"  # what people read on the trail
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "school", "trust", "region"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="a_role_is_held_once_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_role_ends_after_it_starts",
            ),
            *scope_constraints(
                school="school_roles_and_only_they_name_a_school",
                trust="the_trust_role_and_only_it_names_a_trust",
                region="only_officers_have_a_region",
                partner="a_partner_has_a_last_day",
            ),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(ended_at__isnull=True), name="live_grants"),
            models.Index(
                fields=["role", "user"],
                condition=Q(ended_at__isnull=True),
                name="live_grants_by_role",
            ),
        ]

    def __str__(self):
        return (
            f"{self.get_role_display()} ({self.scope})" if self.scope else self.get_role_display()
        )

    @property
    def scope(self):
        """The school, trust or region that the role is bound to, or None."""
        return self.school or self.trust or self.region

    @property
    def is_live(self):
        """Does it hold today?"""
        today = timezone.localdate()
        return (
            self.ended_at is None
            and self.starts_on <= today
            and (self.ends_on is None or self.ends_on >= today)
        )

    @property
    def is_to_come(self):
        """Is its first day still ahead?"""
        return self.ended_at is None and self.starts_on > timezone.localdate()
