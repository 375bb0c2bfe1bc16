"""Who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend

from hub.accounts.standing import somebody


class SignInBackend(AuthenticationBackend):
    """allauth's, but for reading a person and their roles in one statement."""

    def get_user(self, user_id):
        """The User, None for nobody and for somebody whose account is closed."""
        user = somebody(user_id)
        return user if user and self.user_can_authenticate(user) else None
