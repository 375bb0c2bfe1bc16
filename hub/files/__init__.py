"""Uploads: checked, re-encoded, stored under names of our own. Nothing is served as it came."""
