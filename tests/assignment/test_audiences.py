"""Profiles are kept outside the events, and counted so that nobody can be seen."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from assignment import application, views
from assignment.application.audiences import small_percent
from minijob_contracts.audiences import AudienceCounted
from minijob_contracts.screenings import AudienceAsked, CountedAudience
from tests.assignment.platform import CLIENT, Platform, member

pytestmark = pytest.mark.servers
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PROFILE = "/v1/me/profile"
FULL = {
    "sex": "female",
    "household_size": 2,
    "job": "employee",
    "industry": "trade",
    "education": "university",
    "income": "4m_6m",
    "marital_status": "married",
    "children": False,
}


def tell(platform: Platform, who: Any, key: str | None = None, **profile: Any) -> Any:
    return platform.put(who, PROFILE, profile, key)


def people(platform: Platform, count: int, **columns: Any) -> None:
    """Members whose profiles are told alike, put where they are kept."""
    rows = {"birth_year": 1990, "prefecture": "東京都", "sex": "female", "job": "employee", **columns}
    names = ", ".join(["member_id", *rows])
    values = ", ".join(f"%({name})s" for name in ["member_id", *rows])
    with platform.running.engine.begin() as tx:
        for _ in range(count):
            tx.exec_driver_sql(
                f"INSERT INTO profiles_v1 ({names}) VALUES ({values})",
                {"member_id": uuid4().hex, **rows},
            )


def count(platform: Platform, *combinations: list[str], **audience: Any) -> AudienceCounted:
    """What is said when order-screening asks."""
    asked = AudienceAsked(
        order_id=uuid4(),
        version=1,
        client_id="c-1",
        attempt=1,
        audience=CountedAudience(**audience),
        combinations=list(combinations),
    )
    platform.tell(asked)
    while platform.running.jobs.turn():
        pass
    said = [one for one in platform.said() if isinstance(one, AudienceCounted)]
    (found,) = [one for one in said if one.order_id == asked.order_id]
    return found


def size(platform: Platform, **audience: Any) -> Any:
    return platform.post(CLIENT, "/v1/orders/audience", audience)


def test_a_client_is_told_the_size_of_an_audience_in_whole_hundreds(platform: Platform) -> None:
    people(platform, 250)
    people(platform, 99, birth_year=1950, prefecture="沖縄県")
    assert size(platform).json() == {"members": 300}
    assert size(platform, prefectures=["東京都"], age_max=50).json() == {"members": 200}
    assert size(platform, prefectures=["沖縄県"]).json() == {"members": "under 100"}
    assert size(platform, age_min=60, age_max=50).json() == {"members": "under 100"}
    with platform.running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == 0


def test_the_size_of_an_audience_stays_what_it_was_for_a_minute(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks again and again must not see a single member come."""
    people(platform, 199)
    for seconds, members in ((0, 100), (59, 100), (60, 200)):
        at = AT + timedelta(seconds=seconds)
        monkeypatch.setattr("assignment.api.audience.now", lambda at=at: at)
        assert size(platform).json() == {"members": members}
        people(platform, 1)


@pytest.mark.parametrize(
    ("audience", "where"),
    [({"age_min": "20"}, "age_min"), ({"prefectures": ["Tokyo"]}, "prefectures"), ({"sex": "female"}, "sex")],
)
def test_an_audience_that_cannot_be_enforced_has_no_size(
    platform: Platform, audience: dict[str, Any], where: str
) -> None:
    refused = size(platform, **audience)
    assert refused.status_code == 422
    assert [one["where"] for one in refused.json()["errors"]] == [where]


def test_a_member_tells_changes_and_erases_a_profile(platform: Platform) -> None:
    ann = member("ann", age=34)
    assert set(platform.get(ann, PROFILE).json().values()) == {None}
    told = tell(platform, ann, **FULL)
    assert told.status_code == 200
    assert (
        told.json() == platform.get(ann, PROFILE).json() == {**FULL, "age_band": 30, "prefecture": "東京都"}
    )
    assert tell(platform, ann, sex="other").json()["job"] is None
    assert platform.delete(ann, PROFILE).status_code == 204
    assert set(platform.get(ann, PROFILE).json().values()) == {None}
    with platform.running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == 0
        kept = tx.exec_driver_sql("SELECT string_agg(key || outcome, '') FROM inbox").scalar_one()
    assert "other" not in kept


def test_what_one_id_vouches_for_goes_before_what_is_typed(platform: Platform) -> None:
    told = tell(platform, member("ann", age=None, prefecture="東京都"), prefecture="大阪府").json()
    assert (told["age_band"], told["prefecture"]) == (None, "東京都")
    assert (
        tell(platform, member("ben", prefecture=None), prefecture="大阪府").json()["prefecture"] == "大阪府"
    )


