"""Forms of invitations: whom to invite to what, and the account of who was invited."""

from allauth.account.adapter import get_adapter
from django import forms

from hub.accounts import scopes
from hub.accounts.choices import Role
from hub.accounts.models import User
from hub.accounts.passwords import HINT, LONGEST
from hub.accounts.permissions import schools_to_give_at
from hub.accounts.place_field import PlaceMixin
from hub.forms import DateField, HubForm


class SignUpByInvitationForm(HubForm):
    """Name and password; the address is the invitation's and cannot be changed."""

    email = forms.EmailField(
        label="E-mail address",
        required=False,  # what comes back is not looked at: the invitation names the address
        widget=forms.EmailInput({"autocomplete": "username", "readonly": True}),
        help_text="The invitation is for this address. You will sign in with it.",
    )
    name = forms.CharField(
        label="Full name",
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Password",
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=HINT,
    )

    marks_optional = False

    def __init__(self, data=None, *, email):
        super().__init__(data, initial={"email": email})

    def clean_email(self):
        return self.initial["email"]

    def clean(self):
        cleaned = super().clean()
        if "password" in cleaned:
            person = User(email=self.initial["email"], name=cleaned.get("name", ""))
            try:
                get_adapter().clean_password(cleaned["password"], user=person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class InviteForm(PlaceMixin, HubForm):
    """Whom to invite to one role, where, and for how long."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text="The invitation can be accepted with this address only.",
    )
    starts_on = DateField(
        label="First day",
        required=False,
        coming=True,
        help_text="Leave empty to start on the day on which it is accepted.",
    )
    ends_on = DateField(
        label="Last day",
        required=False,
        coming=True,
        help_text="Leave empty when it is not known.",
    )

    def __init__(self, data=None, *, role, by, **kwargs):
        self.role, self.by = role, by
        super().__init__(data, **kwargs)
        place = scopes.field_for(role)
        if place:
            self.add_place(place, self._open_places(place), required=role != Role.OFFICER)
        self.order_fields(["email", place, f"{place}_choice", "starts_on", "ends_on"])
        if role == Role.PARTNER:
            self.fields["ends_on"].required = True
            self.fields["ends_on"].help_text = "The day on which the agreement with them ends."

    def _open_places(self, field):
        rows = scopes.scope_of(field).open()
        return rows.filter(schools_to_give_at(self.by, self.role)) if field == "school" else rows
