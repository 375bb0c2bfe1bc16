"""Servers, processes, first set-up, doctor and health: what the portal stands on."""
