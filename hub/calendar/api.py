"""Terms and closures in the API: read only, the same rows as on the pages."""

import django_filters
from django.core.exceptions import ValidationError
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from hub.api.registry import resource
from hub.calendar.choices import ClosureKind, Season
from hub.calendar.models import Closure, Term
from hub.calendar.years import AcademicYear


def parsed(text):
    """The year that a caller names; ValidationError in words for anything else."""
    try:
        return AcademicYear.parse(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class YearFilter(django_filters.CharFilter):
    """An academic year, such as 2026/27."""

    def filter(self, queryset, value):
        return queryset.in_year(parsed(value)) if value else queryset


class DatesFilterSet(django_filters.FilterSet):
    """What terms and closures can be narrowed by."""

    year = YearFilter(max_length=9, validators=[parsed], label="Academic year, such as 2026/27")
    school = django_filters.NumberFilter(
        field_name="school_id", min_value=1, max_value=2**63 - 1, label="Id of a school"
    )
    of_hub = django_filters.BooleanFilter(
        field_name="school", lookup_expr="isnull", label="The hub's own, or schools' own"
    )


class TermFilterSet(DatesFilterSet):
    """Terms also by season."""

    season = django_filters.MultipleChoiceFilter(choices=Season.choices)

    class Meta:
        model = Term
        fields: list[str] = []


class ClosureFilterSet(DatesFilterSet):
    """Closures also by reason."""

    kind = django_filters.MultipleChoiceFilter(choices=ClosureKind.choices)

    class Meta:
        model = Closure
        fields: list[str] = []


class TermSerializer(serializers.ModelSerializer):
    """A term; ``school`` is null for the hub's, which hold where a school has none of its own."""

    year = serializers.SerializerMethodField()
    name = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = Term
        fields = [
            "id",
            "school",
            "year",
            "season",
            "name",
            "starts_on",
            "half_term_starts_on",
            "half_term_ends_on",
            "ends_on",
            "changed_at",
        ]
        read_only_fields = fields

    @extend_schema_field(str)
    def get_year(self, term):
        """ "2026/27"."""
        return str(term.year)


class ClosureSerializer(serializers.ModelSerializer):
    """Days without lessons; ``school`` is null for those of the whole hub."""

    kind_name = serializers.CharField(source="get_kind_display", read_only=True)

    class Meta:
        model = Closure
        fields = [
            "id",
            "school",
            "kind",
            "kind_name",
            "words",
            "starts_on",
            "ends_on",
            "changed_at",
        ]
        read_only_fields = fields


class _DatesViewSet(ReadOnlyModelViewSet):
    rights = {"list": "calendar.see_dates", "retrieve": "calendar.see_dates"}
    filter_backends = [DjangoFilterBackend]

    def get_queryset(self):
        """Those of the hub, and of the schools that the caller may know of."""
        return self.queryset.model.objects.visible_to(self.request.user)


@resource("terms")
class TermViewSet(_DatesViewSet):
    """Terms with their half term breaks."""

    serializer_class = TermSerializer
    filterset_class = TermFilterSet
    queryset = Term.objects.none()


@resource("closures")
class ClosureViewSet(_DatesViewSet):
    """Days without lessons."""

    serializer_class = ClosureSerializer
    filterset_class = ClosureFilterSet
    queryset = Closure.objects.none()
