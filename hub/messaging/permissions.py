"""Who may see messages (security.md: settings, templates of e-mails)."""

from hub.accounts.choices import Role
from hub.permissions import EVERYTHING, NOTHING, right


@right("messaging.see_message")
def see_message(user):
    """Managers and administrators see what the portal sent and what did not arrive."""
    return EVERYTHING if user.has_role(Role.MANAGER, Role.ADMIN) else NOTHING


@right("messaging.send_again")
def send_again(user):
    """Managers and administrators have sent again what did not go, and stop what waits."""
    return see_message(user)


@right("messaging.read_text")
def read_text(user):
    """Managers read what an e-mail said (on the trail), and send it to another address.

    One right for both: whoever may do the one can do the other. Administrators see that something
    did not go, not what it said of a family.
    """
    return EVERYTHING if user.has_role(Role.MANAGER) else NOTHING


@right("messaging.see_template")
def see_template(user):
    """Who has texts of e-mails looks at them with made-up data (security.md: templates)."""
    roles = (Role.MANAGER, Role.ADMIN, Role.TRAINING, Role.ENSEMBLES, Role.FINANCE)
    return EVERYTHING if user.has_role(*roles) else NOTHING
