"""Regional Engagement Plans: what the hub means to reach in a region in a year, and how it goes."""
