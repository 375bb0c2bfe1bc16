"""Sessions: how long they last, and ending them. Nothing outside this module ends one."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from hub.accounts.choices import Role
from hub.trail.record import record

#: In the session that follows one that ended: why it ended, said on the sign-in page.
SIGNED_OUT_BECAUSE = "signed_out_because"
#: "Last seen" is written at most this often, so a session may end that much early.
TOUCH_EVERY = timedelta(seconds=30)


@dataclass(frozen=True)
class Limits:
    """``idle``: after the last request; ``absolute``: after signing in, whatever happens."""

    idle: timedelta
    absolute: timedelta


WORK = Limits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
FAMILY = Limits(idle=timedelta(days=14), absolute=timedelta(days=14))


def limits_for(user):
    """The Limits of this user's sessions: the short ones as soon as one role asks for them.

    Source: security.md, V7.
    """
    return FAMILY if user.live_roles <= {Role.CARER} else WORK


def ends_at(session, user):
    """When this UserSession ends by itself, if nothing more is asked of it."""
    limits = limits_for(user)
    return min(session.last_seen_at + limits.idle, session.created_at + limits.absolute)


def reason_to_end(session, user):
    """ "idle", "absolute", or "" while the session may go on."""
    limits, now = limits_for(user), timezone.now()
    if now >= session.created_at + limits.absolute:
        return "absolute"
    return "idle" if now >= session.last_seen_at + limits.idle else ""


def hold(request):
    """Note that the session is used now. Returns (its UserSession, "" or why it is over).

    What is over is left as it was.
    """
    seen = {
        "user": request.user,
        "ip": get_adapter().get_client_ip(request),
        "user_agent": request.META.get("HTTP_USER_AGENT", "")[:200].replace("\0", ""),
    }
    key = request.session.session_key
    session, made = request.session.noted, False  # read together with the session itself
    if session is None or session.session_key != key:
        session, made = UserSession.objects.get_or_create(session_key=key, defaults=seen)
    if reason := reason_to_end(session, request.user):
        return session, reason
    now = timezone.now()
    changed = [name for name in ("ip", "user_agent") if getattr(session, name) != seen[name]]
    if not made and (changed or now - session.last_seen_at >= TOUCH_EVERY):
        session.ip, session.user_agent, session.last_seen_at = seen["ip"], seen["user_agent"], now
        UserSession.objects.filter(pk=session.pk).update(
            ip=session.ip, user_agent=session.user_agent, last_seen_at=now
        )
    return session, ""


def sessions_of(user):
    """The UserSessions of this user that are still open, the one seen last first."""
    open_keys = Session.objects.filter(
        session_key__in=UserSession.objects.filter(user=user).values("session_key"),
        expire_date__gt=timezone.now(),
    ).values("session_key")
    found = UserSession.objects.filter(user=user, session_key__in=open_keys)
    found = found.order_by("-last_seen_at", "-pk")
    return [session for session in found[:100] if not reason_to_end(session, user)]


@transaction.atomic
def end_sessions(*, user, by, keep=None, reason=""):
    """End all of the user's sessions but the one whose key is ``keep``; return how many ended.

    From the next request on, those browsers are signed out. Ending none is not on the trail.
    """
    doomed = UserSession.objects.filter(user=user)
    if keep:
        doomed = doomed.exclude(session_key=keep)
    return _end(doomed, user, by, reason)


@transaction.atomic
def end_session(*, session, by):
    """End one UserSession."""
    return _end(UserSession.objects.filter(pk=session.pk), session.user, by)


def forget_those_that_ran_out():
    """Delete what is left of sessions that nobody can use any more; return how many."""
    gone, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    left = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(left)).delete()
    return gone


def _end(doomed, user, by, reason=""):
    ended = 0
    for session in doomed.select_for_update().order_by("pk"):
        session.end()
        ended += 1
    if ended:
        changes = {"sessions ended": (None, ended)}
        record("signed out", user, by=by, changes=changes, reason=reason)
    return ended
