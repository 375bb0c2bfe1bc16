"""``manage.py invite EMAIL --role ROLE``: the first manager of a fresh deployment, and others."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from hub.accounts import invitations, scopes
from hub.accounts.choices import Role
from hub.accounts.models import Invitation


class Command(BaseCommand):
    help = "Invite somebody to a role: print the link, and send it by e-mail."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address that the invitation is bound to")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--school", metavar="URN", help="for lead, head and bursar")
        parser.add_argument("--trust", metavar="CODE", help="for trust")
        parser.add_argument("--region", metavar="NAME", help="for officer; every region without")
        parser.add_argument(
            "--ends",
            metavar="YYYY-MM-DD",
            type=date.fromisoformat,
            help="the role's last day; needed for partner",
        )

    def handle(self, *, email, role, ends, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is no e-mail address.") from error
        place = {field: self._place(field, options[field]) for field in scopes.FIELDS}
        try:
            link = self._link(email=email.lower(), role=role, ends_on=ends, **place)
        except invitations.InvitationRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Invited {email} as {Role(role).label}. The link works once, for 7 days:"
        )
        self.stdout.write(link)

    @staticmethod
    def _link(*, email, role, ends_on, **place):
        """A new invitation's link, or a new link of the one that waits: the first may be lost."""
        waiting = Invitation.objects.waiting().filter(email=email, role=role, **place).first()
        if waiting is None:
            _, link = invitations.invite(email=email, role=role, by=None, ends_on=ends_on, **place)
        else:
            _, link = invitations.resend(invitation=waiting, by=None)
        return link

    @staticmethod
    def _place(field, text):
        if text is None:
            return None
        scope = scopes.scope_of(field)
        row = scope.find(text)
        if row is None:
            raise CommandError(f"There is no {field} with the {scope.key} {text}.")
        return row
