"""F5: pay below the floor, none after an exit, or hanging on what a member is, thinks or has."""

import math
from collections.abc import Iterator
from dataclasses import replace
from re import Pattern

from screening_policy.asking import phrases_in
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Kind, Scene, is_japanese

_PAY = r"(?:pay(?:ment)?s?|paid|rewards?|rewarded|points?|bonus(?:es)?|compensat\w+|money|fee)"
_PAY_JA = "(?:報酬|ぽいんと|謝礼|お?支払|単価|ぼーなす|お金|賃金|pt|手当|加算|進呈|付与)"
_UNFIT = (
    r"(?:(?:do|does|did|are|is) ?n[o']?t (?:\w+ )?(?:qualify|qualified|eligible|match|meet|fit"
    r"|pass)\w*|fail(?:s|ed)? (?:to qualify|the (?:screen\w*|check|test))|screened out|screen-?outs?"
    r"|disqualified|ineligible|not (?:be )?(?:selected|qualified|eligible)|(?:un|non)-?qualified)"
)
_UNFIT_JA = (
    "(?:対象外|対象で(?:は)?ない|(?:条件|基準|対象)に(?:合わ|合致し|当てはまら|あてはまら|該当し"
    "|満た)(?:ない|なか|さない|ず)|該当しない|該当者以外|非該当|すくりーにんぐ(?:で)?(?:落ち|あうと"
    "|不通過)|途中で終了|失格)"
)
_NONE = r"(?:no|not|never|without|0|zero|nothing|won'?t|un(?=paid)|cannot|receive no)"
_NONE_JA = "(?:ません|ない|なし|無し|0|ゼロ|いたしかね|致しかね|対象外|無効)"
_EXIT = compiled(
    rf"{_UNFIT}[^.!?\n]{{0,20}}? (?:get|gets|receive|receives|earn) nothing"
    rf"|{_UNFIT}[^.!?\n]{{0,60}}?\b{_NONE}\b[^.!?\n]{{0,30}}?{_PAY}|{_UNFIT}[^.!?\n]{{0,60}}?\bunpaid"
    rf"|(?:\b{_NONE}\b[^.!?\n]{{0,30}}?{_PAY}|unpaid)[^.!?\n]{{0,60}}?{_UNFIT}|only (?:those|people"
    rf"|members|participants|workers) who (?:qualify|are eligible|pass|match)[^.!?\n]{{0,40}}{_PAY}"
    rf"|{_UNFIT_JA}[^。!?\n]{{0,30}}?{_PAY_JA}[^。!?\n]{{0,16}}?{_NONE_JA}"
    rf"|{_PAY_JA}[^。!?\n]{{0,12}}?(?:対象者|該当者|条件を満たした方)(?:のみ|だけ)"
)
_ANSWER = (
    r"(?:answers?|opinions?|views?|ratings?|income|age|gender|sex|religion|beliefs?|replies|reply"
    r"|response|choices?|profile|health|marital status|nationality|feedback|score you give)"
)
_STEMS = compiled(
    r"pa(?:y|id)|reward|point|bonus|compensat|money|fee|unpaid|free|volunt|experience|exposure|fame|nothing"
    rf"|{_PAY_JA}|無報酬|無償|無給|ただ|ぼらんてぃあ|抽選|支払"
)
_TRAIT = (
    r"(?:wom[ae]n|m[ae]n|males?|females?|smokers?|non-?smokers?|parents|mothers|fathers|singles?"
    r"|married (?:people|members|\w+)|homeowners|japanese|students|employees|rich|high earners|owners"
    r"|customers|users|fans|supporters|iphone users)"
)
_LIKED = (
    r"(?:yes|positive(?:ly)?|favou?rabl[ey]|satisfied|agree|highly|good|5 stars|five stars"
    r"|\"[^\"]{1,20}\"|'[^']{1,20}'|that you like|no|correctly about yourself)"
)
_ANSWER_JA = (
    "(?:回答(?:内容|結果)?|答え(?:の内容)?|評価|意見|感想(?:の内容)?|年収|収入|年齢|性別|職業|資産"
    "|属性|国籍|家族構成|購入(?:額|経験)|満足度|ぷろふぃーる)"
)
_TRAIT_JA = (
    "(?:男性|女性|喫煙者|非喫煙者|既婚者?|未婚者?|主婦|学生|会社員|購入者|利用者|ゆーざー"
    "|お?子様のいる(?:方|人)|お?子さんのいる(?:方|人)|持ち家の(?:方|人)|富裕層|日本人|支持者"
    "|高収入の(?:方|人)|購入した(?:方|人)|[0-9]{1,6}(?:代|万円以上)の(?:方|人))"
)
_MORE = r"\b(?:more|higher|extra|bonus|double|additional|only)(?: \w+){0,3}?"
_FOR_WHAT = (
    r"\b(?:if|for|when|to) (?:you |those |people |members |all |answers )?(?:who )?(?:answer|rate|say|agree"
    rf"|reply|choose|are|own|earn|like|have|live)?(?: \w+){{0,2}}? (?:{_LIKED}|{_TRAIT})"
)
_DEPENDS = compiled(
    rf"{_PAY}[^.!?\n]{{0,12}}? only if (?:we|i) (?:like|love|prefer|choose|enjoy|find)"
    rf"|(?:気に入っ|良い|よい|高い|好意的な)[^。!?\n]{{0,8}}?(?:評価|回答|答え|感想|れびゅー)[^。!?\n]{{0,12}}?"
    rf"(?:のみ|だけ|方に|人に|かたに|方には)[^。!?\n]{{0,12}}?{_PAY_JA}|"
    rf"{_PAY}[^.!?\n]{{0,40}}?(?:depends? on|depending on|based on|according to|var(?:y|ies) (?:with"
    rf"|by)|is higher for|linked to|is tied to)(?: \w+){{0,3}}? (?:your |the |what you |how you "
    rf"|who you )?(?:{_ANSWER}|answer|think|earn|are|own|{_TRAIT})\b|depending on (?:your "
    rf"|the )?{_ANSWER}[^.!?\n]{{0,40}}?{_PAY}"
    rf"|\bbonus(?:es)?[^.!?\n]{{0,24}}?{_FOR_WHAT}"
    rf"|{_MORE} {_PAY}[^.!?\n]{{0,24}}?{_FOR_WHAT}"
    rf"|{_MORE}[^.!?\n]{{0,24}}?{_FOR_WHAT}[^.!?\n]{{0,40}}?{_PAY}"
    rf"|(?:only|just) (?:the )?(?:{_TRAIT}|(?:positive|favou?rable|good|yes)[\s\-]?(?:answers?"
    rf"|reviews?|ratings?|replies)?)(?: \w+){{0,3}}? (?:are|is|will be|get|gets|receive"
    rf"|receives)(?: \w+){{0,2}}? {_PAY}|if you (?:answer|reply|say|choose"
    rf"|rate) (?:\w+ ){{0,3}}?{_LIKED}[^.!?\n]{{0,40}}?{_PAY}"
    rf"|{_TRAIT} (?:get|receive|earn|are paid) (?:more|double|extra|less|half)"
    rf"|{_ANSWER_JA}(?:の内容)?(?:に(?:よって|応じて|より|応じ|よる)|次第で?"
    rf"|ごとに)[^。!?\n]{{0,20}}?{_PAY_JA}|{_PAY_JA}[^。!?\n]{{0,16}}?{_ANSWER_JA}(?:の内容)?(?:次第"
    rf"|に(?:よ|応じ)|で(?:変|決))"
    rf"|(?:高評価|好意的|満足|はい|いいえ|賛成|反対|肯定的|良い|良かった"
    rf"|「[^」]{{1,15}}」)[^。!?\n]{{0,16}}?(?:した|と(?:答え|回答し|お答え)た?|な(?:感想|回答"
    rf"|意見)を?(?:書い|くれ)?た?|の|いただい?た?)(?:人|方|場合|回答|かた)[^。!?\n]{{0,20}}?{_PAY_JA}"
    rf"|{_TRAIT_JA}(?:の(?:方|人|場合)|)(?:に)?(?:のみ|だけ|には|は)[^。!?\n]{{0,20}}?{_PAY_JA}"
)
_NOTHING = compiled(
    r"\b(?:unpaid|(?:pay(?:ment)?|paid|reward\w*) (?:\w+ )?in (?:exposure|experience|fame)|(?:this|work"
    r"|task|job|survey)(?: \w+){0,3} (?:for free|voluntary|volunteer)"
    r"|no (?:pay|payment|reward|compensation|money)\b(?! if)|without (?:pay|payment|compensation"
    r"|reward)|not (?:be )?paid|paid in (?:experience|exposure)|(?:experience|exposure|reputation|fame"
    r"|portfolio|knowledge|fun) (?:is|as|will be)(?: \w+){0,2} (?:pay|payment|reward|compensation)"
    r"|(?:pay|payment|reward|compensation) (?:is|will be|comes as)(?: the| in| an?)? (?:experience"
    r"|exposure|fame|fun|knowledge|reputation)|volunteers? (?:only|needed|wanted)|(?:as a"
    r"|on a) volunteer)"
    r"|抽選で[^。!?\n]{0,20}?(?:報酬|ぽいんと|謝礼|当た|進呈|差し上げ|ぷれぜんと)"
    r"|(?:報酬|謝礼|ぽいんと)(?:は|が)?抽選|ただで(?:お願い|やって|手伝|ご協力|協力)"
    r"|無報酬|無償|無給|ただ働き|ぼらんてぃあ(?:で|として|の(?:お|作業|協力))|(?:報酬|謝礼|ぽいんと"
    r"|お?支払い?)(?:は|の)?(?:お?支払い?は?)?(?:なし|無し|ありません|ございません|ゼロ|0(?:円"
    r"|ぽいんと|pt)?(?:です|$|。)|発生しません|出ません)|(?:経験|実績|勉強|すきる|やりがい"
    r"|思い出)(?:が|を|は|こそ|そのもの(?:が)?)[^。]{0,6}?報酬|報酬(?:は|として)[^。]{0,10}?(?:経験"
    r"|実績|やりがい|勉強|感謝|名誉)|(?:経験|実績|勉強)に?なる(?:ため|ので)[^。]{0,10}?(?:報酬|支払)"
)
_PAID = (
    "対象外となった方にも、そこまでの時間に応じて2ポイント以上を支払います。",
    "If you are screened out, you are still paid for the time until then, at least 2 points.",
)
_LEVEL = compiled(
    r"level|れべる|quality|accura\w+|品質|正確|正答|number of (?:answers|tasks)|件数|回答数|時間"
    r"|minutes|length"
)


def find(scene: Scene) -> Iterator[Hit]:
    """The reward against the floor, then what title, instructions, questions and options say of pay."""
    yield from _below_floor(scene)
    exits = []
    for hit in _told(scene, _EXIT):
        first, last = hit.place.sentence(hit.start, hit.end)
        sentence = hit.place.reading.text[first:last]
        first += len(sentence) - len(sentence.lstrip())
        exits.append((hit.place, first, last))
        yield replace(
            hit, verdict="fix", mend=_PAID[0 if is_japanese([sentence]) else 1], mended=(first, last)
        )
    for phrase in (_DEPENDS, _NOTHING):
        for hit in _told(scene, phrase):
            text = hit.place.reading.text[hit.start : hit.end]
            inside = any(hit.place is place and first <= hit.start < last for place, first, last in exits)
            if not inside and not _LEVEL.search(text):
                yield hit


def _told(scene: Scene, phrase: Pattern[str]) -> Iterator[Hit]:
    """Where the phrase tells of this work's pay; a question that only asks about pay does not."""
    for hit in phrases_in(scene, phrase, *_TOLD, stems=_STEMS):
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
        _order("条件に合わない場合、ポイントは付与されません。質問は3つです。"),
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
