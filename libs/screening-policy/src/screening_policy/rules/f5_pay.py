"""F5: pay below the floor, none after an exit, or hanging on what a member is, thinks or has."""

import math
from collections.abc import Iterator
from dataclasses import replace
from re import Pattern

from screening_policy.around.pay import PAY, UNPAID_EXITS
from screening_policy.asking import phrases_in
from screening_policy.clues import or_around, told_around
from screening_policy.patterns import compiled
from screening_policy.pay import (
    BY_TRAIT,
    DEPENDS,
    EXIT,
    NOTHING,
    OPTION_PAY,
    STEMS,
    THANKS_ONLY,
    UNPAID,
)
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Kind, Scene, is_japanese
from screening_policy.soliciting import offered_in

_PAID = (
    "対象外となった方にも、そこまでの時間に応じて2ポイント以上を支払います。",
    "If you are screened out, you are still paid for the time until then, at least 2 points.",
)
_LEVEL = compiled(
    r"level|れべる|quality|accura\w+|品質|正確|正答|number of (?:answers|tasks)|件数|回答数|時間"
    r"|minutes|length"
)


_SAME = compiled(
    r"同じ(?:です|で|$|[)。])|変わりません|(?:その|まで)の?(?:分|時間)[^。!?\n]{0,12}支払(?:い|いた)し?ます"
    r"|same (?:points|pay|reward)"
)
_ENDS = compiled(
    r"(?:ここ|そこ|これ|途中|調査|あんけーと)(?:で|は|が)?(?:終了|終わり|おわり)|調査終了|対象外|ここまで"
    r"|\b(?:screened out|not qualify|n't qualify|ends? here|may leave|leaves? here|survey ends"
    r"|survey closes)\b"
)


def find(scene: Scene) -> Iterator[Hit]:
    """The reward against the floor, then what title, instructions, questions and options say of pay."""
    yield from _below_floor(scene)
    exits = []
    for hit in _told(scene, EXIT):
        first, last = hit.place.sentence(hit.start, hit.end)
        sentence = hit.place.reading.text[first:last]
        first += len(sentence) - len(sentence.lstrip())
        exits.append((hit.place, first, last))
        yield replace(
            hit, verdict="fix", mend=_PAID[0 if is_japanese([sentence]) else 1], mended=(first, last)
        )
    for hit in _told(scene, UNPAID):
        if not any(hit.place is place for place, _, _ in exits):
            text = hit.place.reading.text
            paid = _PAID[0 if is_japanese([text]) else 1]
            exits.append((hit.place, hit.start, hit.end))
            yield replace(hit, verdict="fix", mend=paid, mended=_whole(hit))
    for hit in () if exits else told_around(scene, *UNPAID_EXITS):
        exits.append((hit.place, hit.start, hit.end))
        paid = _PAID[0 if is_japanese([hit.place.text]) else 1]
        yield replace(hit, verdict="fix", mend=paid, mended=_whole(hit))
    exiting = {place.where for place, _, _ in exits}
    by_trait = or_around(scene, offered_in(scene, *BY_TRAIT), *PAY)
    yield from (hit for hit in by_trait if not exiting)
    for place in scene.of("option"):
        if not place.search(_ENDS) and (match := OPTION_PAY.search(place.reading.text)):
            yield Hit(place, *match.span())
    for phrase in (DEPENDS, NOTHING, THANKS_ONLY):
        for hit in _told(scene, phrase):
            text = hit.place.reading.text[hit.start : hit.end]
            inside = any(hit.place is place and first <= hit.start < last for place, first, last in exits)
            if inside or _LEVEL.search(text):
                continue
            first, last = _whole(hit)
            sentence = hit.place.reading.text[first:last]
            if _SAME.search(sentence):
                continue
            if _ENDS.search(sentence):
                paid = _PAID[0 if is_japanese([sentence]) else 1]
                hit = replace(hit, verdict="fix", mend=paid, mended=(first, last))
            yield hit


def _whole(hit: Hit) -> tuple[int, int]:
    """The sentences that a hit touches, without the space before them."""
    text = hit.place.reading.text
    first, last = hit.place.sentence(hit.start, hit.end)
    return first + len(text[first:last]) - len(text[first:last].lstrip()), last


def _told(scene: Scene, phrase: Pattern[str]) -> Iterator[Hit]:
    """Where the phrase tells of this work's pay; a question that only asks about pay does not."""
    for hit in phrases_in(scene, phrase, *_TOLD, stems=STEMS):
        first, last = hit.place.sentence(hit.start, hit.end)
        sentence = hit.place.reading.text[first:last]
        is_question = hit.place.kind in ("question", "rendered") and _ASKS.search(sentence)
        if not is_question or _CONSENT.search(sentence):
            yield hit


