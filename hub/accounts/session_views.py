"""Sessions on pages: one's own, and for managers and administrators somebody else's."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hub.accounts import sessions
from hub.accounts.devices import device
from hub.accounts.middleware import seconds_left
from hub.accounts.models import User
from hub.permissions import require


@require_http_methods(["GET", "POST"])
def own_sessions(request):
    """Where one is signed in; POST ends all other sessions."""
    if request.method == "POST":
        ended = sessions.end_sessions(
            user=request.user, by=request.user, keep=request.session.session_key
        )
        messages.success(request, _signed_out(ended))
        return redirect("usersessions_list")
    return render(
        request, "usersessions/usersession_list.html", {"rows": _rows(request.user, request)}
    )


@require_POST
def end_session(request, pk):
    """End one of one's own sessions; this one is what signing out is for."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    sessions.end_session(session=session, by=request.user)
    messages.success(request, _signed_out(1))
    return redirect("usersessions_list")


@require_POST
def stay(request):
    """Any request keeps a session going; this one does nothing else, and says how long."""
    return JsonResponse({"seconds": seconds_left(request)})


@require_GET
def person_sessions(request, pk):
    """Where somebody else is signed in, for whoever may sign them out."""
    person = _person(request, pk)
    context = {"person": person, "rows": _rows(person, request)}
    return render(request, "usersessions/person.html", context)


@require_POST
def end_person_session(request, pk, session_pk):
    """Sign somebody else out on one device."""
    person = _person(request, pk)
    session = get_object_or_404(UserSession, pk=session_pk, user=person)
    sessions.end_session(session=session, by=request.user)
    messages.success(request, f"{person} is signed out there.")
    return redirect("people:sessions", pk=person.pk)


def _person(request, pk):
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, "accounts.end_sessions", person)
    return person


def _rows(user, request):
    current = request.session.session_key
    return [
        {
            "session": session,
            "device": device(session.user_agent),
            "is_current": session.session_key == current,
        }
        for session in sessions.sessions_of(user)
    ]


def _signed_out(ended):
    if not ended:
        return "You are signed in nowhere else."
    return f"Signed out of {ended} other {'device' if ended == 1 else 'devices'}."
