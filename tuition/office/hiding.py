"""Counts of so few learners that they could be known again are hidden, in whatever leaves."""

from collections.abc import Sequence
from dataclasses import replace

from schools.small_numbers import is_few, least_told, too_few


def hidden(lines: Sequence, names: Sequence[str], total=None) -> list:
    """The lines (dataclasses) with small counts in words; ``names``: the fields that are counts.

    ``total``: the line of all. Where one count alone is hidden, the next smallest is, too: it could
    be reckoned from the total.
    """
    least, words = least_told(), too_few()
    changed: dict[int, dict[str, str]] = {number: {} for number in range(len(lines))}
    for name in names:
        counts = [getattr(line, name) for line in lines]
        few = [number for number, count in enumerate(counts) if is_few(count, least)]
        if total is not None and len(few) == 1:
            others = [number for number, count in enumerate(counts) if count and number not in few]
            few += sorted(others, key=lambda number: counts[number])[:1]
        for number in few:
            changed[number][name] = words if is_few(counts[number], least) else "not told"
    shown = [replace(line, **changed[number]) for number, line in enumerate(lines)]
    if total is None:
        return shown
    small = {name: words for name in names if is_few(getattr(total, name), least)}
    return [*shown, replace(total, **small)]
