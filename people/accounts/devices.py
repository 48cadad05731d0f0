"""What kind of browser on what kind of machine a session is, in plain words. Pure."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android device"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


def in_words(agent: str) -> str:
    """How a browser names itself, in words: "Edge on Windows"."""
    browser = next((word for mark, word in _BROWSERS if mark in agent), "A browser")
    machine = next((word for mark, word in _MACHINES if mark in agent), "")
    return f"{browser} on {machine}" if machine else browser
