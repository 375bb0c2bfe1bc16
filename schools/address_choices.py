"""What a check of a published address can find. Imports nothing of ours."""

from django.db.models import TextChoices


class AddressAnswer(TextChoices):
    """What a check found where a school says that the summary of its plan is published."""

    LOOKS_RIGHT = "looks-right", "Found, and it looks like the summary"
    LOOKS_OTHER = "looks-other", "Found, but it does not look like the summary"
    NOT_FOUND = "not-found", "Not found"
    COULD_NOT = "could-not", "Could not be checked"


class AddressTrouble(TextChoices):
    """Why a published address could not be checked, as the school reads it."""

    NO_ADDRESS = "not-an-address", "This is not the address of a page on the web."
    NOT_PUBLIC = "not-public", "It is not on the open web, or not on the web’s usual ports."
    NO_SITE = "no-such-site", "No site answers to this name. Look whether it is spelt right."
    NO_ANSWER = "no-answer", "The site did not answer."
    TOO_SLOW = "too-slow", "The site took too long to answer."
    REDIRECTS = "redirects", "The site sends its readers on and on."
    CERTIFICATE = "certificate", "The site’s certificate is not in order. Browsers warn of it, too."
    TOO_LARGE = "too-large", "What stands there is larger than 2 MB."
    WRONG_TYPE = "wrong-type", "It is neither a page nor a PDF nor a Word document."
    NOT_LET_IN = "not-let-in", "The site lets no programs in, or asks for a password."
    SITE_FAULT = "site-fault", "The site answered with a fault of its own."
    NOT_READABLE = "not-readable", "It could not be read: damaged, locked, or made of pictures."
    FAULT = "fault", "The check itself failed."
