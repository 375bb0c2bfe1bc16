"""What a password may not be, beyond Django's own rules (security.md, V6: no composition rules)."""

import re

from django.core.exceptions import ValidationError

from hub.policy.current import hub_settings
from hub.policy.models import LocalAuthority

HINT = "At least 10 characters. Three words that only you would put together do well."
LONGEST = 256
#: Enough of a password that we did not hand out ourselves.
ENOUGH = 6
OUR_WORDS = {
    "academy",
    "admin",
    "carer",
    "county",
    "education",
    "england",
    "ensemble",
    "ensembles",
    "hertfordshire",
    "herts",
    "instrument",
    "lesson",
    "lessons",
    "letmein",
    "music",
    "musical",
    "musichub",
    "orchestra",
    "parent",
    "password",
    "passwort",
    "portal",
    "primary",
    "pupil",
    "qwerty",
    "school",
    "schools",
    "secondary",
    "service",
    "teacher",
    "tutor",
    "welcome",
}
_LETTERS_FOR = str.maketrans("013457@$!", "oieastasi")


class LengthValidator:
    """No shorter than ten characters; no longer than 256, so that hashing one stays cheap."""

    def __init__(self, at_least=10, at_most=LONGEST):
        self.at_least, self.at_most = at_least, at_most

    def validate(self, password, user=None):
        if len(password) < self.at_least:
            raise ValidationError(
                f"Password must have at least {self.at_least} characters", code="password_too_short"
            )
        if len(password) > self.at_most:
            raise ValidationError(
                f"Password must have at most {self.at_most} characters", code="password_too_long"
            )

    def get_help_text(self):
        return HINT


class OwnWordsValidator:
    """Refuses what is little more than the hub's name, its county, "music" and the like."""

    def validate(self, password, user=None):
        plain = password.lower()
        # "Mu5icHub" is still the hub's name.
        for spelling in (plain, plain.translate(_LETTERS_FOR)):
            if len(_without(spelling, own_words())) < ENOUGH:
                raise ValidationError(
                    "Password must be more than words that anybody would guess for a music hub",
                    code="password_of_own_words",
                )

    def get_help_text(self):
        return "Words about music or the hub alone are too easy to guess."


def own_words():
    """Words that say nothing here: ours, and those of the hub's name and its authorities."""
    names = [hub_settings().name, *LocalAuthority.objects.values_list("name", flat=True)]
    named = {word for name in names for word in re.findall(r"[^\W\d_]{3,}", name.lower())}
    return OUR_WORDS | named


def _without(text, words):
    """What is left of the text when the words, digits and signs are taken out."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return re.sub(r"[\W\d_]", "", text)
