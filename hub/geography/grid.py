"""References to the national grid, as maps of Ordnance Survey print them."""

_SQUARE = 100_000
# Squares of 500 km and, in each, of 100 km are lettered row by row from the north-west, without I.
_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"


def grid_reference(easting, northing) -> str:
    """Such as "TL 16000 07000", to the metre; "" for a point that is off the grid."""
    # The grid's zero lies in square SV: two squares of 500 km east and one north of its corner.
    across, up = easting // _SQUARE + 10, northing // _SQUARE + 5
    if not (0 <= across < 25 and 0 <= up < 25):
        return ""
    row = 24 - up
    great = row // 5 * 5 + across // 5
    small = row % 5 * 5 + across % 5
    letters = f"{_LETTERS[great]}{_LETTERS[small]}"
    return f"{letters} {easting % _SQUARE:05d} {northing % _SQUARE:05d}"
