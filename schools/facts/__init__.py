"""The fact base: what is known of a school in an academic year, stored once (docs/facts.md)."""
