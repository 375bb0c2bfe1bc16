"""What the school directory takes back when an account is closed: requests to join a school."""

from hub.accounts.leaving import on_role_ended
from schools import claims
from schools.models import SchoolClaim


@on_role_ended
def withdraw_requests(*, user, grant, by):
    """With the account closed nobody waits for an answer; a role that ends changes nothing."""
    if grant is None:
        for claim in SchoolClaim.objects.waiting().filter(user=user).order_by("pk"):
            claims.withdraw(claim=claim, by=by)
