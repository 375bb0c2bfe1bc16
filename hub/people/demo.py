"""The demo's families: 2,000 pupils in 1,400 families for a county of 300 schools."""

import datetime

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from hub.accounts.choices import Role
from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import RoleGrant, User
from hub.calendar.years import AcademicYear
from hub.people import demo_names as names
from hub.people.choices import ConsentKind, Relationship, Restriction, Schooling
from hub.people.models import Carer, CarerLink, Consent, Needs, Pupil, SchoolSpell
from hub.people.models.pupils import new_reference
from hub.platform.demo import demo_builder, demo_stranger

BATCH = 1000
#: Families and adult learners for a county of 300 schools; in larger ones more, up to a bound.
_FAMILIES, _ADULTS, _MOST = 1370, 30, 15_000
_PARENTS = (Relationship.MOTHER, Relationship.FATHER)


@demo_stranger
def learners_that_no_demo_made():
    """A carer of another address than the demo's."""
    count = Carer.objects.exclude(email__endswith=f"@{DOMAIN}").exclude(email="").count()
    return f"{count} carer{'' if count == 1 else 's'}" if count else ""


@demo_builder("families", order=70)
def build(county):
    """Carers with accounts, their children at schools of the county, needs and consents."""
    chance = county.chance("families")
    schools = list(
        apps.get_model("schools", "School")
        .objects.open()
        .filter(urn__gte=900_001, low_age__isnull=False, pupils__gt=0)
        .order_by("urn")
    )
    families = _Families(schools, county.as_of, chance)
    for number in range(min(_MOST, round(_FAMILIES * county.schools / 300))):
        families.add(number)
    for number in range(max(1, round(_ADULTS * county.schools / 300))):
        families.add_adult(number)
    families.save()
    _benedettis(county)


class _Families:
    """What is to be written, put together family by family and then saved in batches."""

    def __init__(self, schools, as_of, chance):
        self.schools, self.chance = schools, chance
        self.weights = [min(school.pupils, 900) for school in schools]
        self.year = AcademicYear.of(as_of)
        self.since = timezone.make_aware(
            datetime.datetime.combine(as_of - datetime.timedelta(days=500), datetime.time(10))
        )
        self.carers, self.pupils, self.links, self.needs, self.consents = [], [], [], [], []

    def add(self, number):
        """A family of one to three children, with one carer or two, together or apart."""
        chance = self.chance
        last = chance.choice(names.LAST)
        school = chance.choices(self.schools, self.weights)[0]
        first = self._carer(f"family{number + 1}", last)
        second = None
        if chance.random() < 0.35:
            apart = chance.random() < 0.4
            surname = chance.choice(names.LAST) if apart else last
            second = self._carer(f"family{number + 1}b", surname, near=None if apart else first)
        children = chance.choices((1, 2, 3), (60, 33, 7))[0]
        kept_apart = second is not None and chance.random() < 0.03
        for _ in range(children):
            pupil = self._child(last, school)
            self._link(first, pupil, _parent(first), may_book=True, pays=True)
            self._consents(pupil, first)
            if second is not None:
                self._link(
                    second,
                    pupil,
                    _parent(second),
                    may_book=not kept_apart and chance.random() < 0.7,
                    restriction=Restriction.WHEREABOUTS if kept_apart else Restriction.NONE,
                    restriction_words="Court order of March, seen by the office."
                    if kept_apart
                    else "",
                )

    def add_adult(self, number):
        """Somebody who learns themselves."""
        carer = self._carer(f"adult{number + 1}", self.chance.choice(names.LAST))
        first, last = carer.name.split(" ", 1)
        pupil = Pupil(
            reference=new_reference(),
            first_name=first,
            last_name=last,
            born_on=datetime.date(self.year - self.chance.randint(24, 70), 5, 17),
            schooling=Schooling.NONE,
            is_adult=True,
            created_at=self.since,
        )
        self.pupils.append(pupil)
        self._link(carer, pupil, Relationship.SELF, may_book=True, pays=True)

    def save(self):
        """Write all of it."""
        password = make_password(None)
        users = User.objects.bulk_create(
            [
                User(email=each.email, name=each.name, phone=each.phone, password=password)
                for each in self.carers
            ],
            batch_size=BATCH,
        )
        EmailAddress.objects.bulk_create(
            [
                EmailAddress(user=user, email=user.email, verified=True, primary=True)
                for user in users
            ],
            batch_size=BATCH,
        )
        RoleGrant.objects.bulk_create(
            [RoleGrant(user=user, role=Role.CARER, starts_on=self.since.date()) for user in users],
            batch_size=BATCH,
        )
        for carer, user in zip(self.carers, users, strict=True):
            carer.user = user
        Carer.objects.bulk_create(self.carers, batch_size=BATCH)
        Pupil.objects.bulk_create(self.pupils, batch_size=BATCH)
        SchoolSpell.objects.bulk_create(
            [
                SchoolSpell(pupil=pupil, school=pupil.school, from_on=self.since.date())
                for pupil in self.pupils
            ],
            batch_size=BATCH,
        )
        CarerLink.objects.bulk_create(self.links, batch_size=BATCH)
        Needs.objects.bulk_create(self.needs, batch_size=BATCH)
        for given, carer in self.consents:
            given.given_by = carer.user
        consents = [given for given, _ in self.consents]
        Consent.objects.bulk_create(consents, batch_size=BATCH)

    def _carer(self, local, last, near=None):
        chance, school = self.chance, self.chance.choice(self.schools)
        street = f"{chance.randint(1, 140)} {chance.choice(names.STREETS)}"
        carer = Carer(
            reference=new_reference(),
            name=f"{chance.choice(names.ADULT_FIRST)} {last}",
            email=f"{local}@{DOMAIN}",
            phone=f"01632 960{len(self.carers) % 1000:03d}",
            street=near.street if near else street,
            town=near.town if near else school.town,
            postcode=near.postcode if near else school.postcode,
            created_at=self.since,
        )
        self.carers.append(carer)
        return carer

    def _child(self, last, school):
        chance = self.chance
        ages = range(max(6, school.low_age), max(7, school.high_age))
        age = chance.choice(list(ages) or [school.low_age])
        born = datetime.date(self.year - age - 1, 9, 1)
        pupil = Pupil(
            reference=new_reference(),
            first_name=chance.choice(names.FIRST),
            last_name=last,
            born_on=born + datetime.timedelta(days=chance.randrange(365)),
            school=school,
            created_at=self.since,
        )
        self.pupils.append(pupil)
        if chance.random() < 0.85:
            self._say_needs(pupil)
        return pupil

    def _consents(self, pupil, carer):
        for kind, share in (
            (ConsentKind.SCHOOL, 0.8),
            (ConsentKind.PHOTO, 0.6),
            (ConsentKind.NEWS, 0.4),
        ):
            if self.chance.random() < share:
                given = Consent(pupil=pupil, kind=kind, given_at=self.since)
                self.consents.append((given, carer))

    def _say_needs(self, pupil):
        chance = self.chance
        self.needs.append(
            Needs(
                pupil=pupil,
                access=chance.choice(names.ACCESS) if chance.random() < 0.12 else "",
                medical=chance.choice(names.MEDICAL) if chance.random() < 0.1 else "",
                emergency_name=f"{chance.choice(names.ADULT_FIRST)} {chance.choice(names.LAST)}",
                emergency_phone=f"01632 961{len(self.needs) % 1000:03d}",
                has_ehcp=chance.random() < 0.04,
                answered_at=self.since,
            )
        )

    def _link(self, carer, pupil, relationship, **more):
        self.links.append(
            CarerLink(
                carer=carer,
                pupil=pupil,
                relationship=relationship,
                has_responsibility=relationship in _PARENTS,
                created_at=self.since,
                **more,
            )
        )


