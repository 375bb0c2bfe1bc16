"""Whatever is sent to whatever address, in path, query, form, header or JSON: never a 5xx.

The walk takes the addresses from the URLconf and the fields from the pages, so what is added to the
portal is tried here without being named.
"""

from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.accounts.choices import Role
from tests.factories.accounts import make_user
from tests.hub.routes import arguments, fill, forms, routes

HOSTILE = {
    "NUL": b"a\0b",
    "no UTF-8": b"caf\xe9",
    "lone surrogate": b"\xed\xa0\x80",
    "newline": b"x\r\nSet-Cookie: a=b",
    "huge number": b"9" * 400,
    "beyond bigint": b"9223372036854775808",
    "beyond int to text": b"9" * 5000,
    "negative": b"-1",
    "other figures": "\u0661\u0662\u0663".encode(),
    "infinity": b"1e999",
    "SQL": b"' OR 1=1 --",
    "markup": b"<script>alert(1)</script>{{ 7|add:1 }}",
    "traversal": b"../../../etc/passwd",
    "lookup": b"user__password__startswith",
    "long": b"x" * 9000,
    "right to left": "\u202ecod.exe\u0000".encode()[:-1],
    "violin": "\U0001f3bb".encode(),
    "empty": b"",
}
#: What is refused before any view is asked; the others have to be borne.
REFUSED = {"NUL", "no UTF-8", "lone surrogate"}
PASSED = [raw for name, raw in HOSTILE.items() if name not in REFUSED]
TURNS = range(4)
FORM = "application/x-www-form-urlencoded"
each_hostile = pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
#: Keys that lists, searches and redirects read, or might.
KEYS = ["page", "sort", "q", "next", "cursor", "page_size", "format", "school", "status", "area"]


@pytest.fixture
def client(db):
    """Errors of views become answers, as in production."""
    return Client(raise_request_exception=False)


def fives(answers):
    """{address: status} of what answered 5xx."""
    return {address: status for address, status in answers.items() if status >= 500}


