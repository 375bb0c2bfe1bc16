"""The carer that an account is."""

import pytest
from allauth.account.models import EmailAddress

from hub.people import carers
from hub.people.models import Carer
from tests.factories.accounts import make_user
from tests.factories.people import CarerFactory, CarerLinkFactory, make_carer


def test_a_carer_is_made_on_first_use_and_once(carer):
    made = carers.ensure(user=carer)
    assert carers.ensure(user=carer) == made
    assert (made.user, made.name, made.email) == (carer, carer.name, carer.email)


def test_an_account_without_a_name_shows_its_address_to_nobody(db):
    made = carers.ensure(user=make_user("carer", name=""))
    assert made.name == carers.NAMELESS


def test_whom_the_office_wrote_up_becomes_the_carer_when_the_address_is_proven(carer):
    link = CarerLinkFactory(carer=CarerFactory(email=carer.email, phone="01632 960222"))
    EmailAddress.objects.create(user=carer, email=carer.email, verified=True)
    made = carers.ensure(user=carer)
    assert (made, made.phone, list(made.links.all())) == (link.carer, "01632 960222", [link])


def test_the_account_takes_over_the_phone_number_that_the_office_wrote_up(carer):
    CarerFactory(email=carer.email, phone="01632 960222")
    EmailAddress.objects.create(user=carer, email=carer.email, verified=True)
    carer.phone = ""
    carer.save()
    carers.ensure(user=carer)
    carer.refresh_from_db()
    assert carer.phone == "01632 960222"


@pytest.mark.parametrize(("verified", "rows"), [(False, 1), (True, 2)])
def test_nobody_becomes_a_carer_who_may_be_another(carer, verified, rows):
    CarerFactory.create_batch(rows, email=carer.email)
    EmailAddress.objects.create(user=carer, email=carer.email, verified=verified)
    assert carers.ensure(user=carer) not in Carer.objects.filter(user=None)
    assert Carer.objects.count() == rows + 1


def test_a_carer_keeps_in_step_with_the_account(carer):
    row = make_carer(carer)
    carer.name, carer.email = "Sam Carter", "sam@homes.example"
    carer.save()
    row.refresh_from_db()
    assert (row.name, row.email) == ("Sam Carter", "sam@homes.example")


def test_signing_in_asks_the_carers_table_nothing(carer, django_assert_num_queries):
    with django_assert_num_queries(1):
        carer.save(update_fields=["last_login"])


def test_name_and_phone_change_on_the_account_too(carer):
    row = make_carer(carer)
    details = {"name": "Sam Carter", "phone": "01632 960333", "postcode": "WX1 1AA"}
    changed = carers.change_details(carer=row, by=carer, **details)
    carer.refresh_from_db()
    assert (carer.name, carer.phone) == ("Sam Carter", "01632 960333")
    assert (changed.postcode, changed.street) == ("WX1 1AA", "")
