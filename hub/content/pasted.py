"""Text as it comes out of a word processor, made into text that we can keep and draw."""

import re
import unicodedata

# What turns the reading direction of everything after it, or cannot be seen at all, is Unicode's
# "Cf"; these joiners are among it, and emoji and some scripts are written with them.
_JOINERS = {"\u200c", "\u200d"}
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n?|\u000b|\u000c|\u2028|\u2029")
_BULLET = re.compile("^([ \t]*)[•·▪‣◦●○■\uf0b7][ \t]*", re.MULTILINE)
#: Word writes the second level of a list as the letter o and a tab.
_SECOND_LEVEL = re.compile("^o\t[ \t]*", re.MULTILINE)
_NUMBER = re.compile("^([ \t]*)([0-9]{1,3})[.)]\t[ \t]*", re.MULTILINE)


def tidy(text):
    """The text without marks that nobody sees, its lines kept."""
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    return "".join(char for char in text if _is_kept(char))


def tidy_line(text):
    """A title or summary: one line, one space between words."""
    return " ".join(tidy(text).split())


def as_markdown(text):
    """The tidied text with bullets and numbers of a word processor as lists of ours."""
    text = _BULLET.sub(r"\1- ", tidy(text))
    text = _SECOND_LEVEL.sub("    - ", text)
    text = _NUMBER.sub(r"\1\2. ", text)
    return _list_after_blank_line(text).strip("\n")


def _is_kept(char):
    if char in "\n\t" or char in _JOINERS:
        return True
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs"}


def _list_after_blank_line(text):
    """Markdown takes a list for one only after an empty line."""
    lines = []
    for line in text.split("\n"):
        is_item = re.match(r"[ \t]*(- |[0-9]{1,3}\. )", line)
        before = lines[-1] if lines else ""
        if is_item and before.strip() and not re.match(r"[ \t]*(- |\* |[0-9]{1,3}\. )", before):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)
