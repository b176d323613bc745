"""An order for a segment: members choose who may say that they are meant, and nothing of it is kept."""

import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from assignment import application
from assignment.application import Candidate, Vouched, Worker
from assignment.domain import Assignment, NotEligible, NotOptedIn, NotVouched
from assignment.settings import AssignmentSettings, AudienceSource
from assignment.vouching import read
from chassis.settings import Settings
from minijob_contracts.orders import Audience, Segment
from tests.assignment.platform import Platform, member
from tests.assignment.world import AT, LEASE_SECONDS, ORDER, World, after, lease, opened, status, submit, task

COFFEE = Audience(segment=Segment(source="shop", name="People who bought coffee this month"))
ANN, BEN = member("ann"), member("ben")
KEY, OTHER_KEY = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
HOUR = 3_600


def jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    return {**json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())), "kid": "1", "alg": "ES256"}


def signed(key: ec.EllipticCurvePrivateKey = KEY, **changes: Any) -> str:
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": "shop",
        "sub": "ann",
        "aud": "minijob",
        "order_id": str(ORDER),
        "answer": "yes",
        "iat": now,
        "exp": now + HOUR,
    }
    given = {name: value for name, value in (claims | changes).items() if value is not None}
    return jwt.encode(given, key, algorithm="ES256", headers={"kid": "1"})


SHOP = AudienceSource(url="https://shop.example/audience", keys=[jwk(KEY)])


# What a token says


def test_a_yes_counts_for_its_member_and_order_until_it_ends() -> None:
    yes = read(signed(), "shop", SHOP, "ann", ORDER)
    assert yes is not None
    assert (yes.source, yes.order_id) == ("shop", ORDER)
    assert read(signed(answer="no"), "shop", SHOP, "ann", ORDER) is None


def test_a_yes_is_valid_for_24_hours_at_the_most() -> None:
    now = int(time.time())
    yes = read(signed(exp=now + 1_000 * HOUR), "shop", SHOP, "ann", ORDER)
    assert yes is not None
    assert yes.until.timestamp() == now + 24 * HOUR


@pytest.mark.parametrize(
    "changes",
    [
        {"key": OTHER_KEY},
        {"sub": "ben"},
        {"order_id": str(UUID(int=1))},
        {"iss": "another"},
        {"aud": "another"},
        {"exp": int(time.time()) - 1},
        {"iat": int(time.time()) + HOUR},
        {"exp": None},
        {"iat": None},
        {"answer": None},
        {"answer": "perhaps"},
    ],
)
def test_what_is_forged_old_or_about_something_else_says_nothing(changes: dict[str, Any]) -> None:
    with pytest.raises((jwt.PyJWTError, ValueError)):
        read(signed(**changes), "shop", SHOP, "ann", ORDER)


def test_a_token_without_a_signature_says_nothing() -> None:
    claims = jwt.decode(signed(), options={"verify_signature": False})
    bare = jwt.encode(claims, "", algorithm="none", headers={"kid": "1"})
    with pytest.raises(jwt.PyJWTError):
        read(bare, "shop", SHOP, "ann", ORDER)


# What decides on a lease


def begin(world: World, row: int = 0, at: Any = AT, **yes: Any) -> Any:
    said = Vouched(**({"source": "shop", "order_id": ORDER, "until": after(HOUR)} | yes))
    worker = Worker("ann", 30, "東京都", vouched=said)
    return world.one(
        application.lease(f"l{row}{at}{yes}", b"", worker, [Candidate(ORDER, task(row))], at, exact=True)
    )


def choose(world: World, opted_in: bool, key: str) -> None:
    world.step(application.choose_source(key, b"", "ann", "shop", opted_in, AT))


def test_nobody_begins_of_whom_the_source_has_not_said_yes() -> None:
    world = opened(tasks=2, audience=COFFEE)
    assert isinstance(world.one(lease("k", "ann", [0], exact=True)), NotVouched)
    assert isinstance(begin(world), NotOptedIn)
    choose(world, True, "in")
    assert status(begin(world)) == 201
    choose(world, False, "out")
    assert isinstance(begin(world, 1), NotOptedIn)


@pytest.mark.parametrize("yes", [{"source": "another"}, {"order_id": UUID(int=1)}, {"until": AT}])
def test_a_yes_of_another_source_of_another_order_or_an_old_one_opens_nothing(yes: dict[str, Any]) -> None:
    world = opened(audience=COFFEE)
    choose(world, True, "in")
    assert isinstance(begin(world, **yes), NotEligible)
    assert not world.of(Assignment.Leased)


def test_who_was_vouched_for_hands_in_late_without_being_asked_about_again() -> None:
    world = opened(audience=COFFEE)
    choose(world, True, "in")
    assert status(begin(world)) == 201
    late = submit("s", "ann", 0, after(LEASE_SECONDS + 60), worker=Worker("ann", 30, "東京都"))
    assert status(world.one(late)) == 200
    assert world.assignment("ann", 0).state == "accepted"


# On the real PostgreSQL, with a source that answers over HTTP


