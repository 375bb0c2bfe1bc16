"""What is taught where, in the API: read only, the facts that everybody reads on the pages."""

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from hub.api.registry import resource
from hub.calendar.years import AcademicYear
from hub.music.choices import Family
from tuition.choices import Kind, ProvisionState
from tuition.models import Provision


class ProvisionFilterSet(django_filters.FilterSet):
    """What a list of lessons and groups can be narrowed by."""

    instrument = django_filters.CharFilter(
        field_name="instrument__key", max_length=40, label="Key of the instrument"
    )
    family = django_filters.ChoiceFilter(field_name="instrument__family", choices=Family.choices)
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    state = django_filters.ChoiceFilter(choices=ProvisionState.choices)
    urn = django_filters.NumberFilter(field_name="venue__school__urn", label="URN of the school")
    year = django_filters.CharFilter(
        method="in_year", max_length=9, label="Academic year, as 2026/27"
    )

    class Meta:
        model = Provision
        fields: list[str] = []

    def in_year(self, queryset, name, value):
        """Those of a year; none for what names no year."""
        try:
            return queryset.filter(year=AcademicYear.parse(value))
        except ValueError:
            return queryset.none()


class ProvisionSerializer(serializers.ModelSerializer):
    """A lesson or group. Codes of kind and state are those of the filters."""

    year = serializers.CharField(source="academic_year", read_only=True)
    name = serializers.CharField(source="__str__", read_only=True)
    instrument: serializers.SlugRelatedField = serializers.SlugRelatedField("key", read_only=True)
    level_from = serializers.IntegerField(read_only=True, allow_null=True)
    level_to = serializers.IntegerField(read_only=True, allow_null=True)
    from_year_group = serializers.IntegerField(read_only=True, allow_null=True)
    to_year_group = serializers.IntegerField(read_only=True, allow_null=True)
    place = serializers.CharField(source="venue.name", read_only=True)
    postcode = serializers.CharField(source="venue.postcode", read_only=True)
    easting = serializers.IntegerField(source="venue.easting", read_only=True, allow_null=True)
    northing = serializers.IntegerField(source="venue.northing", read_only=True, allow_null=True)
    places_left = serializers.IntegerField(read_only=True)
    page = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Provision
        fields = [
            "id",
            "reference",
            "year",
            "name",
            "state",
            "kind",
            "minutes",
            "instrument",
            "level_from",
            "level_to",
            "from_year_group",
            "to_year_group",
            "is_for_adults",
            "is_adapted",
            "only_own_pupils",
            "place",
            "postcode",
            "easting",
            "northing",
            "weekday",
            "starts_at",
            "starts_on",
            "ends_on",
            "payer",
            "opens_on",
            "closes_on",
            "capacity",
            "places_left",
            "page",
        ]
        read_only_fields = fields


@resource("provision")
class ProvisionViewSet(ReadOnlyModelViewSet):
    """Lessons and groups."""

    rights = {"list": "tuition.see_provision", "retrieve": "tuition.see_provision"}
    serializer_class = ProvisionSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = ProvisionFilterSet
    queryset = Provision.objects.none()

    def get_queryset(self):
        """Published ones; staff and tutors read the others too."""
        rows = Provision.objects.visible_to(self.request.user)
        return rows.select_related("instrument", "venue").order_by("pk")
