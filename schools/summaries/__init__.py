"""The public summary of a school's music development plan (docs/summaries.md)."""
