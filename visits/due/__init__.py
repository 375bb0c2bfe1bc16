"""Who is due for a visit and why: the list, its map, and schools near by that are due too."""
