"""Hides small counts in what leaves the hub, and what would give them away (security.md, T30).

A row shares the schools of a group out: its cells add up to a total that everybody may know. With
one cell hidden, the total and the others would tell it; so would the same column of other groups.
So further cells are hidden until neither does.
"""

from schools.small_numbers import is_few, least_told


def hidden_cells(rows, *, total=None, shares_out=True, least=None):
    """Which cells are hidden: ({(row, column)}, {columns of the total}).

    ``rows``: lists of counts, all of one length. ``total``: the row that they add up to, when it is
    told beside them. ``shares_out``: each row adds up to a number that everybody may know. None at
    all is told, unless it has to stand in for another. ``least``: the smallest count that is told.
    """
    least = least_told() if least is None else least
    of_row = _of_row if shares_out else _small
    of_total = of_row(total, set(), least) if total else set()
    hidden = {(n, column) for n, row in enumerate(rows) for column in of_row(row, set(), least)}
    while True:
        more = _of_columns(rows, hidden, of_total, least) if total else set(hidden)
        for n, row in enumerate(rows):
            own = {column for at, column in more if at == n}
            more |= {(n, column) for column in of_row(row, own, least)}
        if more == hidden:
            return hidden, of_total
        hidden = more


def _small(row, hidden, least):
    return hidden | {column for column, number in enumerate(row) if is_few(number, least)}


def _of_row(row, hidden, least):
    """The columns of a row that are hidden, so that none of them follows from the others."""
    return _widened(row, _small(row, hidden, least), least)


def _of_columns(rows, hidden, of_total, least):
    """The same down each column whose total is told."""
    more = set(hidden)
    for column in range(len(rows[0]) if rows else 0):
        if column not in of_total:
            own = {n for n, at in hidden if at == column}
            more |= {(n, column) for n in _widened([row[column] for row in rows], own, least)}
    return more


def _widened(numbers, hidden, least):
    """Hide further places until the hidden numbers no longer follow from their sum."""
    hidden = set(hidden)
    while hidden and _follows([numbers[place] for place in hidden], least):
        left = [place for place in range(len(numbers)) if place not in hidden]
        if not left:
            break
        # The smallest that says something; none at all only where nothing else is left.
        hidden.add(min(left, key=lambda place: (numbers[place] == 0, numbers[place], place)))
    return hidden


def _follows(numbers, least):
    """Can hidden numbers be told from their sum? One alone can, and several of a small sum; so can
    small ones, which are known to be small, when they are all as small or as large as that allows.
    """
    if len(numbers) == 1 or is_few(sum(numbers), least):
        return True
    extremes = (len(numbers), len(numbers) * (least - 1))
    return all(is_few(number, least) for number in numbers) and sum(numbers) in extremes
