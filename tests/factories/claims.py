"""Requests to join a school."""

import factory

from schools.models import SchoolClaim
from tests.factories.accounts import UserFactory
from tests.factories.schools import SchoolFactory


class ClaimFactory(factory.django.DjangoModelFactory):
    """Somebody asks to be the music lead of a school, and waits for an answer."""

    class Meta:
        model = SchoolClaim

    user = factory.SubFactory(UserFactory)
    school = factory.SubFactory(SchoolFactory)
    role = "lead"
    words = "I teach Year 4 and lead music."
