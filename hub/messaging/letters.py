"""Every e-mail that the portal can write, with made-up data to look at it before anybody gets it.

Each app registers its own in a module ``letters.py``, which is found by itself:

    letter(
        "people/email/invitation",
        name="Invitation",
        when="Somebody is invited to take up a role.",
        sample=lambda: {"role": "Music lead (Oakfield Primary School)", "link": …},
    )

A test fails when an e-mail template has no sample, when the sample lacks what the template uses,
and when a subject holds anything of the sample: subjects show on locked phones (design.md 11).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules
from django.utils.text import slugify

from hub.messaging.outbox import compose


@dataclass(frozen=True)
class Letter:
    """One e-mail: ``template`` as for ``queue``, and a context of made-up data.

    ``name``: what staff call it; ``when``: on what occasion it is sent. One template may serve
    several occasions, each a Letter with a name of its own.
    """

    template: str
    name: str
    when: str
    sample: Callable[[], dict]

    @property
    def key(self):
        """Its name in addresses."""
        return slugify(self.name)

    @property
    def room(self):
        """The folder of its template, by which letters are grouped."""
        return self.template.split("/")[0]

    def compose(self):
        """Its Parts (subject, text, html), written with the sample."""
        return compose(self.template, self.sample())


_letters: dict[str, Letter] = {}
#: What stands as template with a message and is none.
OTHERS = {"sample": "Copy with made-up data"}


def letter(template, *, name, when, sample):
    """Register one e-mail with its sample: a function without arguments to a context."""
    new = Letter(template, name, when, sample)
    if new.key in _letters:
        raise ValueError(f"There are two e-mails called {name}.")
    _letters[new.key] = new


def registered():
    """Every Letter of every app, by name."""
    autodiscover_modules("letters")
    return sorted(_letters.values(), key=lambda each: each.name)


def get(key):
    """The Letter of this key. Raises KeyError when there is none."""
    return {each.key: each for each in registered()}[key]


def kinds():
    """[(template, what it is called)] for filters; a template of several occasions once."""
    names = {}
    for each in registered():
        names.setdefault(each.template, []).append(each.name)
    shortened = {
        template: found[0] if len(found) == 1 else found[0].split(":")[0]
        for template, found in names.items()
    }
    return sorted((shortened | OTHERS).items(), key=lambda kind: kind[1])


def name_of(template):
    """What a message of this template is called; "" for one that nobody registered."""
    return dict(kinds()).get(template, "")
