"""Steps of signing in: allauth's, where ours ask more.

Only tutors and ensemble leaders may have a phone of their own remembered for 14 days: they take
registers in a corridor. Whoever works in an office, or at a school, is asked every time.
"""

from allauth.mfa.internal.flows import trust
from allauth.mfa.stages import AuthenticateStage, TrustStage
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login

from hub.accounts import second_factor
from hub.accounts.choices import Role

OUT_AND_ABOUT = {Role.TUTOR, Role.LEADER}


def may_be_remembered(user):
    """Are these the roles of somebody whose own phone may be remembered?"""
    roles = user.live_roles
    return not roles.isdisjoint(OUT_AND_ABOUT) and roles <= OUT_AND_ABOUT | {Role.CARER}


class SecondStep(AuthenticateStage):
    """Asks for the second factor; a remembered phone counts only while the roles allow it."""

    def _should_handle(self, request):
        user = self.login.user
        if super()._should_handle(request):
            return True
        return (
            user is not None
            and second_factor.of(user).exists()
            and not did_use_passwordless_login(request, user)
            and trust.is_trusted_browser(request, user)
            and not may_be_remembered(user)
        )


class OwnPhone(TrustStage):
    """Asks tutors and leaders whether this is their own phone."""

    def handle(self):
        user = self.login.user
        if user is None or not may_be_remembered(user):
            return None, True
        return super().handle()
