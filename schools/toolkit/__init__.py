"""The toolkit for development plans: pages to start from, which the hub's editors change.

``toolkit/*.md`` are the texts of the first day; the migration 0018 makes pages of them.
"""

#: {slug of the page: its title}, in the order in which a school goes through them.
STEPS = {
    "toolkit-where-to-start": "Where to start",
    "toolkit-why-music": "Why music?",
    "toolkit-vision": "Your vision",
    "toolkit-curriculum": "Looking at your curriculum",
    "toolkit-beyond-lessons": "Beyond lesson time",
    "toolkit-staff": "Staff skills and confidence",
    "toolkit-resources": "Resources and budget",
    "toolkit-writing": "Writing the plan",
    "toolkit-publishing": "Publishing the summary",
    "toolkit-reviewing": "Reviewing it",
}
INDEX = {"toolkit": "Music development toolkit"}
EXAMPLES = {
    "plan-example-primary": "Example summary: a small rural primary school",
    "plan-example-secondary": "Example summary: a large secondary school",
    "plan-example-special": "Example summary: a special school",
}
#: Which step helps with which section of the builder.
_FOR_SECTION = {
    "objective": "toolkit-vision",
    "instrumental": "toolkit-curriculum",
    "implementation": "toolkit-staff",
    "communication": "toolkit-why-music",
    "evaluation": "toolkit-reviewing",
    "transition": "toolkit-beyond-lessons",
    "premium": "toolkit-beyond-lessons",
    "actions": "toolkit-writing",
    "budget": "toolkit-resources",
    "overview": "toolkit-publishing",
    "part-a": "toolkit-curriculum",
    "part-b": "toolkit-beyond-lessons",
    "part-c": "toolkit-beyond-lessons",
    "future": "toolkit-vision",
    "further": "toolkit-publishing",
}


def step_for(section) -> tuple[str, str] | None:
    """(slug, title) of the page that helps with a section of the builder; None without one."""
    slug = _FOR_SECTION.get(section)
    return (slug, STEPS[slug]) if slug else None


def example_for(phase) -> tuple[str, str]:
    """(slug, title) of the example that is nearest to a school of this phase."""
    kind = {"secondary": "secondary", "post-16": "secondary", "all-through": "secondary"}
    slug = f"plan-example-{'special' if phase == 'special' else kind.get(phase, 'primary')}"
    return slug, EXAMPLES[slug]
