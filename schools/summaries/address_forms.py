"""Where a summary is published: the form that takes the address."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from hub.calendar.years import YearChoiceField
from hub.forms import HubForm
from schools.summaries.fetching import Unreachable, check

_ASKED = "Enter the address of the page or file, such as https://www.school.example/music-plan"
LONGEST = 500


class AddressForm(HubForm):
    """The academic year of the plan, and where its summary stands."""

    year = YearChoiceField(back=1, ahead=1, label="Academic year of the plan")
    url = forms.URLField(
        label="Address of the summary",
        help_text="Open the page on your website, then copy what stands in the address bar.",
        max_length=LONGEST,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"], message=_ASKED)],
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _ASKED, "invalid": _ASKED},
    )

    def clean_url(self):
        """An address of the open web, and not one of this portal."""
        url = self.cleaned_data["url"]
        if urlsplit(url).hostname == urlsplit(settings.SITE_URL).hostname and not settings.HUB_TEST:
            raise ValidationError(
                "This is an address of the portal itself, and known already. "
                "Enter that of the page on your own website"
            )
        try:
            check(url)
        except Unreachable as trouble:
            raise ValidationError(f"{_ASKED}. {trouble.why.label}") from trouble
        return url
