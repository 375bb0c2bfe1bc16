"""The demo's officers, and when they have time."""

import datetime
import itertools
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from hub.accounts import roles
from hub.accounts.choices import Role
from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import RoleGrant, User
from hub.calendar.demo import terms_of
from visits.models import OfficerDiary

_LONDON = ZoneInfo("Europe/London")
_SLOTS = (datetime.time(9, 30), datetime.time(13, 30))
#: An officer looks after so many schools; what a third of them is a year, one can visit.
_SCHOOLS_AN_OFFICER = 150
_COLLEAGUES = ("Owen Castell", "Sade Bello", "Martin Prowse", "Eleni Vass", "Kofi Mensah")


def officers(by_region, county):
    """{region: its officers}, the demo's own officer first in theirs; each with a working week."""
    own = User.objects.filter(email=f"officer@{DOMAIN}").first()
    grant = RoleGrant.objects.filter(user=own, role=Role.OFFICER).first() if own else None
    names = itertools.cycle(_COLLEAGUES)
    teams, number = {}, 0
    for region, schools in by_region.items():
        team = [own] if grant and grant.region_id == region.pk else []
        while len(team) * _SCHOOLS_AN_OFFICER < len(schools):
            number += 1
            user = _colleague(f"officer{number + 1}@{DOMAIN}", next(names))
            roles.grant(
                user=user, role=Role.OFFICER, region=region, by=None, starts_on=county.as_of
            )
            team.append(user)
        teams[region] = team
        OfficerDiary.objects.bulk_create(
            OfficerDiary(
                officer=officer,
                base_postcode=schools[0].postcode,
                easting=schools[0].easting,
                northing=schools[0].northing,
            )
            for officer in team
        )
    return teams


def _colleague(email, name):
    """Somebody who works beside the demo's own officer, and signs in nowhere."""
    user = User.objects.create(email=email, name=name, password=make_password(None))
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


class Diary:
    """Free times of officers: two a day, on days with lessons, none given twice."""

    def __init__(self, as_of):
        self.as_of = as_of
        self._days = {}
        self._taken = set()

    def days(self, year):
        """The weekdays of a year's terms, outside half term."""
        if year not in self._days:
            self._days[year] = [
                day
                for term in terms_of(year).values()
                for day in _weekdays(term["starts_on"], term["ends_on"])
                if not term["half_term_starts_on"] <= day <= term["half_term_ends_on"]
            ]
        return self._days[year]

    def take(self, officer, days, chance):
        """A free time of the officer on one of the days, as a moment; None when there is none."""
        for _ in range(40):
            if not days:
                return None
            at = (chance.choice(days), chance.choice(_SLOTS))
            if (officer.pk, at) not in self._taken:
                self._taken.add((officer.pk, at))
                return datetime.datetime.combine(*at, tzinfo=_LONDON)
        return None


def _weekdays(first, last):
    days = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
    return (day for day in days if day.weekday() < 5)
