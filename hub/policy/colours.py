"""The brand's colours: how well text can be read on them, and what is derived from them."""

#: What stands around a hub's own colours (static/css/hub.css).
PAPER, SAND, WHITE, BLACK = "#FFFAF3", "#F6EDE1", "#FFFFFF", "#000000"
#: Text needs this contrast with what it stands on. Source: WCAG 2.2, 1.4.3 (AA).
NEEDED = 4.5

#: Field of HubSettings: the colour with which it must contrast, and what that looks like.
AGAINST = {
    "colour_brand": (WHITE, "White text on this colour"),
    "colour_action": (WHITE, "White text on this colour"),
    # The footer and the menu are sand, a little darker than the page.
    "colour_link": (SAND, "This colour on the sand of menu and footer"),
}


def contrast(one, other):
    """The WCAG contrast ratio of two colours like #5A1F5C, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def reached(field, colour):
    """The ratio that a colour reaches in its place."""
    return contrast(colour, AGAINST[field][0])


def as_text(ratio):
    """ "4.49:1": cut, not rounded, so that what falls short never reads as enough."""
    return f"{int(ratio * 100) / 100:g}:1"


def mix(colour, other, share):
    """The colour with a share (0 to 1) of the other mixed in."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in parts)


def tokens(hub):
    """{token: colour} of static/css/hub.css that this hub sets anew; {} for the default brand."""
    defaults = {name: hub._meta.get_field(name).default for name in AGAINST}
    own = {name for name in AGAINST if getattr(hub, name).upper() != defaults[name]}
    found = {}
    if "colour_brand" in own:
        found |= {
            "--plum": hub.colour_brand,
            "--plum-deep": mix(hub.colour_brand, BLACK, 0.3),
            "--plum-tint": mix(WHITE, hub.colour_brand, 0.08),
        }
    if "colour_action" in own:
        found |= {"--teal": hub.colour_action, "--teal-deep": mix(hub.colour_action, BLACK, 0.3)}
    if "colour_link" in own:
        found["--link"] = hub.colour_link
    return found


def _channels(colour):
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour):
    """Relative luminance. Source: WCAG 2.2, definitions."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
