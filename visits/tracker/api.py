"""Visits in the API: read only, the rows of the tracker. Loaded by visits/api.py."""

import django_filters
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from hub.api.registry import resource
from hub.calendar.years import AcademicYear
from visits.choices import VisitState
from visits.models import Visit


class VisitFilterSet(django_filters.FilterSet):
    """What a list of visits can be narrowed by."""

    school = django_filters.NumberFilter(field_name="school_id", label="Our number of the school")
    urn = django_filters.NumberFilter(field_name="school__urn", label="URN of the school")
    region = django_filters.CharFilter(
        field_name="school__region__name", max_length=60, label="Name of the hub’s region"
    )
    year = django_filters.CharFilter(
        method="in_year", max_length=9, label="Academic year, as 2026/27"
    )
    type = django_filters.CharFilter(
        field_name="type__key", max_length=40, label="Key of the type of visit"
    )
    counts = django_filters.BooleanFilter(
        field_name="type__counts", label="Does it count towards the cycle?"
    )
    state = django_filters.MultipleChoiceFilter(choices=VisitState.choices)
    starts = django_filters.IsoDateTimeFromToRangeFilter(field_name="starts_at", label="Begins")

    class Meta:
        model = Visit
        fields: list[str] = []

    def in_year(self, queryset, name, value):
        """Visits of a year; none for what names no year."""
        try:
            return queryset.filter(year=AcademicYear.parse(value))
        except ValueError:
            return queryset.none()


class VisitSerializer(serializers.ModelSerializer):
    """When somebody of the hub visits a school, and how far that is; not what was written down."""

    urn = serializers.IntegerField(source="school.urn", read_only=True, allow_null=True)
    year = serializers.CharField(read_only=True)
    type = serializers.CharField(source="type.key", read_only=True)
    counts = serializers.BooleanField(source="type.counts", read_only=True)
    officer = serializers.CharField(source="officer.name", default=None, read_only=True)

    class Meta:
        model = Visit
        fields = [
            *("id", "reference", "school", "urn", "year", "type", "counts", "state", "officer"),
            *("starts_at", "ends_at", "medium", "due_on", "created_at", "done_at"),
            *("written_up_at", "report_sent_at"),
        ]
        read_only_fields = fields


@resource("visits")
class VisitViewSet(ReadOnlyModelViewSet):
    """Visits to schools (docs/visits.md)."""

    rights = {"list": "visits.see_visit", "retrieve": "visits.see_visit"}
    serializer_class = VisitSerializer
    filter_backends = [DjangoFilterBackend]
    filterset_class = VisitFilterSet
    queryset = Visit.objects.none()

    def get_queryset(self):
        """Those that the caller may know of."""
        rows = Visit.objects.visible_to(self.request.user)
        return rows.select_related("school", "type", "officer").order_by("pk")
