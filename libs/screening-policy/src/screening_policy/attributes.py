"""Which attributes of a member an order asks or limits: what a client could put together about somebody."""

from collections.abc import Iterable, Mapping
from typing import Any

from screening_policy.facts import Fact
from screening_policy.personal import AGE, FAMILY, MONEY, SEX
from screening_policy.scene import scene_of
from screening_policy.shape import understood

COARSER = {"age": "age_band", "municipality": "prefecture", "prefecture": "region"}
"""What an attribute can be made into, so that more members share it."""

NAMES: Mapping[str, tuple[str, str]] = {
    "age": ("年齢", "age in years"),
    "age_band": ("年代", "age band"),
    "sex": ("性別", "sex"),
    "municipality": ("市区町村", "municipality"),
    "prefecture": ("都道府県", "prefecture"),
    "region": ("地方", "region"),
    "household_size": ("世帯人数", "household size"),
    "job": ("職業", "job"),
    "industry": ("業種", "industry"),
    "education": ("学歴", "education"),
    "income": ("収入", "income"),
    "family": ("婚姻・子ども", "marital status and children"),
}
"""Every attribute that is listed, in Japanese and English."""

_AGE_BAND = Fact(
    plain=r"\bage (?:group|band|range|bracket)|how old (?:are|r) (?:you|u)|which decade were you born"
    r"|year (?:of birth|you were born|were you born)|birth year|年代(?!物)|年齢(?:層|区分|帯)|何十代"
    r"|(?:生まれ|うまれ)(?:た)?(?:年|の年|た年)|(?:何年|何年頃)(?:の)?(?:生まれ|うまれ)|誕生年"
)
_PREFECTURE = Fact(
    plain=r"(?:which|what) prefecture|prefecture (?:do|are) you|your prefecture|^\W*prefecture\W*$"
    r"|where do you live|(?:where are you|which part of \w+ are you) (?:based|living|from)"
    r"|your (?:home|place of residence|residence)\b|都道府県|居住地|お?住まい(?:は|の(?:地域|場所|県|所))"
    r"|どこに(?:お)?(?:住|すん)|どちらに(?:お)?住|何県",
    not_before=r"の(?:名産|特産|名物|観光)",
)
_REGION = Fact(
    plain=r"(?:which|what) (?:region|part of (?:japan|the country)) (?:do|are) you"
    r"|(?:お住まいの)?地方ブロック"
)
_MUNICIPALITY = Fact(
    plain=r"(?:which|what) (?:city|town|municipality|ward)(?: \w+){0,3} (?:live|based|reside)"
    r"|(?:city|town|municipality) (?:of residence|you live in|where you live)|市区?町村"
    r"|(?:お住まいの|住んでいる)(?:市|区|町|村)"
)
_HOUSEHOLD = Fact(
    plain=r"(?:how many (?:people|persons|members)(?: \w+){0,4} (?:household|home|live with you"
    r"|live in your))"
    r"|household size|size of your household|number of people in your (?:household|home)|do you live alone"
    r"|世帯(?:人数|構成|員数)|(?:同居|家族)(?:の)?人数|何人(?:家族|暮らし|で(?:お)?住)|一人暮らしですか|(?:ご)?家族構成"
)
_JOB = Fact(
    plain=r"(?:what (?:is|'s) )?your (?:job|occupation|profession|employment status)(?! (?:title )?satisf)"
    r"|what do you do for (?:a living|work)|what kind of (?:job|work) do you"
    r"|^\W*(?:occupation|profession|job)\W*$"
    r"|(?:are you|are u) (?:currently )?(?:employed|self-employed|a student|retired|unemployed)"
    r"|(?:ご|御)?職業(?!訓練|病)|(?:お)?仕事は何|職種|雇用形態|就業(?:状況|形態)|会社員ですか|(?:どんな|何の)(?:お)?仕事"
)
_INDUSTRY = Fact(
    plain=r"(?:which|what) (?:industry|sector|line of business) (?:do|are) you"
    r"|your (?:industry|line of business)"
    r"|industry (?:do )?you work in|^\W*industry\W*$|業種|業界(?:は|を教|で(?:お)?(?:働|勤))"
)
_EDUCATION = Fact(
    plain=r"(?:highest|level of) (?:\w+ )?(?:education|qualification|degree)"
    r"|your (?:education|educational background)"
    r"|education level|^\W*education\W*$|最終学歴|学歴(?:は|を|$|\W)|(?:最後に)?卒業(?:した|された)学校の種類"
)
_FACTS: Mapping[str, Fact] = {
    "age": AGE,
    "age_band": _AGE_BAND,
    "sex": SEX,
    "municipality": _MUNICIPALITY,
    "prefecture": _PREFECTURE,
    "region": _REGION,
    "household_size": _HOUSEHOLD,
    "job": _JOB,
    "industry": _INDUSTRY,
    "education": _EDUCATION,
    "income": MONEY,
    "family": FAMILY,
}
_NUMBERED = ("number", "text", "date")


def attributes_of(order: Mapping[str, Any]) -> tuple[str, ...]:
    """The listed attributes that the questions of an order ask a member about, without its audience.

    An age asked with options counts as a band, since nobody lists all years.
    """
    order, _ = understood(order)
    found: set[str] = set()
    for place in scene_of(order, 0).of("question", "hint", "rendered"):
        kind = "" if place.question is None else str(order["questions"][place.question].get("kind"))
        for name, fact in _FACTS.items():
            if fact.in_question(place):
                exact = name != "age" or kind in _NUMBERED
                found.add(name if exact else "age_band")
    return finest(found)


def limits_of(order: Mapping[str, Any]) -> tuple[str, ...]:
    """The listed attributes by which an order limits its audience: who answers it is known to have them."""
    audience = order.get("audience") or {}
    by_age = any(audience.get(name) is not None for name in ("age_min", "age_max"))
    return finest(
        [*(["age_band"] if by_age else []), *(["prefecture"] if audience.get("prefectures") else [])]
    )


def finest(attributes: Iterable[str]) -> tuple[str, ...]:
    """In order, without those that follow from a finer one."""
    found = set(attributes)
    follow = {coarse for fine in found for coarse in _coarser_than(fine)}
    return tuple(name for name in NAMES if name in found - follow)


def _coarser_than(attribute: str) -> set[str]:
    coarse = COARSER.get(attribute)
    return {coarse} | _coarser_than(coarse) if coarse else set()