def _below_floor(scene: Scene) -> Iterator[Hit]:
    reward, minutes = scene.order.get("reward_points"), scene.order.get("estimated_minutes")
    for place in scene.of("reward"):
        whole = (0, len(place.text))
        if isinstance(reward, int | float) and reward <= 0:
            yield Hit(place, *whole)
        elif isinstance(reward, int | float) and isinstance(minutes, int | float):
            needed = math.ceil(scene.floor * minutes)
            if reward < needed:
                reason = tuple(told.format(floor=scene.floor, needed=needed) for told in _FLOOR)
                yield Hit(place, *whole, verdict="fix", mend=str(needed), reason=(reason[0], reason[1]))


_TOLD: tuple[Kind, ...] = ("title", "instructions", "question", "option", "hint", "cell", "rendered")
_ASKS = compiled(r"\?|か[。\s]*$")
_CONSENT = compiled(
    r"同意(?:し|いただ|でき)|了承|承諾|よろしいです|構いませんか|\bok(?:ay)?\b"
    r"|do you (?:accept|understand|consent|agree to)|agreed?\s?\?|is that (?:fine|ok|alright)"
)
_FLOOR = (
    "報酬が最低水準（見積もり1分あたり{floor}ポイント）を下回っています。{needed}ポイント以上が必要です。",
    "The reward is below the floor of {floor} points an estimated minute; at least {needed} points are "
    "needed.",
)


def _order(text: str, **order: object) -> dict[str, object]:
    return {"instructions": text, **order}


RULE = Rule(
    id="F5",
    verdict="refuse",
    reason=(
        "報酬を本人の属性や考え・回答内容によって変えること、経験などを報酬の代わりにすることはできませ"
        "ん。対象外となった人にも時間分の報酬が必要です。",
        "Pay may not depend on what a member is, thinks or has, nor be experience or nothing; time unti"
        "l an exit is paid.",
    ),
    find=find,
    found=(
        {"reward_points": 3, "estimated_minutes": 1},
        {"reward_points": 10, "estimated_minutes": 2.5},
        {"reward_points": 0, "estimated_minutes": 1},
        _order("対象外の方には報酬をお支払いできません。"),
        _order("条件に合わない場合、ポイントは付与されません。質問は1つです。"),
        _order("スクリーニング落ちの方は報酬なしです。"),
        _order("If you do not qualify, you will not be paid."),
        _order("There is no payment if you are screened out."),
        _order("Participants who don't qualify receive no reward."),
        _order("回答内容によって報酬が変わります。"),
        _order("「満足」と答えた方にだけボーナスポイントを差し上げます。"),
        _order("女性の方にのみポイントをお支払いします。"),
        _order("報酬は年収に応じて決まります。"),
        _order("ﾎﾟｲﾝﾄは評価次第です。"),
        _order("Payment depends on your answers."),
        _order("Only women are paid."),
        _order("You get a bonus if you answer yes. The bonus is 10 points."),
        _order("Extra points for positive answers."),
        _order("The r e w a r d depends on your opinion."),
        _order("この作業は無報酬です。"),
        _order("経験が報酬です。よろしくお願いします。"),
        _order("This is an unpaid task."),
        _order("Your pay will be experience; the reward is experience."),
        _order("ボランティアでの作業となります。"),
    ),
    passes=(
        {"reward_points": 5, "estimated_minutes": 1},
        {"reward_points": 13, "estimated_minutes": 2.5},
        {"estimated_minutes": 3},
        {"reward_points": 10},
        _order("報酬は会員のレベルに応じて変わります。"),
        _order("The pay depends on your public level."),
        _order("対象外となった方にも、そこまでの時間に応じて2ポイント以上を支払います。"),
        _order("If you are screened out, you are still paid for the time until then."),
        _order("報酬は1件あたり10ポイントです。"),
        _order("All answers are paid the same, whatever you think."),
        _order("Every answer is paid 10 points."),
        "ボランティア活動に参加したことがありますか",
        "Have you ever done unpaid overtime?",
        "給料は成果によって決まるべきだと思いますか",
        "Should pay depend on age?",
        "無償の配送サービスを利用しますか",
        _order("商品の価格を選んでください。"),
        _order("Choose the price that depends on the size of the pack."),
    ),
)
