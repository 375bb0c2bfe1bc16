"""What stands on the page of one person, as far as whoever looks may see and do it."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.dateparse import parse_date

from hub.accounts import second_factor_reset
from hub.accounts.models import Invitation, RoleGrant, User
from hub.accounts.permissions import roles_to_give
from hub.accounts.scopes import FIELDS
from hub.permissions import may
from hub.trail.models import Entry

MOST_ENTRIES = 30


@dataclass(frozen=True)
class Happened:
    """One line of the timeline (components/timeline.html)."""

    at: object
    who: str
    text: str
    detail: str = ""


def of(person, *, viewer):
    """The context of people/person.html: about nine queries, however long the history is."""
    grants = list(
        RoleGrant.objects.visible_to(viewer)
        .with_right("accounts.change_grant", viewer, as_="can_change")
        .filter(user=person)
        .select_related(*FIELDS)
        .order_by("-starts_on", "-pk")
    )
    invitations = list(
        Invitation.objects.visible_to(viewer)
        .with_right("accounts.change_invitation", viewer, as_="can_change")
        .filter(email=person.email.lower())
        .select_related(*FIELDS, "invited_by")[:MOST_ENTRIES]
    )
    live = [grant for grant in grants if grant.is_live or grant.is_to_come]
    sees_trail = may(viewer, "trail.see_entry")
    return {
        "person": person,
        "facts": _facts(person),
        "status": "Active" if person.is_active else "Deactivated",
        "status_kind": "ok" if person.is_active else "warn",
        "live": live,
        "past": [grant for grant in grants if grant not in live],
        "invitations": invitations,
        "sees_trail": sees_trail,
        "entries": _entries(person) if sees_trail else [],
        "can_invite": person.is_active and person != viewer and bool(roles_to_give(viewer)),
        "can_close": may(viewer, "accounts.close_account", person),
        "can_sign_out": person.is_active and may(viewer, "accounts.end_sessions", person),
        "can_reset": may(viewer, "accounts.reset_second_factor", person)
        and second_factor_reset.has_one(person),
    }


def _facts(person):
    seen = f"{person.last_login:%-d %B %Y}" if person.last_login else "Never"
    return [
        {"label": "E-mail address", "value": person.email},
        {"label": "Account since", "value": f"{person.date_joined:%-d %B %Y}"},
        {"label": "Last signed in", "value": seen},
    ]


def _entries(person):
    """The newest entries of the trail about this account, its roles and its invitations."""
    grants = [str(pk) for pk in person.grants.values_list("pk", flat=True)]
    invited = Invitation.objects.filter(Q(email=person.email.lower()) | Q(accepted_by=person))
    invitations = [str(pk) for pk in invited.values_list("pk", flat=True)]
    about = (
        Q(object_type="accounts.user", object_id=str(person.pk))
        | Q(object_type="accounts.rolegrant", object_id__in=grants)
        | Q(object_type="accounts.invitation", object_id__in=invitations)
    )
    entries = list(Entry.objects.filter(about)[:MOST_ENTRIES])
    names = User.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    return [
        Happened(
            at=entry.at,
            who=str(names.get(entry.actor_id, "Somebody")) if entry.actor_id else "The portal",
            text=_sentence(entry),
            detail=entry.reason,
        )
        for entry in entries
    ]


def _sentence(entry):
    """ "Gave role: Officer (North)", from the action and the values that it changed."""
    action = entry.action[:1].upper() + entry.action[1:]
    values = [
        f"{name.replace('_', ' ')} {_in_words(change['to'])}"
        if name != "role"
        else str(change["to"] or change["from"])
        for name, change in sorted(entry.fields.items(), key=lambda item: item[0] != "role")
        if change and change.get("from") != change.get("to")
    ]
    return f"{action}: {', '.join(values)}" if values else action


def _in_words(value):
    """Dates stand on the trail as 2026-11-23; here they read like everywhere else."""
    if value in (None, ""):
        return "none"
    day = parse_date(value) if isinstance(value, str) else None
    return f"{day:%-d %B %Y}" if day else str(value)
