"""What schools need, across all of them: figures, their lists, and who has told the hub."""
