"""Pages of signing in and out: allauth's, where ours say or do more."""

from allauth.account import views as account
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator

from hub.accounts.sessions import SIGNED_OUT_BECAUSE
from hub.policy.current import hub_settings

CLEAR_SITE_DATA = '"cache", "storage"'


class SignIn(account.LoginView):
    """Sign in; says so when the last session here ran out."""

    def get_context_data(self, **kwargs):
        why = self.request.session.get(SIGNED_OUT_BECAUSE, "")
        return super().get_context_data(**kwargs) | {"signed_out_because": why}


@method_decorator(login_not_required, name="dispatch")
class SignOut(account.LogoutView):
    """Sign out, and leave nothing of the pages in a shared browser (ASVS 14.3.1)."""

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        messages.success(self.request, "You have signed out.")
        response["Clear-Site-Data"] = CLEAR_SITE_DATA
        return response


class ChangeAddress(account.EmailView):
    """The one e-mail address of an account, changed when the new one is proven."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"current": self.request.user.email}


class ClosedAccount(account.AccountInactiveView):
    """For whoever signs in to an account that was closed."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"hub": hub_settings()}