class Source:
    """A partner that says yes of `meant`; `answers` replaces what it says."""

    def __init__(self) -> None:
        self.meant = {"ann"}
        self.asked: list[dict[str, Any]] = []
        self.answer: Callable[[dict[str, Any]], tuple[int, Any]] = self.usual
        source = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                source.asked.append(asked)
                code, body = source.answer(asked)
                raw = json.dumps(body).encode()
                self.send_response(code)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    def usual(self, asked: dict[str, Any]) -> tuple[int, Any]:
        answer = "yes" if asked["member_id"] in self.meant else "no"
        token = signed(sub=asked["member_id"], order_id=asked["order_id"], answer=answer)
        return 200, {"token": token}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/audience"


@pytest.fixture
def source(platform: Platform, settings: Settings) -> Iterator[Source]:
    shop = Source()
    known = {"shop": {"url": shop.url, "keys": [jwk(KEY)]}}
    platform.pretend(
        AssignmentSettings(
            **settings.model_dump(exclude_defaults=True), audience_sources=known, audience_seconds=1.0
        )
    )
    yield shop
    shop.server.shutdown()


def opt(platform: Platform, caller: Any, opted_in: bool = True, source: str = "shop") -> int:
    return platform.put(caller, f"/v1/me/audience-sources/{source}", {"opted_in": opted_in}).status_code


def cards(platform: Platform, caller: Any) -> list[Any]:
    found: list[Any] = platform.get(caller, "/v1/tasks").json()["items"]
    return found


@pytest.mark.servers
def test_a_member_chooses_is_told_the_segment_and_takes_the_task(platform: Platform, source: Source) -> None:
    order_id, _ = platform.open_order(tasks=3, audience=COFFEE)
    assert cards(platform, ANN) == []
    refused = platform.lease(ANN, order_id=order_id)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:minijob:problem:not-opted-in")
    assert source.asked == []
    assert platform.lease(ANN).status_code == 204
    assert opt(platform, ANN) == 200
    [card] = cards(platform, ANN)
    assert card["segment"] == {"source": "shop", "name": "People who bought coffee this month"}
    taken = platform.lease(ANN, key="k", order_id=order_id)
    assert taken.status_code == 201, taken.text
    assert taken.json()["segment"]["source"] == "shop"
    assert platform.lease(ANN, key="k", order_id=order_id).json() == taken.json()
    assert [one["member_id"] for one in source.asked] == ["ann"]
    platform.follow()
    [mine] = platform.get(ANN, "/v1/me/audience-sources").json()
    assert (mine["source"], mine["opted_in"]) == ("shop", True)
    assert [(one["order_id"], one["name"]) for one in mine["segments"]] == [
        (str(order_id), "People who bought coffee this month")
    ]
    assert opt(platform, ANN, opted_in=False) == 200
    assert platform.lease(ANN, order_id=order_id).status_code == 403
    assert len(source.asked) == 1


@pytest.mark.servers
def test_a_no_is_told_to_the_member_and_nothing_of_it_is_kept(platform: Platform, source: Source) -> None:
    order_id, _ = platform.open_order(audience=COFFEE)
    opt(platform, BEN)
    refused = platform.lease(BEN, order_id=order_id)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:minijob:problem:not-vouched")
    with platform.running.engine.connect() as tx:
        stored = tx.exec_driver_sql(
            "SELECT topic FROM events WHERE convert_from(state, 'UTF8') LIKE %(ben)s", {"ben": '%"ben"%'}
        ).scalars()
        assert [topic.partition("@")[0] for topic in stored] == ["AudienceSources.OptedIn"]


@pytest.mark.servers
@pytest.mark.parametrize(
    "answer",
    [
        lambda asked: (500, {}),
        lambda asked: (200, {}),
        lambda asked: (200, []),
        lambda asked: (200, {"token": "no token"}),
        lambda asked: (200, {"token": signed(OTHER_KEY, order_id=asked["order_id"])}),
        lambda asked: (200, {"token": signed()}),
        lambda asked: (302, {}),
        lambda asked: (time.sleep(1.5), (200, {"token": signed(order_id=asked["order_id"])}))[1],
    ],
    ids=["500", "empty", "list", "garbage", "forged", "of another order", "elsewhere", "late"],
)
def test_a_source_that_cannot_be_relied_upon_opens_nothing_and_may_be_asked_again(
    platform: Platform, source: Source, answer: Callable[[dict[str, Any]], tuple[int, Any]]
) -> None:
    order_id, _ = platform.open_order(audience=COFFEE)
    opt(platform, ANN)
    source.answer = answer
    assert platform.lease(ANN, key="k", order_id=order_id).status_code == 503
    source.answer = source.usual
    assert platform.lease(ANN, key="k", order_id=order_id).status_code == 201


@pytest.mark.servers
def test_a_source_that_does_not_exist_cannot_be_chosen(platform: Platform, source: Source) -> None:
    assert opt(platform, ANN, source="nobody") == 404
    assert opt(platform, ANN, opted_in=False, source="nobody") == 200
    assert [one["source"] for one in platform.get(ANN, "/v1/me/audience-sources").json()] == ["shop"]


def test_a_source_is_asked_over_https_alone(settings: Settings) -> None:
    given = settings.model_dump(exclude_defaults=True) | {"minijob_environment": "production"}
    known = {"shop": {"url": "http://shop.example", "keys": [jwk(KEY)]}}
    with pytest.raises(ValueError, match="https alone"):
        AssignmentSettings(**given, audience_sources=known)
