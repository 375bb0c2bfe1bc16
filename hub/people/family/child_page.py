"""What the page of one learner shows to one carer."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from hub.people import consents
from hub.people.choices import ConsentKind
from hub.people.models import CarerInvitation, CarerLink, Consent, Needs
from hub.permissions import may


@dataclass(frozen=True)
class Agreement:
    """One kind of consent, as it stands: given by whom and when, or not given."""

    label: str
    given_at: datetime | None
    who: str


@dataclass(frozen=True)
class Happening:
    """One line for components/timeline.html."""

    at: datetime
    text: str
    who: str


def context_of(pupil, user):
    """The context of family/child.html, without the blocks of other apps."""
    links = list(_links(pupil, user))
    may_tell = may(user, "people.change_needs", pupil)
    can_change = may(user, "people.change_pupil", pupil)
    can_invite = may(user, "people.invite_carer", pupil)
    own = next((link for link in links if link.carer.user_id == user.pk), None)
    address = _addresses(pupil)
    return {
        "pupil": pupil,
        "own": own,
        "others": [link for link in links if link != own],
        "needs": Needs.objects.visible_to(user).filter(pupil=pupil).first(),
        "agreements": _agreements(pupil, user, links),
        "invitations": _invitations(pupil, user) if can_invite else [],
        "change_url": address("child_change") if can_change else "",
        "consents_url": address("consents") if can_change else "",
        "needs_url": address("needs") if may_tell else "",
        "school_url": address("school") if may(user, "people.move_school", pupil) else "",
        "invite_url": address("invite") if can_invite else "",
        "bond_url": "" if pupil.is_adult else address("bond"),
        "leave_url": "" if pupil.is_adult else address("leave"),
    }


def history_of(pupil, user) -> list[Happening]:
    """Every consent that was given or taken back, newest first."""
    names = _names(_links(pupil, user), user)
    found = []
    for consent in Consent.objects.visible_to(user).filter(pupil=pupil):
        kind = ConsentKind(consent.kind).label
        who = _who(consent.given_by_id, names)
        found.append(Happening(consent.given_at, f"Agreed: {kind}", who))
        if consent.revoked_at:
            who = _who(consent.revoked_by_id, names)
            found.append(Happening(consent.revoked_at, f"Taken back: {kind}", who))
    return sorted(found, key=lambda each: each.at, reverse=True)


def _agreements(pupil, user, links):
    live = Consent.objects.visible_to(user).live().filter(pupil=pupil)
    by_kind = {consent.kind: consent for consent in live}
    names = _names(links, user)
    found = []
    for kind in consents.kinds_for(pupil):
        given = by_kind.get(kind)
        who = _who(given.given_by_id, names) if given else ""
        found.append(Agreement(kind.label, given.given_at if given else None, who))
    return found


def _links(pupil, user):
    """The links to the learner that this user may know of: an own one, and others' (see_link)."""
    links = CarerLink.objects.live().visible_to(user).filter(pupil=pupil)
    return links.select_related("carer")


def _names(links, user):
    """{primary key of an account: how it is called on this page}, for those who may be named."""
    return {link.carer.user_id: link.carer.name for link in links} | {user.pk: "you"}


def _who(user_id, names):
    """Who is kept from the viewer, or no longer a carer, is not named."""
    return names.get(user_id, "somebody else who cares for the child, or the hub")


def _invitations(pupil, user):
    """One's own invitations to the child that still can be accepted."""
    rows = CarerInvitation.objects.visible_to(user).open().filter(invited_by__user=user)
    return list(rows.filter(pupils=pupil, expires_at__gt=timezone.now()))


def _addresses(pupil):
    return lambda name: reverse(f"family:{name}", args=[pupil.pk])
