"""The engagement tracker: every visit of every school in one table."""
