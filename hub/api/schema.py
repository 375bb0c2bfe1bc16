"""What drf-spectacular cannot see by itself: how callers are known, and how errors look."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension

PROBLEM = {
    "type": "object",
    "description": "Problem details, RFC 9457.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"description": "By field, what is wrong with what was sent."},
    },
}
ERRORS = {
    "400": "What was sent cannot be read or accepted.",
    "401": "Nobody is signed in, or the token is not valid any more.",
    "403": "The right, the token's scope or the second factor is missing.",
    "404": "There is nothing here that you may know of.",
    "405": "This address does not answer to this method.",
    "406": "The API answers in JSON.",
    "413": "The body is too large.",
    "415": "The API reads JSON.",
    "429": "Too many requests: the header Retry-After says how many seconds to wait.",
    "500": "A fault of the portal, which has been noted.",
}


class TokenScheme(OpenApiAuthenticationExtension):
    """Personal tokens."""

    target_class = "hub.api.authentication.TokenAuthentication"
    name = "personalToken"

    def get_security_definition(self, auto_schema):
        """OpenAPI's words for it."""
        return {"type": "http", "scheme": "bearer", "description": "A personal token."}


def describe_problems(result, generator, request, public):
    """Every operation can answer with each of our problems, in the one shape they have."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {
        f"Problem{status}": {"description": description, "content": content}
        for status, description in ERRORS.items()
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            for status in ERRORS:
                operation["responses"].setdefault(
                    status, {"$ref": f"#/components/responses/Problem{status}"}
                )
    return result
