"""The file of boundaries that somebody sends."""

from django import forms
from django.core.exceptions import ValidationError

from hub.forms import HubForm
from hub.geography.geojson import LARGEST_FILE, GeoJSONRefused, areas_of


class BoundariesForm(HubForm):
    """A GeoJSON file; valid, it gives ``areas`` on the national grid."""

    file = forms.FileField(
        label="GeoJSON file",
        help_text="Areas (Polygon or MultiPolygon) in longitude and latitude or on the national "
        "grid, up to 10 MB.",
        widget=forms.FileInput({"accept": ".geojson,.json"}),
        error_messages={"required": "Choose a GeoJSON file", "empty": "The file is empty"},
    )
    name_property = forms.CharField(
        label="Property that names each area",
        required=False,
        max_length=60,
        help_text="Such as LAD24NM. When left empty, the first that looks like a name is taken.",
        widget=forms.TextInput({"class": "govuk-input--width-10", "spellcheck": "false"}),
    )

    def clean(self):
        """Read the file here, where the property is known too."""
        cleaned = super().clean()
        file = cleaned.get("file")
        if file and "name_property" in cleaned:
            try:
                if file.size > LARGEST_FILE:
                    raise GeoJSONRefused("The file must be smaller than 10 MB")
                cleaned["areas"] = areas_of(file.read(), name_property=cleaned["name_property"])
            except GeoJSONRefused as refusal:
                self.add_error("file", ValidationError(str(refusal)))
        return cleaned
