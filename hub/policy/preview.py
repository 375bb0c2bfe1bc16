"""A small picture of the hub's colours at work, drawn before they are saved."""

import re
from dataclasses import dataclass

from hub.policy import colours


@dataclass(frozen=True)
class Preview:
    """Three colours as they would stand on a page, and how well each can be read there."""

    name: str
    brand: str
    action: str
    link: str

    @property
    def readings(self):
        """A sentence for each colour: what it reaches, and what is needed."""
        shown = {
            "Brand colour": ("colour_brand", self.brand),
            "Button colour": ("colour_action", self.action),
            "Link colour": ("colour_link", self.link),
        }
        return [
            f"{label}: {colours.as_text(colours.reached(field, colour))} "
            f"({colours.as_text(colours.NEEDED)} needed)"
            for label, (field, colour) in shown.items()
        ]


def of(hub):
    """The colours in use."""
    return Preview(hub.name, hub.colour_brand, hub.colour_action, hub.colour_link)


def of_form(form, current):
    """What was typed, where it is a colour, readable or not; else what is in use."""

    def typed(field, otherwise):
        text = str(form[field].value() or "").strip()
        return text.upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", text) else otherwise

    return Preview(
        current.name,
        typed("colour_brand", current.brand),
        typed("colour_action", current.action),
        typed("colour_link", current.link),
    )
