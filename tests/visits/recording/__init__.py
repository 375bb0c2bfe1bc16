"""Records of visits and their reports."""
