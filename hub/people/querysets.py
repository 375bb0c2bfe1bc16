"""Families by name."""

from datetime import date

from django.apps import apps
from django.db.models import Func, Q, Value
from django.db.models.functions import Lower

from hub.geography.postcodes import is_postcode, tidy
from hub.people.choices import Restriction
from hub.permissions import RightsQuerySet

#: How far from their own year somebody is taught at the most, and how old Reception is.
_OUT_BY, _AGE_IN_RECEPTION = range(-3, 4), 4


def holding_every_word(rows, text, *, within="search_text"):
    """Those whose ``search_text`` holds every word of the text, accents and case aside.

    A postcode is looked for as the post office writes it, however it was typed.
    """
    for word in (tidy(text) if is_postcode(text) else text).split():
        plain = Func(Lower(Value(word)), function="hub_unaccent")
        rows = rows.filter(**{f"{within}__contains": plain})
    return rows


def _taught_in(group, year):
    """Q: pupils who are taught in a year group, whatever their age."""
    taught = Q(pk__in=[])
    for out_by in _OUT_BY:
        born = year - (group + _AGE_IN_RECEPTION - out_by)
        days = (date(born - 1, 9, 1), date(born, 8, 31))
        taught |= Q(out_by=out_by, born_on__range=days)
    return taught & Q(is_adult=False)


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

    def of_family(self, text):
        """Those who match, and those of whom a carer does, by name, e-mail, postcode, reference."""
        rows = self.model._base_manager
        carers = holding_every_word(apps.get_model("people", "Carer")._base_manager.all(), text)
        links = apps.get_model("people", "CarerLink")._base_manager.filter(
            ended_at=None, carer__in=carers.values("pk")
        )
        # One list of both, which two indexes answer; an OR would read every row.
        found = holding_every_word(rows.all(), text).values("pk").union(links.values("pupil"))
        return self.filter(pk__in=found)

    def in_year_group(self, group, *, year):
        """Those who are taught in a year group in an academic year."""
        return self.filter(_taught_in(group, year))

    def at_school(self, text):
        """Those at a school of this URN, or whose name holds every word of the text."""
        schools = self.model._meta.get_field("school").related_model._base_manager.all()
        text = text.strip()
        if text.isascii() and text.isdigit() and len(text) < 9:
            found = schools.filter(urn=int(text))
        else:
            found = holding_every_word(schools, text, within="search_name")
        return self.filter(school__in=found.values("pk"))


class CarerQuerySet(RightsQuerySet):
    """Carers."""

    def visible_to(self, user):
        """The carers of whom this user may know."""
        return self.allowing("people.see_carer", user)

    def matching(self, text):
        """Those whose name, address of e-mail, postcode or reference holds every word."""
        return holding_every_word(self, text)

    def present(self):
        """Those who are neither merged into another nor made anonymous."""
        return self.filter(merged_into=None, anonymised_at=None)


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


class NeedsQuerySet(OfPupilQuerySet):
    """What pupils need."""

    def answered(self):
        """Those that somebody has answered, not only whether there is a plan."""
        return self.filter(answered_at__isnull=False)


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
