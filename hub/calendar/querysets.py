"""Terms, closures and feed addresses by name."""

from django.db.models import Q

from hub.permissions import RightsQuerySet


class _DatesQuerySet(RightsQuerySet):
    def visible_to(self, user):
        """The hub's dates, and those of the schools that this user may know of."""
        return self.allowing("calendar.see_dates", user)

    def of_hub(self):
        """Those that hold for the whole hub."""
        return self.filter(school__isnull=True)

    def holding_at(self, schools):
        """Those that hold at any of these schools (rows or keys): theirs and the hub's."""
        return self.filter(Q(school__isnull=True) | Q(school__in=schools))


class TermQuerySet(_DatesQuerySet):
    """Terms of the hub, and terms that schools have in their place."""

    def in_year(self, year):
        """Those of one academic year."""
        return self.filter(year=year)

    def of_schools(self):
        """Those that schools have set for themselves."""
        return self.filter(school__isnull=False)


class ClosureQuerySet(_DatesQuerySet):
    """Days without lessons."""

    def in_year(self, year):
        """Those that touch an academic year."""
        return self.between(year.starts_on, year.ends_on)

    def between(self, first, last):
        """Those that touch the days from ``first`` to ``last``."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class FeedAddressQuerySet(RightsQuerySet):
    """Private addresses of calendar feeds."""

    def visible_to(self, user):
        """A person's own."""
        return self.allowing("calendar.see_feed", user)

    def live(self):
        """Those that open a calendar: not stopped."""
        return self.filter(stopped_at__isnull=True)
