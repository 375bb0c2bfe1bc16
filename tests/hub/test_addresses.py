"""One Redis address in each client's own spelling."""

import pytest

from hub.platform import addresses


@pytest.mark.parametrize(
    ("given", "celery", "cache"),
    [
        ("redis://h:6379/0", "redis://h:6379/0", "redis://h:6379/1"),
        ("redis://:pw@h:6379", "redis://:pw@h:6379", "redis://:pw@h:6379/1"),
        ("unix:///d/r.sock", "redis+socket:///d/r.sock?virtual_host=0", "unix:///d/r.sock?db=1"),
        (
            "unix:///d/r.sock?db=4",
            "redis+socket:///d/r.sock?virtual_host=4",
            "unix:///d/r.sock?db=5",
        ),
    ],
)
def test_each_client_gets_the_address_in_its_spelling(given, celery, cache):
    assert (addresses.for_celery(given), addresses.next_database(given)) == (celery, cache)
