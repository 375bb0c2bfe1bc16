"""Two imports at once: the second waits, then finds everything done. Without the lock it fails."""

import pytest
from django.db import transaction

from schools.imports import import_register
from schools.models import School
from tests.races import rival
from tests.schools import register
from tests.schools.conftest import counts
from tests.schools.register import row

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_first_imports_at_once_one_creates_the_schools(tmp_path):
    path = register.write(tmp_path / "register.csv", [row(500001, trust="1", trust_name="T")])

    def take_in():
        return str(import_register(path=path, add_authorities=["901"], by=None))

    with rival(take_in) as other, transaction.atomic():
        first = take_in()
        other.start_and_wait_for_the_lock()
    assert (first, other.returned, other.raised) == (counts(created=1), counts(), None)
    assert School.objects.count() == 1
