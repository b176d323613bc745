"""Counts over the profiles of members, for one audience and several combinations of attributes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection

from assignment.domain import GROWN_UP, TOKYO

_REGIONS = """
北海道: 北海道
東北: 青森県 岩手県 宮城県 秋田県 山形県 福島県
関東: 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県
中部: 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県
近畿: 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県
中国: 鳥取県 島根県 岡山県 広島県 山口県
四国: 徳島県 香川県 愛媛県 高知県
九州: 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県
"""
REGIONS: Mapping[str, str] = {
    prefecture: region
    for region, _, prefectures in (line.partition(": ") for line in _REGIONS.strip().splitlines())
    for prefecture in prefectures.split()
}
_AGE = "(%(year)s - birth_year)"
_VALUES: Mapping[str, str] = {
    "age": _AGE,
    "age_band": f"{_AGE} / 10",
    "sex": "sex",
    "municipality": "NULL",
    "prefecture": "prefecture",
    "region": "(%(regions)s::jsonb ->> prefecture)",
    "household_size": "household_size",
    "job": "job",
    "industry": "industry",
    "education": "education",
    "income": "income",
    "family": "marital_status || CASE WHEN children THEN ' with' ELSE ' without' END",
}
_ELIGIBLE = f"""
FROM profiles_v1 WHERE {_AGE} >= coalesce(%(age_min)s::int, {GROWN_UP})
    AND ({_AGE} >= {GROWN_UP} OR member_id IN (SELECT member_id FROM consents_v1))
    AND (%(age_max)s::int IS NULL OR {_AGE} <= %(age_max)s::int)
    AND (%(prefectures)s::text[] = '{{}}' OR prefecture = ANY (%(prefectures)s::text[]))
"""  # noqa: S608
_SIZES = f"SELECT (SELECT count(*) FROM profiles_v1), (SELECT count(*) {_ELIGIBLE})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Tally:
    """Exact counts. cells: for each combination (members who told all of it, of these in cells below k)."""

    members: int
    eligible: int
    cells: list[tuple[int, int]]


def count_audience(
    tx: Connection,
    audience: Mapping[str, Any],
    combinations: Sequence[Sequence[str]],
    k: int,
    at: datetime,
) -> Tally:
    """Counts members with a profile, those whom an audience means, and how each combination parts them."""
    given = {
        "year": at.astimezone(TOKYO).year,
        "regions": orjson.dumps(REGIONS).decode(),
        "age_min": audience.get("age_min"),
        "age_max": audience.get("age_max"),
        "prefectures": list(audience.get("prefectures") or []),
        "k": k,
    }
    members, eligible = tx.exec_driver_sql(_SIZES, given).one()
    return Tally(members, eligible, [_cells(tx, one, given) for one in combinations])


def _cells(tx: Connection, combination: Sequence[str], given: Mapping[str, Any]) -> tuple[int, int]:
    values = ", ".join(f"({_VALUES[name]})::text" for name in combination)
    statement = f"""
        SELECT coalesce(sum(members), 0)::bigint,
            coalesce(sum(members) FILTER (WHERE members < %(k)s), 0)::bigint
        FROM (
            SELECT count(*) AS members FROM (SELECT ARRAY[{values}]::text[] AS cell {_ELIGIBLE}) AS eligible
            WHERE array_position(cell, NULL) IS NULL GROUP BY cell
        ) AS cells
    """  # noqa: S608
    row = tx.exec_driver_sql(statement, dict(given)).one()
    return int(row[0]), int(row[1])