def status_of(response):
    """The status; a streamed answer is read to its end, for it can fail on the way."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


@each_hostile
def test_in_the_path(client, manager, raw):
    client.force_login(manager)
    value = quote_from_bytes(raw, safe="") or "%20"
    paths = [fill(route, value) for route in routes() if arguments(route)]
    assert fives({path[:200]: status_of(client.get(path)) for path in paths}) == {}


def dealt(names, turn):
    """ "name=value&…": every name another oddity, and in each turn another one than before.

    Only those that are let through: one NUL would have the rest refused unseen.
    """
    pairs = (
        f"{quote(name)}={quote_from_bytes(PASSED[(place + 5 * turn) % len(PASSED)])}"
        for place, name in enumerate(names)
    )
    return "&".join(pairs)


def test_in_the_query(client, manager):
    client.force_login(manager)
    answers = {}
    for path in map(fill, routes()):
        names = {name for _, _, fields in forms(client.get(path)) for name in fields}
        for turn in TURNS:
            query = dealt([*KEYS, *sorted(names - {*KEYS}), "x__y", ""], turn)
            answers[f"{path} {turn}"] = status_of(client.get(f"{path}?{query}"))
    assert fives(answers) == {}


def test_in_a_form(client, manager):
    answers = {}
    for path in map(fill, routes()):
        client.force_login(manager)  # one of the forms signs out
        names = {
            name
            for method, action, fields in forms(client.get(path))
            if method == "post" and action in ("", path)
            for name in fields
        }
        # Without a field, what is sent is nothing each time.
        for turn in TURNS if names else TURNS[:1]:
            client.force_login(manager)
            response = client.post(path, dealt(sorted(names), turn), FORM)
            answers[f"{path} {turn}"] = status_of(response)
    assert fives(answers) == {}


@each_hostile
def test_in_an_uploaded_form(client, manager, raw):
    """The same as multipart, with a hostile field name and file name."""
    client.force_login(manager)
    body = b"".join(
        [
            b'--edge\r\nContent-Disposition: form-data; name="name"\r\n\r\n' + raw + b"\r\n",
            b'--edge\r\nContent-Disposition: form-data; name="' + raw + b'"\r\n\r\nx\r\n',
            b'--edge\r\nContent-Disposition: form-data; name="file"; filename="' + raw + b'"',
            b"\r\nContent-Type: text/plain\r\n\r\nx\r\n--edge--\r\n",
        ]
    )
    paths = ["/accounts/details/", "/about/contact/edit/", "/accounts/login/", "/"]
    sent = {
        path: client.generic("POST", path, body, "multipart/form-data; boundary=edge").status_code
        for path in paths
    }
    assert fives(sent) == {}


@pytest.mark.parametrize("role", Role.values)
def test_as_every_role(client, db, role):
    """Every address, with all the oddities in the query at once."""
    client.force_login(make_user(role))
    query = urlencode(dict.fromkeys(KEYS, f"9{'9' * 20} ' <b>") | {"x__y": "1", "": ""})
    answers = {path: status_of(client.get(f"{path}?{query}")) for path in map(fill, routes())}
    assert fives(answers) == {}


HEADERS = [
    *("Accept", "Accept-Language", "Authorization", "Cookie", "Host", "If-Modified-Since"),
    *("If-None-Match", "Origin", "Range", "Referer", "User-Agent", "X-CSRFToken"),
    *("X-Forwarded-For", "X-Forwarded-Proto", "X-HTTP-Method-Override", "Content-Type"),
]


@each_hostile
def test_in_a_header(client, carer, raw):
    client.force_login(carer)
    value, answers = raw.decode("iso-8859-1"), {}
    for header in HEADERS:
        sent = {header: value}
        answers[f"{header} page"] = client.get("/accounts/", headers=sent).status_code
        answers[f"{header} API"] = client.get("/api/v1/me", headers=sent).status_code
        answers[f"{header} form"] = client.post("/", {"a": "b"}, headers=sent).status_code
    assert fives(answers) == {}


@pytest.mark.parametrize("cookie", ['"a\\000bcdefgh"', "x" * 5000, "ä" * 32, "' OR 1=1 --", ";;=;"])
def test_in_the_session_cookie(client, db, cookie):
    response = client.get("/home/", headers={"cookie": f"sessionid={cookie}; csrftoken={cookie}"})
    assert response.status_code in (302, 400)


@pytest.mark.parametrize("length", ["abc", "-1", "1e3", "\u0661"])
def test_a_length_that_is_no_number_is_refused(client, db, length):
    kind = "application/x-www-form-urlencoded"
    response = client.post("/accounts/login/", "a=1", content_type=kind, CONTENT_LENGTH=length)
    assert response.status_code == 400


@pytest.mark.parametrize("charset", ["hex", "utf-16", "zlib", "nonsense", "iso-8859-1"])
def test_another_charset_is_refused(client, db, charset):
    kinds = [FORM, "multipart/form-data; boundary=edge"]
    answers = {
        kind: client.generic("POST", "/accounts/login/", b"login=a", f"{kind}; charset={charset}")
        for kind in kinds
    }
    assert {kind: response.status_code for kind, response in answers.items()} == dict.fromkeys(
        kinds, 400
    )


BODIES = [
    *(b"", b"{", b"[]", b"null", b"NaN", b'"x"', b"\xff\xfe", b'{"name": "a\\u0000b"}'),
    *(b'{"name": "\\ud800"}', b'{"name": 1e999}', b'{"name": {"a": []}}', b"[" * 100_000),
    b'{"name": ' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_as_json_to_the_api(client, manager, method):
    client.force_login(manager)
    answers = {}
    for route in routes():
        if route.startswith("api/"):
            for body in BODIES:
                response = getattr(client, method)(fill(route), body, "application/json")
                answers[f"{fill(route)} {body[:30]}"] = status_of(response)
    assert fives(answers) == {}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.binary(max_size=40), query=st.binary(max_size=60))
def test_any_bytes_at_all(client, path, query):
    address = f"/{quote_from_bytes(path)}?{quote_from_bytes(query, safe='=&%+')}"
    assert client.get(address).status_code < 500


@pytest.mark.parametrize("name", sorted(REFUSED))
@pytest.mark.parametrize("where", ["path", "query", "form"])
def test_what_no_browser_sends_is_400_in_our_design(client, db, name, where):
    raw = quote_from_bytes(HOSTILE[name])
    response = {
        "path": lambda: client.get(f"/about/{raw}/"),
        "query": lambda: client.get(f"/?q={raw}"),
        "form": lambda: client.post("/accounts/login/", f"login={raw}", FORM),
    }[where]()
    assert response.status_code == 400
    assert "<h1>We could not read that</h1>" in response.content.decode()


@pytest.mark.parametrize(
    "word", ["caf\u00e9", "\U0001f3bb", "\u0645\u0648\u0633\u064a\u0642\u0649"]
)
def test_a_path_in_any_script_is_just_not_found(client, db, word):
    assert client.get(f"/{quote(word)}/").status_code == 404


def test_a_number_beyond_every_row_is_no_such_page(client, manager):
    client.force_login(manager)
    version = "/about/contact/versions/99999999999999999999999/"
    assert client.get(version).status_code == 404
