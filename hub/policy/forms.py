"""Forms of the hub's settings."""

from django import forms
from django.core.exceptions import ValidationError

from hub.files.images import ImageRefused, reencoded
from hub.forms import HubModelForm
from hub.policy import colours
from hub.policy.models import HEX_COLOUR, HubSettings, LocalAuthority


class ContactForm(HubModelForm):
    """What the hub is called and how it is reached."""

    website = forms.URLField(label="Website", required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = HubSettings
        fields = [
            "name",
            "strapline",
            "email",
            "phone",
            "address",
            "website",
            "safeguarding_name",
            "safeguarding_phone",
            "safeguarding_email",
        ]
        widgets = {
            "email": forms.EmailInput({"autocomplete": "off"}),
            "phone": forms.TextInput({"inputmode": "tel", "class": "govuk-input--width-20"}),
            "address": forms.Textarea({"rows": 4}),
            "safeguarding_phone": forms.TextInput(
                {"inputmode": "tel", "class": "govuk-input--width-20"}
            ),
        }
        help_texts = {
            "strapline": "One line under the name on the public home page.",
            "email": "Where people write to. It stands at the foot of every page.",
            "safeguarding_name": "Whom to phone with a concern about a child.",
            "safeguarding_phone": "Stands beside every box for notes about a child.",
        }


class LookForm(HubModelForm):
    """Colours and logo. Colours on which text could not be read are refused."""

    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="A PNG or JPEG picture, smaller than 2 MB. It stands beside the hub's name.",
        widget=forms.FileInput({"accept": "image/png,image/jpeg"}),
    )
    remove_logo = forms.BooleanField(label="Remove the logo", required=False)

    class Meta:
        model = HubSettings
        fields = ["colour_brand", "colour_action", "colour_link", "logo", "logo_alt"]
        widgets = {
            name: forms.TextInput({"class": "govuk-input--width-10", "spellcheck": "false"})
            for name in colours.AGAINST
        }
        help_texts = {"logo_alt": "For people who do not see it."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["remove_logo"]

    def clean_colour_brand(self):
        return self._readable("colour_brand")

    def clean_colour_action(self):
        return self._readable("colour_action")

    def clean_colour_link(self):
        return self._readable("colour_link")

    def clean_logo(self):
        upload = self.cleaned_data["logo"]
        if not upload or upload == self.instance.logo:
            return self.instance.logo
        try:
            return reencoded(upload)
        except ImageRefused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("remove_logo") and "logo" not in self.changed_data:
            cleaned["logo"] = ""
        return cleaned

    def _readable(self, name):
        colour = self.cleaned_data[name].upper()
        HEX_COLOUR(colour)
        ratio = colours.reached(name, colour)
        if ratio < colours.NEEDED:
            raise ValidationError(
                f"{colours.AGAINST[name][1]} reaches {colours.as_text(ratio)} and needs "
                f"{colours.as_text(colours.NEEDED)}. Choose a darker colour"
            )
        return colour


class LocalAuthorityForm(HubModelForm):
    """A local authority that the hub serves."""

    class Meta:
        model = LocalAuthority
        fields = ["code", "name"]
        widgets = {
            "code": forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4"})
        }
        help_texts = {"code": "The three figures that the DfE gives it, such as 919."}
        error_messages = {"code": {"unique": "This local authority is on the list already"}}
