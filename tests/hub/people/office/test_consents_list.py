"""The office's list of consents."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import ConsentFactory, PupilFactory

LIST = reverse("families:consents")


def found(client, **query):
    return [(str(row.pupil), row.kind) for row in client.get(LIST, query).context["page"]]


def test_consents_are_filtered_by_what_by_state_and_by_school(as_office, robin):
    ada = PupilFactory(first_name="Ada", last_name="Ash")
    ConsentFactory(pupil=robin, kind="photo")
    now = timezone.now()
    ConsentFactory(pupil=ada, kind="photo", given_at=now, revoked_at=now)
    ConsentFactory(pupil=ada, kind="news")
    ConsentFactory(pupil=PupilFactory(merged_into=ada), kind="news")
    assert found(as_office, kind="photo") == [("Ada Ash", "photo"), ("Robin Maple", "photo")]
    assert found(as_office, kind="photo", state="given") == [("Robin Maple", "photo")]
    assert found(as_office, state="back") == [("Ada Ash", "photo")]
    assert found(as_office, school="larch", kind="nonsense") == [("Robin Maple", "photo")]
    assert found(as_office, kind="news") == [("Ada Ash", "news")]


def test_the_list_of_consents_can_be_taken_away(as_office, robin):
    robin.last_name = "+Maple"
    robin.preferred_name = "@Rob"
    robin.save()
    ConsentFactory(pupil=robin, kind="photo")
    answer = as_office.get(reverse("families:consents_file", args=["csv"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["Pupil"], row["Taken back"]) == ("'@Rob +Maple", "")
    answer = as_office.get(reverse("families:consents_file", args=["xlsx"]))
    assert b"".join(answer.streaming_content)[:2] == b"PK"


@pytest.mark.query_bound("families:consents")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_consents_asks_as_much_for_many(rows, as_office, django_assert_max_num_queries):
    for _ in range(rows):
        ConsentFactory()
    as_office.get(LIST)
    with django_assert_max_num_queries(10):
        as_office.get(LIST)
