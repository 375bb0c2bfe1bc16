"""Accounts, and the roles that they hold."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from hub.accounts.choices import SCHOOL_ROLES, SECOND_FACTOR_ROLES, Role
from hub.accounts.querysets import InvitationQuerySet, RoleGrantQuerySet, UserManager


class User(AbstractBaseUser):
    """One person who can sign in, by e-mail address. What they may do hangs on their roles."""

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField("full name", max_length=150, blank=True)
    phone = models.CharField("phone number", max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

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

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)

    @cached_property
    def live_grants(self):
        """The role grants that hold today: read once for each request."""
        return list(self.grants.live().select_related("school")) if self.is_active else []

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
        from hub.accounts import second_factor

        roles = (
            SECOND_FACTOR_ROLES | SCHOOL_ROLES | {Role.TRUST} if sensitive else SECOND_FACTOR_ROLES
        )
        return self.has_role(*roles) and second_factor.is_missing(self)


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
            models.Index(fields=["user"], condition=Q(ended_at__isnull=True), name="live_grants")
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


class Invitation(models.Model):
    """An e-mailed promise of a role: bound to one address, used once, good for seven days.

    The token stands in the link alone; here is its hash. ``invited_by`` is empty when the command
    line invited. Accepted, revoked or run out: it stays as a record of who let whom in.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        REVOKED = "revoked", "Withdrawn"
        EXPIRED = "expired", "Run out"

    email = models.EmailField("e-mail address", max_length=254)
    role = models.CharField(max_length=20, choices=Role.choices)
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    trust = models.ForeignKey(
        "schools.Trust", models.PROTECT, null=True, blank=True, related_name="+"
    )
    region = models.ForeignKey(
        "schools.Region", models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(
        null=True, blank=True, help_text="Empty: from the day on which it is accepted."
    )
    ends_on = models.DateField(null=True, blank=True, help_text="The last day on which it holds.")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # Protected, not set to null: an empty ``invited_by`` means the command line, which may invite
    # anybody, so deleting an account must not turn its invitations into such ones.
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="sent_invitations"
    )
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    times_sent = models.PositiveSmallIntegerField(default=1, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accepted_invitations",
        editable=False,
    )
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "role", "school", "trust", "region"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                nulls_distinct=False,
                name="one_open_invitation_for_one_role",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="invited_addresses_are_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_at_and_by_come_together",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True) | Q(revoked_at__isnull=False),
                name="revoked_by_somebody_means_revoked",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="an_invitation_is_accepted_or_revoked",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="an_invitation_lasts_a_while"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="an_invited_role_ends_after_it_starts",
            ),
            *scope_constraints(
                school="invited_school_roles_name_a_school",
                trust="the_invited_trust_role_names_a_trust",
                region="only_invited_officers_have_a_region",
                partner="an_invited_partner_has_a_last_day",
            ),
        ]

    def __str__(self):
        return f"{self.role_in_words}, for {self.email}"

    @property
    def scope(self):
        """The school, trust or region that the role is bound to, or None."""
        return self.school or self.trust or self.region

    @property
    def role_in_words(self):
        """The role with its place: "School music lead (Ashford Primary School)"."""
        role = self.get_role_display()
        return f"{role} ({self.scope})" if self.scope else role

    @property
    def state(self):
        """Waiting, accepted, revoked or expired, as of now."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.EXPIRED if self.expires_at <= timezone.now() else self.State.WAITING
