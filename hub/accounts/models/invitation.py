"""Invitations to a role."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.models.roles import User, scope_constraints
from hub.accounts.querysets import InvitationQuerySet


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
