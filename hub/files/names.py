"""What an uploaded file is called on the reader's machine: text to show, never a path."""

import re
import unicodedata

_LONGEST = 100
# Names that Windows keeps for its devices, whatever their ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def tidy_name(name, *, ending) -> str:
    """The name without folders, control characters and marks that turn the reading direction.

    At most 100 characters, with the ending that its kind has.
    """
    base = re.split(r"[/\\]", name)[-1]
    kept = "".join(" " if char.isspace() else char for char in base if _is_shown(char))
    stem = re.sub(rf"\.{re.escape(ending)}$", "", kept.strip(), flags=re.IGNORECASE)
    stem = re.sub(r'[<>:"|?*]', "-", stem).strip(" .")[: _LONGEST - len(ending) - 1].strip(" .")
    if not stem or _DEVICES.fullmatch(stem):
        stem = f"file-{stem}".rstrip("-")
    return f"{stem}.{ending}"


def _is_shown(char):
    """Not a control or format character (which turn "fdp.exe" around), nor half a pair."""
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
