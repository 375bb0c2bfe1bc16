"""What a browser calls itself, in words that its owner recognises: "Chrome on Android"."""

# The first match wins: Edge and Chrome also call themselves Safari, Android also Linux.
_BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
_MACHINES = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
]


def device(user_agent):
    """A short name of browser and machine; "Unknown device" for what names neither."""
    browser = _first(_BROWSERS, user_agent)
    machine = _first(_MACHINES, user_agent)
    if browser and machine:
        return f"{browser} on {machine}"
    return browser or machine or "Unknown device"


def _first(names, user_agent):
    return next((name for mark, name in names if mark in user_agent), "")
