"""A member of 16, from the screening of an order to the points, over the public API."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.system.parties import ORDER, Api, Parties, open_order, until

DRINK = {**ORDER["questions"][0], "text": "Is this word the name of a drink? {word}"}


def begin(member: Api, order_id: str) -> Any:
    return member.ask("POST", "/v1/assignments", json={"order_id": order_id})


def test_a_consent_opens_what_screening_finds_nothing_against_and_no_typed_in_age_the_rest(
    api: Parties,
) -> None:
    client, operator = api("client"), api("operator")
    plain = open_order(client, operator, ["Red", "Chair"])
    adults = api("client")
    gated = {"instructions": "20歳未満の方はご回答いただけません。", "questions": [DRINK]}
    behind_words = open_order(adults, operator, ["Tea", "Chair"], **gated)
    kai, mei, nineteen = api("member", age=16), api("member", age=45), api("member", age=19)

    assert begin(kai, plain).json()["type"] == "urn:minijob:problem:consent-missing"
    consent = {"guardian_id": mei.id, "channel": "video"}
    given = operator.ask("POST", f"/v1/members/{kai.id}/guardian-consent", json=consent)
    assert given.status_code == 201, given.text

    is_day = 5 <= datetime.now(ZoneInfo("Asia/Tokyo")).hour < 22
    taken = begin(kai, plain)
    assert taken.status_code == (201 if is_day else 409), taken.text
    if is_day:
        path = f"/v1/assignments/{taken.json()['assignment_id']}/submission"
        assert kai.ask("POST", path, json={"answers": {"q1": "yes"}}).json()["points"] == 10
        until(lambda: kai.ask("GET", "/v1/me/points").json()["available"] == 10)
        assert begin(kai, behind_words).json()["type"] == "urn:minijob:problem:not-eligible"
    assert begin(nineteen, behind_words).json()["type"] == "urn:minijob:problem:not-eligible"
    assert begin(mei, behind_words).status_code == 201

    revoke = f"/v1/members/{kai.id}/guardian-consent/revoke"
    assert mei.ask("POST", revoke, json={"channel": "one_id"}).status_code == 204
    assert begin(kai, plain).json()["type"] == "urn:minijob:problem:consent-missing"
