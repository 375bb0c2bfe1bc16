"""Forms of the people-and-roles pages."""

from django import forms
from django.db import models
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.permissions import roles_seen
from hub.accounts.scopes import scope_of
from hub.forms import DateField, FilterForm, HubForm


class PersonState(models.TextChoices):
    """How somebody stands, by the roles that whoever looks may see."""

    LIVE = "live", "Has a role now"
    NONE = "none", "No role now"
    CLOSED = "closed", "Account deactivated"


class _RoleFilter(FilterForm):
    """A filter by role that offers only those that whoever looks may see."""

    role = forms.ChoiceField(label="Role")

    def __init__(self, data=None, *, viewer):
        super().__init__(data)
        offered = [(role.value, role.label) for role in roles_seen(viewer)]
        self.fields["role"].choices = [("", "Every role"), *offered]


class PeopleFilters(_RoleFilter):
    """What narrows the list of people."""

    q = forms.CharField(label="Name or e-mail address", max_length=100)
    state = forms.ChoiceField(
        label="State", choices=[("", "Everybody"), *PersonState.choices], widget=forms.RadioSelect
    )
    field_order = ["q", "role", "state"]


class InvitationFilters(_RoleFilter):
    """What narrows the list of invitations."""

    state = forms.ChoiceField(
        label="State",
        choices=[
            ("", "All"),
            ("waiting", "Waiting for an answer"),
            ("accepted", "Accepted"),
            ("revoked", "Withdrawn"),
            ("expired", "Run out"),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["state", "role"]


class ChangeRoleForm(HubForm):
    """First and last day of a role and, for an officer, the region."""

    starts_on = DateField(label="First day", coming=True)
    ends_on = DateField(
        label="Last day",
        required=False,
        coming=True,
        help_text="The role still holds on this day. Leave empty when it is not known.",
    )

    def __init__(self, data=None, *, grant):
        initial = {name: getattr(grant, name) for name in ("starts_on", "ends_on", "region")}
        super().__init__(data, initial=initial)
        if grant.starts_on <= timezone.localdate():
            del self.fields["starts_on"]  # it has begun: history stays as it was
        if grant.role == Role.PARTNER:
            self.fields["ends_on"].required = True
        if grant.role == Role.OFFICER:
            self.fields["region"] = forms.ModelChoiceField(
                scope_of("region").open(),
                label="Region",
                required=False,
                empty_label="Every region",
            )


class ReasonForm(HubForm):
    """Why: it stands on the trail, for whoever asks in a year."""

    reason = forms.CharField(
        label="Reason",
        max_length=500,
        help_text="Stands on the trail. No names of children, please.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = required
        self.fields["reason"].error_messages["required"] = "Say why"