def _parent(carer):
    return Relationship.FATHER if carer.name.split()[0] in names.FATHERS else Relationship.MOTHER


def _benedettis(county):
    """The family of the demo's parent: two children, whose father must not learn where they are.

    He is linked to the elder alone, and sees the lesson and no address.
    """
    lead = RoleGrant.objects.filter(user__email=f"lead@{DOMAIN}", role=Role.LEAD).order_by("pk")
    school = lead.first() and lead.first().school
    mother = User.objects.filter(email=f"parent@{DOMAIN}").first()
    father = User.objects.filter(email=f"carer2@{DOMAIN}").first()
    if not (school and mother and father):
        return
    mother.phone, father.phone = "01632 960555", "01632 960556"
    User.objects.bulk_update([mother, father], ["phone"])
    year = AcademicYear.of(county.as_of)
    laura = Carer.objects.create(
        user=mother,
        name=mother.name,
        email=mother.email,
        phone=mother.phone,
        street="4 Orchard Close",
        town=school.town,
        postcode=school.postcode,
    )
    chris = Carer.objects.create(
        user=father,
        name=father.name,
        email=father.email,
        phone=father.phone,
        street="Flat 2, 31 Bridge Street",
        town=school.town,
        postcode=school.postcode,
    )
    for first_name, age in (("Matteo", 9), ("Giulia", 8)):
        pupil = Pupil.objects.create(
            first_name=first_name,
            last_name="Benedetti",
            born_on=datetime.date(year - age - 1, 11, 12),
            school=school,
            created_by=mother,
        )
        SchoolSpell.objects.create(
            pupil=pupil, school=school, from_on=datetime.date(year - 2, 9, 1)
        )
        CarerLink.objects.create(
            carer=laura,
            pupil=pupil,
            relationship=Relationship.MOTHER,
            has_responsibility=True,
            may_book=True,
            pays=True,
        )
        Consent.objects.create(pupil=pupil, kind=ConsentKind.SCHOOL, given_by=mother)
        if first_name == "Matteo":
            Needs.objects.create(
                pupil=pupil,
                access="Finds loud rooms hard, and likes to know what comes next.",
                medical="Carries an inhaler.",
                emergency_name="Rosa Benedetti",
                emergency_phone="01632 960557",
                answered_by=mother,
            )
            CarerLink.objects.create(
                carer=chris,
                pupil=pupil,
                relationship=Relationship.FATHER,
                has_responsibility=True,
                restriction=Restriction.WHEREABOUTS,
                restriction_words="Court order, seen by the office.",
            )