@pytest.mark.parametrize(
    ("profile", "where"),
    [
        ({"sex": "x"}, "sex"),
        ({"household_size": 0}, "household_size"),
        ({"prefecture": "Atlantis"}, "prefecture"),
        ({"age": 30}, "age"),
        ({"children": "yes"}, "children"),
    ],
)
def test_a_profile_of_another_kind_is_refused_with_its_field(
    platform: Platform, profile: dict[str, Any], where: str
) -> None:
    answer = tell(platform, member("ann"), **profile)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, where)


def test_a_repeated_request_is_the_first_one_and_another_under_its_key_is_refused(platform: Platform) -> None:
    ann = member("ann")
    assert [tell(platform, ann, "k", sex="male").status_code for _ in range(2)] == [200, 200]
    assert tell(platform, ann, "k", sex="female").status_code == 409
    assert platform.get(ann, PROFILE).json()["sex"] == "male"
    assert platform.get(CLIENT, PROFILE).status_code == 403


def test_an_audience_is_counted_rounded_and_no_cell_is_told(platform: Platform) -> None:
    people(platform, 150)
    people(platform, 40, job="student")
    people(platform, 10, job="retired", prefecture="大阪府")
    found = count(platform, ["prefecture", "job"], ["job"], ["prefecture"], [])
    assert (found.is_census, found.eligible, found.reaches_k) == (True, 200, True)
    assert [one.small_percent for one in found.cells] == [5, 5, 5, 0]
    assert "150" not in found.model_dump_json(exclude={"order_id"})


def test_a_share_is_rounded_up_so_that_the_rule_is_never_weaker(platform: Platform) -> None:
    people(platform, 180)
    people(platform, 10, job="retired")
    assert count(platform, ["job"]).cells[0].small_percent == 6
    assert small_percent(100, 100, 0) == 0
    assert small_percent(0, 0, 0) is None


def test_only_those_whom_an_audience_means_are_counted(platform: Platform) -> None:
    people(platform, 130)
    people(platform, 19, prefecture="大阪府")
    people(platform, 30, birth_year=1950)
    people(platform, 30, birth_year=2012)
    people(platform, 30, birth_year=None)
    assert count(platform, []).eligible == 100
    osaka = count(platform, [], prefectures=["大阪府"])
    assert (osaka.eligible, osaka.reaches_k, osaka.cells[0].small_percent) == (0, False, 100)
    assert count(platform, [], age_min=60).reaches_k
    assert not count(platform, [], age_max=30).reaches_k


def test_what_too_few_have_told_cannot_be_counted(platform: Platform) -> None:
    people(platform, 100)
    people(platform, 60, income="4m_6m")
    found = count(platform, ["income"], ["municipality"], ["job"])
    assert [one.small_percent for one in found.cells] == [None, None, 0]


@pytest.mark.parametrize("name", ["age", "age_band", "sex", "prefecture", "region", "household_size", "job"])
def test_each_attribute_parts_members(platform: Platform, name: str) -> None:
    people(platform, 95, household_size=1)
    different = {"birth_year": 1960, "prefecture": "大阪府", "sex": "male", "job": "other"}
    people(platform, 5, household_size=2, **different)
    assert count(platform, [name]).cells[0].small_percent == 5


def test_each_attribute_that_is_told_parts_members(platform: Platform) -> None:
    told = {"industry": "trade", "education": "high", "income": "4m_6m", "marital_status": "single"}
    people(platform, 95, **told, children=False)
    others = {"industry": "health", "education": "university", "income": "6m_8m", "marital_status": "married"}
    people(platform, 5, **others, children=True)
    found = count(platform, ["industry"], ["education"], ["income"], ["family"])
    assert [one.small_percent for one in found.cells] == [5, 5, 5, 5]


def test_a_handful_of_profiles_is_no_census(platform: Platform) -> None:
    people(platform, 99)
    assert not count(platform, []).is_census


def test_a_request_that_is_heard_twice_is_counted_once(platform: Platform) -> None:
    people(platform, 100)
    said = count(platform, [])
    again = AudienceAsked(
        order_id=said.order_id,
        version=1,
        client_id="c-1",
        attempt=1,
        audience=CountedAudience(),
        combinations=[[]],
    )
    platform.tell(again)
    while platform.running.jobs.turn():
        pass
    assert len([one for one in platform.said() if isinstance(one, AudienceCounted)]) == 1


def test_every_prefecture_has_a_region() -> None:
    assert len(views.REGIONS) == 47
    assert len(set(views.REGIONS.values())) == 8
    assert application.COUNT == "count_audience"
