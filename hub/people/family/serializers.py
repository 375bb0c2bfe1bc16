"""One's own children in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from hub.people.models import Pupil


class ChildSerializer(serializers.ModelSerializer):
    """A learner of one's own family. ``school`` is empty where it is kept from the carer."""

    called = serializers.CharField(read_only=True)
    year_group = serializers.CharField(source="year_in_words", read_only=True)
    school = serializers.SerializerMethodField()

    class Meta:
        model = Pupil
        fields = [
            "id",
            "reference",
            "called",
            "first_name",
            "last_name",
            "is_adult",
            "year_group",
            "school",
        ]
        read_only_fields = fields

    @extend_schema_field(str)
    def get_school(self, pupil):
        """The school's name, or in words where else they are taught."""
        return pupil.school_in_words if pupil.shows_whereabouts and not pupil.is_adult else ""
