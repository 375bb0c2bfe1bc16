"""A session that ran out in the middle of a form: after sign-in the typed form comes back.

Works without script. What was typed is kept for the person whose session it was, and for that page;
it is shown again and never saved by itself (hub/forms/kept.py).
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.utils import timezone

from hub.accounts.models import User
from hub.forms import KeptData
from hub.front.models import KeptForm

_KEY = "kept_form"
_TOLD = "Sign in again, and the form that you had filled in comes back. We keep it for one hour."


class KeepTypedForms:
    """Stands before LoginRequiredMiddleware, after whatever ends sessions and after CSRF.

    So what is kept came from a page of ours, and only because nobody is signed in any more.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        # Public pages and the API are left alone: neither needs to look at the session for this.
        if not getattr(view, "login_required", True) or request.path_info.startswith("/api/"):
            return
        if request.method == "GET":
            request.kept_form = _take_back(request)
        elif request.method == "POST" and request.POST and not request.user.is_authenticated:
            _keep(request)


def _keep(request):
    user = _whose_session_it_was(request)
    data = KeptData.pack(request.POST)
    if user is None or not data or len(data) > KeptForm.MAX_LENGTH:
        return
    path = request.get_full_path()
    if len(path) > KeptForm._meta.get_field("path").max_length:
        return
    request.session[_KEY] = KeptForm.objects.create(user=user, path=path, data=data).pk
    messages.info(request, _TOLD)


def _whose_session_it_was(request):
    """The person whose session has run out: said by what ended it, else read from its row."""
    pk = getattr(request, "expired_user_id", None) or _user_id_of_expired_session(request)
    return User.objects.filter(pk=pk, is_active=True).first() if pk else None


def _user_id_of_expired_session(request):
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    # A session that somebody ended has no row any more, and so gives nothing back.
    row = Session.objects.filter(session_key=key, expire_date__lte=timezone.now()).first()
    pk = row.get_decoded().get(SESSION_KEY) if row else None
    return User._meta.pk.to_python(pk) if pk else None


def _take_back(request):
    """The kept data for this page, once; None otherwise."""
    if not request.session.get(_KEY) or not request.user.is_authenticated:
        return None
    rows = KeptForm.objects.visible_to(request.user).fresh()
    row = rows.filter(pk=request.session[_KEY], path=request.get_full_path()).first()
    if row is None:
        return None
    del request.session[_KEY]
    row.delete()
    return KeptData(row.data)


@receiver(user_logged_in)
def forget_what_somebody_else_typed(sender, request, user, **kwargs):
    """At a shared computer the next person must not even hold the key to it."""
    pk = request.session.get(_KEY)
    if pk and not KeptForm.objects.filter(pk=pk, user=user).exists():
        del request.session[_KEY]
