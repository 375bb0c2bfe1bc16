"""A check of a published address: ask for it, look at what comes, write down what was found."""

import logging

from hub.platform.choices import WorkState
from schools.address_choices import AddressAnswer, AddressTrouble
from schools.summaries import addresses
from schools.summaries.fetching import Unreachable, fetch
from schools.summaries.recognising import look

log = logging.getLogger(__name__)

TRIES = 3
_GONE = {404, 410}
_NOT_LET_IN = {401, 402, 403, 405, 406, 407, 429, 451}


def check(address):
    """Check a claimed address; put it off when the site may only be away. No row is locked."""
    try:
        answer, seen = _asked(address)
    except Unreachable as trouble:
        if trouble.may_pass and address.attempts < TRIES:
            address.put_off(trouble, tries=TRIES, last_error=str(trouble.why))
            return
        state = WorkState.GIVEN_UP if trouble.may_pass else WorkState.DONE
        addresses.could_not(address=address, why=trouble.why, state=state)
    except Exception as error:  # whatever a stranger's page does to us, the row must not hang
        log.error("address %s failed: %s", address.pk, type(error).__name__, exc_info=error)
        addresses.could_not(address=address, why=AddressTrouble.FAULT, state=WorkState.FAILED)
    else:
        addresses.found(address=address, answer=answer, seen=seen)


def _asked(address):
    """(AddressAnswer, Seen or None) of the page. Raises Unreachable."""
    page = fetch(address.url)
    if page.status in _GONE:
        return AddressAnswer.NOT_FOUND, None
    if page.status in _NOT_LET_IN:
        raise Unreachable(AddressTrouble.NOT_LET_IN)
    if page.status != 200:
        raise Unreachable(AddressTrouble.SITE_FAULT, may_pass=page.status >= 500)
    seen = look(page, address.school.name)
    return AddressAnswer.LOOKS_RIGHT if seen.looks_right else AddressAnswer.LOOKS_OTHER, seen
