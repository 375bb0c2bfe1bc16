"""Schools and what is known of them in the API: read only, the same rows as on the pages."""

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from hub.api.registry import resource
from hub.calendar.years import AcademicYear
from schools.choices import FactSource, Phase, SchoolStatus
from schools.models import Fact, School
from schools.search import find_or_nearest


class SchoolFilterSet(django_filters.FilterSet):
    """What a list of schools can be narrowed by; several phases or statuses may be named."""

    q = django_filters.CharFilter(
        method="called", max_length=100, label="Name, part of it, postcode or URN"
    )
    district = django_filters.CharFilter(
        field_name="district__code", max_length=9, label="Code of the district (ONS)"
    )
    authority = django_filters.CharFilter(
        field_name="local_authority__code", max_length=3, label="Code of the authority (DfE)"
    )
    region = django_filters.CharFilter(
        field_name="region__name", max_length=60, label="Name of the hub’s region"
    )
    trust = django_filters.CharFilter(
        field_name="trust__code", max_length=12, label="Code of the trust"
    )
    type = django_filters.CharFilter(
        field_name="type_name", max_length=80, label="Type, as the register names it"
    )
    phase = django_filters.MultipleChoiceFilter(choices=Phase.choices)
    status = django_filters.MultipleChoiceFilter(choices=SchoolStatus.choices)

    class Meta:
        model = School
        fields: list[str] = []

    def called(self, queryset, name, value):
        """Schools found as on the page."""
        return find_or_nearest(queryset, value)


class SchoolSerializer(serializers.ModelSerializer):
    """A school of the directory. Codes of status and phase are those of the filters."""

    status_name = serializers.CharField(source="get_status_display", read_only=True)
    phase_name = serializers.CharField(source="get_phase_display", read_only=True)
    local_authority: serializers.SlugRelatedField = serializers.SlugRelatedField(
        "code", read_only=True, allow_null=True
    )
    district: serializers.SlugRelatedField = serializers.SlugRelatedField(
        "code", read_only=True, allow_null=True
    )
    district_name = serializers.CharField(
        source="district.name", default=None, read_only=True, allow_null=True
    )
    trust: serializers.SlugRelatedField = serializers.SlugRelatedField(
        "code", read_only=True, allow_null=True
    )
    trust_name = serializers.CharField(
        source="trust.name", default=None, read_only=True, allow_null=True
    )
    region: serializers.SlugRelatedField = serializers.SlugRelatedField(
        "name", read_only=True, allow_null=True
    )

    class Meta:
        model = School
        fields = [
            "id",
            "urn",
            "name",
            "status",
            "status_name",
            "phase",
            "phase_name",
            "local_authority",
            "establishment_number",
            "type_name",
            "low_age",
            "high_age",
            "pupils",
            "fsm_percent",
            "opened_on",
            "closed_on",
            "district",
            "district_name",
            "region",
            "trust",
            "trust_name",
            "street",
            "locality",
            "town",
            "postcode",
            "phone",
            "website",
            "easting",
            "northing",
            "register_changed_on",
            "imported_at",
        ]
        read_only_fields = fields


@resource("schools")
class SchoolViewSet(ReadOnlyModelViewSet):
    """The school directory."""

    rights = {"list": "schools.see_school", "retrieve": "schools.see_school"}
    serializer_class = SchoolSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = SchoolFilterSet
    queryset = School.objects.none()

    def get_queryset(self):
        """Those whose record the caller may open."""
        return School.objects.visible_to(self.request.user).select_related(
            "district", "region", "trust", "local_authority"
        )


class FactFilterSet(django_filters.FilterSet):
    """What a list of facts can be narrowed by."""

    school = django_filters.NumberFilter(field_name="school_id", label="Our number of the school")
    urn = django_filters.NumberFilter(field_name="school__urn", label="URN of the school")
    year = django_filters.CharFilter(
        method="in_year", max_length=9, label="Academic year, as 2026/27"
    )
    key = django_filters.CharFilter(max_length=40, label="Key of the fact")
    source = django_filters.ChoiceFilter(choices=FactSource.choices)

    class Meta:
        model = Fact
        fields: list[str] = []

    def in_year(self, queryset, name, value):
        """Facts of a year; none for what names no year."""
        try:
            return queryset.filter(year=AcademicYear.parse(value))
        except ValueError:
            return queryset.none()


class FactSerializer(serializers.ModelSerializer):
    """A fact that holds: what one source said of one thing at one school in one academic year."""

    urn = serializers.IntegerField(source="school.urn", read_only=True, allow_null=True)
    year = serializers.CharField(read_only=True)
    part = serializers.CharField(source="dimension", read_only=True)
    value = serializers.SerializerMethodField()

    class Meta:
        model = Fact
        fields = ["id", "school", "urn", "year", "key", "part", "value", "source", "is_estimate"]
        fields += ["at"]
        read_only_fields = fields

    def get_value(self, fact) -> str:
        """A number or a text, as the fact's key states it."""
        return str(fact.value)


@resource("facts")
class FactViewSet(ReadOnlyModelViewSet):
    """What is known of the music of schools: the values that hold (docs/facts.md)."""

    rights = {"list": "schools.see_fact", "retrieve": "schools.see_fact"}
    serializer_class = FactSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = FactFilterSet
    queryset = Fact.objects.none()

    def get_queryset(self):
        """Those that hold, of the schools of which the caller may see what is known."""
        facts = Fact.objects.visible_to(self.request.user).in_force().told()
        return facts.select_related("school").order_by("pk")
