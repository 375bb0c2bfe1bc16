"""What came back from a form that was sent."""


def errors(answer):
    """{field: its first sentence}, of a form that came back."""
    assert answer.status_code == 422
    return {name: found[0] for name, found in answer.context["form"].errors.items()}
