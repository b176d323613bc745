"""The verifier takes what the platform signs and nothing else."""

from base64 import b64encode

import pytest

from gateway.webhooks import signing
from minijob.webhooks import NotGenuine, sign, verify

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_" + b64encode(b"x" * 32).decode()
ID, TIME, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
"""The test vector of the specification's own libraries."""


def headers(**changes: str) -> dict[str, str]:
    given = {"webhook-id": ID, "webhook-timestamp": str(TIME), "webhook-signature": SIGNATURE}
    return {**given, **{f"webhook-{name}": value for name, value in changes.items()}}


def refused(given: dict[str, str], body: bytes = BODY, now: float = TIME, secret: str = SECRET) -> str:
    with pytest.raises(NotGenuine) as caught:
        verify(secret, given, body, now)
    return caught.value.code


def test_the_vector_of_the_specification_is_genuine_and_made_by_sign() -> None:
    assert verify(SECRET, headers(), BODY, TIME) == ID
    assert verify(SECRET.removeprefix("whsec_"), headers(), BODY, TIME) == ID
    assert sign(SECRET, ID, TIME, BODY) == SIGNATURE


def test_what_the_gateway_signs_with_two_secrets_each_of_them_verifies() -> None:
    pair = [signing.new_secret(), signing.new_secret()]
    signed = signing.headers(pair, ID, TIME, BODY)
    for secret in pair:
        assert verify(signing.shown(secret), signed, BODY, TIME) == ID
    assert refused(signed, secret=OTHER) == "signature-wrong"


def test_either_secret_may_have_signed_while_they_are_rotated() -> None:
    assert verify([OTHER, SECRET], headers(), BODY, TIME) == ID
    assert verify([SECRET, OTHER], headers(signature=sign(OTHER, ID, TIME, BODY)), BODY, TIME) == ID


def test_the_right_signature_may_stand_among_others_and_names_may_be_of_any_case() -> None:
    among = headers(signature=f"v1,AAAA v1a,{SIGNATURE[3:]} v2,x {SIGNATURE}")
    assert verify(SECRET, among, BODY, TIME) == ID
    assert verify(SECRET, {name.title(): value for name, value in headers().items()}, BODY, TIME) == ID


@pytest.mark.parametrize("signature", [
    "v1,", "v1", ",", SIGNATURE[3:], f"v1a,{SIGNATURE[3:]}", f"v2,{SIGNATURE[3:]}", SIGNATURE[:-1],
    SIGNATURE.lower(), f"V1,{SIGNATURE[3:]}", SIGNATURE.replace(",", ", "), "v1,\u00e9\u3042", "v1,\udcff",
])  # fmt: skip
def test_every_other_signature_is_wrong(signature: str) -> None:
    assert refused(headers(signature=signature)) == "signature-wrong"


def test_id_time_and_body_are_all_signed() -> None:
    assert refused(headers(id="msg_other")) == "signature-wrong"
    assert refused(headers(timestamp=str(TIME + 1))) == "signature-wrong"
    assert refused(headers(), BODY + b" ") == "signature-wrong"


@pytest.mark.parametrize("name", ["id", "timestamp", "signature"])
def test_each_header_is_needed(name: str) -> None:
    assert refused(headers(**{name: ""})) == "header-missing"
    given = headers()
    del given[f"webhook-{name}"]
    assert refused(given) == "header-missing"


@pytest.mark.parametrize("timestamp", ["hello", "-1", "1e9", " 1614265330", "1614265330.0", "\u0661\u0662"])
def test_a_time_that_is_no_whole_number_is_malformed(timestamp: str) -> None:
    assert refused(headers(timestamp=timestamp)) == "timestamp-malformed"


def test_five_minutes_are_tolerated_both_ways_and_not_a_second_more() -> None:
    for now in (TIME - 300, TIME + 300):
        assert verify(SECRET, headers(), BODY, now) == ID
    assert refused(headers(), now=TIME + 301) == "too-old"
    assert refused(headers(), now=TIME - 301) == "too-new"
    assert verify(SECRET, headers(), BODY, TIME + 900, tolerance_seconds=900) == ID


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_short", "whsec_***", "whsec_" + "A" * 400])
def test_a_secret_that_is_none_is_an_error_of_the_caller_and_is_not_repeated(secret: str) -> None:
    with pytest.raises(ValueError, match="24 to 64 bytes") as caught:
        verify(secret, headers(), BODY, TIME)
    assert not isinstance(caught.value, NotGenuine)
    assert not secret or secret == "whsec_" or secret not in str(caught.value)


def test_no_secret_at_all_verifies_nothing() -> None:
    with pytest.raises(ValueError, match="at least one"):
        verify([], headers(), BODY, TIME)


def test_a_secret_of_the_gateway_is_new_each_time() -> None:
    made = {signing.shown(signing.new_secret()) for _ in range(100)}
    assert len(made) == 100
    assert all(verify(one, headers(signature=sign(one, ID, TIME, BODY)), BODY, TIME) == ID for one in made)
