"""Accounts and roles by name."""

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from hub.permissions import RightsQuerySet


class UserQuerySet(RightsQuerySet):
    """Accounts."""

    def visible_to(self, user):
        """The accounts that this user may see at all."""
        return self.allowing("accounts.see_account", user)

    def matching(self, text):
        """Those whose name or address holds every word of the text, accents and case aside."""
        found = self
        for word in text.split():
            plain = Func(Lower(Value(word)), function="hub_unaccent")
            found = found.filter(search_text__contains=plain)
        return found


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes accounts by e-mail address; there are no user names."""

    def create_user(self, email, password=None, **fields):
        """A new account with a hashed password, or without one that can be used when None."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


def live_on(day):
    """Q over role grants that hold on a date: begun, not over, not ended by anybody."""
    begun_and_not_over = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return Q(ended_at__isnull=True) & begun_and_not_over


class RoleGrantQuerySet(RightsQuerySet):
    """Roles that people hold, held or will hold."""

    def live(self, on=None):
        """Those that hold today, or on the date given."""
        return self.filter(live_on(on or timezone.localdate()))

    def visible_to(self, user):
        """The grants that this user may see."""
        return self.allowing("accounts.see_grant", user)

    def ran_out(self, on=None):
        """Those whose last day is past and that nobody has ended yet."""
        return self.filter(ended_at__isnull=True, ends_on__lt=on or timezone.localdate())


class InvitationQuerySet(RightsQuerySet):
    """Invitations sent."""

    def visible_to(self, user):
        """The invitations that this user may see."""
        return self.allowing("accounts.see_invitation", user)

    def open(self):
        """Neither accepted nor revoked; they may have run out."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def waiting(self):
        """Those that can still be accepted."""
        return self.open().filter(expires_at__gt=timezone.now())

    def in_state(self, state):
        """Those in one Invitation.State; all for "" and for what is none."""
        now = timezone.now()
        which = {
            "waiting": Q(accepted_at=None, revoked_at=None, expires_at__gt=now),
            "expired": Q(accepted_at=None, revoked_at=None, expires_at__lte=now),
            "accepted": Q(accepted_at__isnull=False),
            "revoked": Q(revoked_at__isnull=False),
        }
        return self.filter(which[state]) if state in which else self
