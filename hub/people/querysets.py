"""Families by name."""

from django.db.models import Func, Q, Value
from django.db.models.functions import Lower

from hub.people.choices import Restriction
from hub.permissions import RightsQuerySet


def holding_every_word(rows, text):
    """Those whose ``search_text`` holds every word of the text, accents and case aside."""
    for word in text.split():
        plain = Func(Lower(Value(word)), function="hub_unaccent")
        rows = rows.filter(search_text__contains=plain)
    return rows


class PupilQuerySet(RightsQuerySet):
    """Pupils and other learners."""

    def visible_to(self, user):
        """The pupils of whose name and year this user may know."""
        return self.allowing("people.see_pupil", user)

    def present(self):
        """Those who are neither merged into another nor made anonymous."""
        return self.filter(merged_into=None, anonymised_at=None)

    def matching(self, text):
        """Those whose name or reference holds every word of the text."""
        return holding_every_word(self, text)


class CarerQuerySet(RightsQuerySet):
    """Carers."""

    def visible_to(self, user):
        """The carers of whom this user may know."""
        return self.allowing("people.see_carer", user)

    def matching(self, text):
        """Those whose name, address of e-mail, postcode or reference holds every word."""
        return holding_every_word(self, text)


class CarerLinkQuerySet(RightsQuerySet):
    """Links between carers and pupils."""

    def visible_to(self, user):
        """The links of which this user may know."""
        return self.allowing("people.see_link", user)

    def live(self):
        """Those that nobody has ended."""
        return self.filter(ended_at=None)

    def seeing(self):
        """Live ones whose carer may see the pupil's lessons."""
        return self.live().filter(may_see=True).exclude(restriction=Restriction.CONTACT)

    def booking(self):
        """Live ones whose carer may apply, accept and stop for the pupil."""
        return self.seeing().filter(may_book=True)

    def of_user(self, user):
        """Those of the carer who signs in as this user."""
        return self.filter(carer__user=user)

    def written_to(self):
        """Live ones whose carer may be written to about the pupil."""
        return self.seeing().exclude(Q(carer__email="") & Q(carer__user=None))


class OfPupilQuerySet(RightsQuerySet):
    """What belongs to a pupil; ``SEE`` of the model names the right that is asked."""

    def visible_to(self, user):
        """Those that this user may know of."""
        return self.allowing(self.model.SEE, user)


class ConsentQuerySet(OfPupilQuerySet):
    """Consents."""

    def live(self):
        """Those given and not taken back."""
        return self.filter(revoked_at=None)


class CarerInvitationQuerySet(RightsQuerySet):
    """Invitations of one carer by another."""

    def visible_to(self, user):
        """Those that this user sent, and all for the office."""
        return self.allowing("people.see_carer_invitation", user)

    def open(self):
        """Neither accepted nor taken back; they may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)
