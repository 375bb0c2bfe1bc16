"""Figures of visits against the year's target: the dashboard and its report."""
