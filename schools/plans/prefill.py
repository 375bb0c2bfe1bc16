"""First sentences for the summary, from what the fact base knows. The school checks them."""

from itertools import groupby

from schools.facts import book, keys
from schools.facts.dimensions import YEAR_GROUP


def first_words(plan, name) -> str:
    """Lines of a list for a text of the summary that is empty, "" when nothing is known for it."""
    lines = _LINES.get(name)
    if lines is None:
        return ""
    by_year = book.known_by_year(plan.school, [plan.year, plan.year.previous])
    known = by_year[plan.year.previous] | by_year[plan.year]
    return "\n".join(f"- {line}" for line in lines(known))


def music_budget(plan):
    """What the school has for music in the year of the plan, None when nobody knows."""
    fact = book.known(plan.school, plan.year).get(("music-budget", ""))
    return None if fact is None else fact.value


def _curriculum(known):
    minutes = _by_year_group(known, "curriculum-minutes")
    for groups, value in _alike(minutes):
        yield f"{groups}: {value:.0f} minutes of music a week."
    if (scheme := _choice(known, "scheme")) and scheme[0] != "none":
        words = {
            "own": "our own",
            "bought": "a published one",
            "adapted": "a published one that we",
        }
        adapt = " adapt" if scheme[0] == "adapted" else ""
        yield f"Scheme of work: {words.get(scheme[0], scheme[1])}{adapt}."
    pupils = _by_year_group(known, "whole-class-pupils")
    learning = [each for each, value in pupils if value]
    if learning:
        instruments = _value(known, "whole-class-instruments")
        on = f" ({instruments})" if instruments else ""
        yield f"{_named(learning)}: every pupil learns an instrument in class{on}."
    if _value(known, "music-technology"):
        yield "Pupils make music with computers or tablets."


def _co_curricular(known):
    if learners := _value(known, "learners"):
        yield f"{learners:.0f} pupils have instrumental or singing lessons in school."
    if choirs := _value(known, "choirs"):
        pupils = _value(known, "choir-pupils")
        who = f", in which {pupils:.0f} pupils sing" if pupils else ""
        yield f"{_count(choirs, 'choir', 'choirs')}{who}."
    if groups := _value(known, "ensembles"):
        pupils = _value(known, "ensemble-pupils")
        who = f", in which {pupils:.0f} pupils play" if pupils else ""
        yield f"{_count(groups, 'instrumental group', 'instrumental groups')}{who}."


def _experiences(known):
    if times := _value(known, "singing-assemblies"):
        yield f"Classes come together to sing {_times(times)} a week."
    if times := _value(known, "performances"):
        yield f"Pupils perform to others {_times(times)} a year."
    if times := _value(known, "live-music"):
        yield f"Every pupil hears live music by professionals {_times(times)} a year."


_LINES = {"part_a": _curriculum, "part_b": _co_curricular, "part_c": _experiences}


def _value(known, key):
    fact = known.get((key, ""))
    return None if fact is None else fact.value


def _choice(known, key):
    """(code, words) of a fact with choices."""
    value = _value(known, key)
    return None if value is None else (value, keys.get(key).words(value))


def _by_year_group(known, key):
    """[(code of a year group, value)] in the order of the years."""
    found = [(int(part), fact.value) for (name, part), fact in known.items() if name == key]
    return sorted(found)


def _alike(pairs):
    """Year groups that follow each other with the same value, named together."""
    pairs = [pair for pair in pairs if pair[1]]
    for value, group in groupby(pairs, key=lambda pair: pair[1]):
        yield _named([code for code, _ in group]), value


def _named(codes):
    """ "Year 3", or "Year 1 to Year 4"."""
    words = [YEAR_GROUP.words[str(code)] for code in codes]
    if len(words) == 1:
        return words[0]
    follow = codes == list(range(codes[0], codes[0] + len(codes)))
    return f"{words[0]} to {words[-1]}" if follow else f"{', '.join(words[:-1])} and {words[-1]}"


def _count(number, one, many):
    return f"1 {one}" if number == 1 else f"{number:.0f} {many}"


def _times(number):
    return "once" if number == 1 else f"{number:.0f} times"
