"""School music development plans: builder, states, publishing, review (docs/plans.md)."""
