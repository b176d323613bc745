"""A1: alcohol, tobacco, betting or adult sites without a gate that shuts out those under 20."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from screening_policy.around.adults import ADULTS
from screening_policy.clues import told_around
from screening_policy.cues import MATERIAL, QUOTED, SPOKEN_TO
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import READ, Hit, Place, Rendered, Scene
from screening_policy.soliciting import works_on

_AGE = 20
_GATE = f"audience.age_min: {_AGE}"
_DRINK_JA = (
    "(?:缶|瓶|生|地|黒|くらふと|びん|なま|第3の|糖質おふの?)?びーる(?!っ?す|けーす|す工場)"
    "|発泡酒|日本酒|にほんしゅ"
    "|焼酎|しょうちゅう|芋焼酎|清酒|純米|吟醸|どぶろく|泡盛|梅酒|果実酒|地酒|冷酒|熱燗"
    "|あつかん|古酒|洋酒|紹興酒"
    "|ういすき|はいぼーる|ちゅうはい|ちゅーはい|さわー(?!くりーむ|ぶれっど|くらうと|どう)"
    "|かくてる(?!どれす|ぱーてぃ|光線|光)|わいん"
    "(?!れっど|せらー|色|からー)|しゃんぱん(?!ごーるど)|すぱーくりんぐわいん|ぶらんでー|うぉっか|うおっか"
    "|てきーら|じん(?:とにっく|"
    "らいむ)|らむ酒|まっこり|りきゅーる|すとろんぐ缶|飲酒|晩酌|ばんしゃく|酒類|酒税|酒豪"
    "|酔っ払|二日酔|飲み会で(?:飲|頼)"
    "|(?<![甘料居理])お?酒(?!粕|井|田|々|造り酒屋|饅頭|まんじゅう|蒸し|饅)(?:は|を|の|に|が|で|も"
    "|か|、|や|と|類|屋(?!(?:さん)?の(?:看板|店先|外観|場所|前))|場|蔵(?!を改装)|量"
    "|席|飲|好|肴|匠|$|\\W|[ぁ-ん])|(?<!\\w)おさけ|大人の(?:麦茶|炭酸|じゅーす|飲み物|泡)"
    "|居酒屋で(?:の)?(?:飲|頼む(?:お)?(?:飲|酒)|お酒)"
    "|酌み?交|一献|のんべえ|(?<!湯)呑|ほろ酔|ちょい飲み|晩酌"
)
_SMOKE_JA = (
    "たばこ|煙草|莨|喫煙|禁煙(?!席)|愛煙|紙巻|加熱式|電子たばこ|葉巻|きせる"
    "|しがー(?!れっとけーす)|しがれっと|にこちん"
    "|ひとくさり吸|一服(?:する|しま|の(?:時|とき|本))|やに(?:汚れ|が)|べいぷ|vape|あいこす"
    "|iqos|ぷるーむ(?:てっく|x)|glo(?![a-z])"
    "|まるぼろ|めびうす|せぶんすたー(?!$)"
)
_BET_JA = (
    "ぱちんこ|ぱちすろ|(?<!めもりー)すろっと(?!る|まし)|すろっとましん|競馬(?!新聞の書体)|けいば|馬券"
    "|ばけん|競輪|けいりん|競艇|きょうてい|ぼーとれーす|おーとれーす"
    "|(?<!乗)車券|舟券|宝くじ|宝籤|たからくじ|年末じゃんぼ|じゃんぼ宝|ろと(?:6|7|[ろし]く)"
    "|なんばーず[34]|すくらっち(?:くじ|宝)|とと(?:びっぐ|くじ)"
    "|すぽーつくじ|すぽーつ(?:賭博|べっ(?:と|てぃんぐ))|かじの|ぎゃんぶる|賭博|賭け(?:事|麻雀"
    "|まーじゃん|る|て|金)|公営競技|雀荘|べっと(?:する|した|額)"
)
_ADULT_JA = (
    "あだると(?!ちるどれん|すくーる)|成人向け(?!講座|教育|の講座)|18禁|r-?18"
    "|えっちな(?:さいと|動画|漫画|本)|えろ(?:い|動画|本|漫画|さいと|げ)"
    "|風俗店|性風俗|きゃばくら|ほすとくらぶ|がーるずばー|らぶほ|ぽるの|av女優|大人の(?:おもちゃ|動画|さいと)"
)
_ALCOHOL_EN = (
    r"beers?|ales?(?= (?:or|and|do|at|on)\b)|lagers?|stouts?|wines?(?! (?:red|colou?r))"
    r"|sak[eé](?= (?:do|or|and|tast|brew|bottle|cup)|s\b|\W*$)"
    r"|whisk(?:e?y|ies)|vodka|gin(?= (?:and|or|tonic|do)\b|[?,.]|$)|rum(?= (?:and|or|do"
    r"|punch)\b|[?,.]|$)|tequila"
    r"|brandy|liqueurs?|liquor|champagne|prosecco"
    r"|cocktails?(?! (?:dress|sauce|sausage|umbrella))"
    r"|alcohol(?:ic)?(?! (?:spray|wipes?|gel"
    r"|free|swab|thermometer|disinfect\w*|based))"
    r"|booze|spirits(?= (?:do|or|and) )|shochu|chu-?hai|highballs?|hard seltzer|hangovers?"
    r"|binge drink\w*|drunk|tipsy|nightcap"
    r"|(?:drink|drinking) (?:alcohol|at the bar|in bars?)|happy hour|pub crawl"
)
_VICE_EN = (
    r"cigar(?:ette|illo)?s?|tobacco|smok(?:e|es|ing|ers?)(?! (?:alarm|detector|salmon|signal"
    r"|machine|screen|point|free area map))"
    r"|vap(?:e|es|ing)|e-?cig\w*|nicotine|hookah|shisha|snus|pachinko|slot machines?|casinos?"
    r"|gambl\w+|lotter(?:y|ies)|lotto|scratch ?cards?"
    r"|bett(?:ing|or)s?|bookmakers?|bookies?|wager\w*|place a bet|horse races? betting|bet on"
    r"|put money on(?: \w+){0,3} (?:horse|race|match|game)"
    r"|poker for money|roulette|adult (?:sites?|websites?|videos?|films?|movies|content"
    r"|magazines?|shops?|toys?)|porn\w*|x-?rated"
    r"|strip clubs?|sex (?:toys?|shops?)|erotic\w*|only ?fans"
)
_TOPIC = compiled(
    rf"(?<![a-z])(?:{_ALCOHOL_EN}|{_VICE_EN})(?![a-z])|{_DRINK_JA}|{_SMOKE_JA}|{_BET_JA}|{_ADULT_JA}"
)
_OTHER = compiled(
    r"(?:w[oi]n the |(?:prawn|shrimp|seafood|fruit).|non-?|no |zero |0% |free of |root |ginger |butter"
    r"|rubbing |isopropyl )$"
    r"|(?:のん|非|無)$|(?:ばーちゃる|のん(?:あるこーる)?)$"
)
_THEN_OTHER = compiled(
    r"(?:は|を)?除(?:く|い)|(?:が|に)(?:も?し)?当た(?:った|れ)|\s?(?:vinegar|batter"
    r"|glass(?:es)? (?:made|shape)"
    r"|-?coloured|-?colored|gums?\b)|ぐみ|びねがー|色(?:の|は|が)|酢"
    r"|のんあるこーる|除菌|消毒|ぐらすの形|ばっぐ"
)
_ALCOHOL_JA = compiled("あるこーる(?!除菌|消毒|すぷれー|ふりー|てぃっしゅ|じぇる|綿|らんぷ|検知|係|ちぇっく)")
_OF_AGE = (
    r"(?:20|2[1-9]|3\d)\s?(?:歳|才|さい|years?|yrs?|\+|(?:and|or) (?:over|older|above|up)|以上|未満)"
    r"|(?:under|below|over|aged|age|least|younger than|turned|older than|not yet) (?:age "
    r")?(?:20|2[1-9]|twenty)\b|はたち|二十歳|2十歳|二十才"
    r"|twenty (?:or|and|years)|未成年"
)
_SHUT = (
    r"未満(?:の(?:方|人|かた))?(?:は|、)?[^。!?\n]{0,16}(?:対象外|終了|終わり|おしまい"
    r"|いただけ|できま|遠慮|控え|不可|答えないで|参加でき"
    r"|ください|お断り|進め|進まない|受け付け|だめ|あか)|以上(?:の(?:方|人|かた|会員))?(?:のみ"
    r"|だけ|限定|に限|を対象|が対象|対象|に(?:お)?(?:願い|伺|うかが|聞|尋)|向け)"
    r"|(?:終了|対象外|終わり|おしまい|いただけません|できません|ご遠慮|退出|ここまで)"
    r"|\b(?:only|must be|leaves?|ends?|end here|exit|stop|close|quit|not eligible|may not"
    r"|cannot|can't|do not|don't|please skip"
    r"|screened out|finish\w*|excluded|restricted|for (?:people|members|adults|those|anyone"
    r"|respondents|participants))\b"
)
_GATED = compiled(
    rf"(?:{_OF_AGE})[^。!?\n]{{0,60}}?(?:{_SHUT})|(?:{_SHUT})[^。!?\n]{{0,60}}?(?:{_OF_AGE})"
    rf"|(?:{_OF_AGE})[^。!?\n]{{0,8}}(?:ですか|でしょうか)[。?]\W{{0,3}}(?:いいえ|違う)[^。!?\n]{{0,20}}?(?:{_SHUT})"
)
_ONLY = compiled(
    r"以上(?:の(?:方|人|かた))?(?:のみ|だけ|限定|に限|を対象|が対象|に(?:お)?(?:願い|伺|うかが)|向け)"
)


def find(scene: Scene) -> Iterator[Hit]:
    """The first words of each place that are for adults, when no gate stands before them."""
    found = [hit for place in scene.of(*READ) if (hit := _topic(place)) is not None]
    found += told_around(scene, *ADULTS)
    if not found or is_gated(scene):
        return
    offer = _GATE if _can_be_gated(scene.order) else None
    yield from (replace(hit, offer=offer) for hit in found)


def _topic(place: Place) -> Hit | None:
    text = place.reading.text
    if isinstance(place, Rendered) and (works_on(place) or not place.may_be_personal):
        return None
    if place.kind == "cell" and not place.asks:
        return None
    for pattern in (_TOPIC, _ALCOHOL_JA):
        for match in place.finditer(pattern):
            if _OTHER.search(text[max(0, match.start() - 12) : match.start()]):
                continue
            if _THEN_OTHER.match(text, match.end()) or _is_material(place, match):
                continue
            return Hit(place, *match.span())
    return None


def _is_material(place: Place, match: re.Match[str]) -> bool:
    """Whether the words stand in a quotation, or in material, that the question only works on."""
    text = place.reading.text
    around = text[max(0, match.start() - 200) : match.end() + 200]
    quotes = QUOTED.finditer(text, max(0, match.start() - 300), min(len(text), match.end() + 300))
    quoted = any(quote.start() < match.start() and match.end() < quote.end() for quote in quotes)
    return quoted and bool(MATERIAL.search(around)) and not SPOKEN_TO.search(around)


def is_gated(scene: Scene) -> bool:
    """Whether the audience, the instructions or a question shuts out those under 20."""
    audience = scene.order.get("audience")
    if isinstance(audience, Mapping) and any(_from(audience, key) for key in ("age_min", "min_age", "age")):
        return True
    for place in scene.of("title", "instructions"):
        if _GATED.search(place.reading.text):
            return True
    first = next(scene.of("question"), None)
    for place in scene.of("question", "option", "hint"):
        if _GATED.search(place.reading.text):
            return first is None or place.kind == "option" or place.question == first.question
    return False


def _from(audience: Mapping[str, Any], key: str) -> bool:
    value = audience.get(key)
    value = value.get("min", value.get("from")) if isinstance(value, Mapping) else value
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= _AGE


def _can_be_gated(order: Mapping[str, Any]) -> bool:
    audience = order.get("audience")
    oldest = audience.get("age_max") if isinstance(audience, Mapping) else None
    return not isinstance(oldest, int | float) or oldest >= _AGE


def _apply(order: dict[str, Any], where: str, rewrite: str) -> bool:
    """Limit the audience to those of age, whatever place the words stand in."""
    order["audience"] = {**(order.get("audience") or {}), "age_min": _AGE}
    return True


def _one(text: str, *options: str, **order: object) -> dict[str, object]:
    question = {"id": "q", "kind": "single", "text": text, "options": list(options), "required": False}
    return {"questions": [question], **order}


def _after(first: dict[str, object], text: str) -> dict[str, object]:
    return {"questions": [first, {"id": "r", "kind": "text", "text": text, "required": False}]}


RULE = Rule(
    id="A1",
    verdict="fix",
    reason=(
        "お酒・たばこ・賭け事・成人向けの話題には、20歳未満の方を除く年齢制限が必要です。",
        "Alcohol, tobacco, betting and adult sites need an age limit that shuts out those under 20.",
    ),
    find=find,
    apply=_apply,
    found=(
        "よく飲むビールの銘柄は何ですか",
        "お酒は週に何回くらい飲みますか",
        "ﾊｲﾎﾞｰﾙとﾁｭｰﾊｲではどちらが好きですか",
        "た ば こ を1日に何本吸いますか",
        "パチンコ店に行くことはありますか",
        "宝くじを買う場所はどこですか",
        "けいばのばけんはどこで買いますか",
        "加熱式たばこのにおいは気になりますか",
        "アダルトサイトの広告を見たことがありますか",
        "How often do you drink beer?",
        "Which wine do you buy most?",
        "Do you smoke?",
        "How many cigarettes do you smoke a day?",
        "When did you last buy a lottery ticket?",
        "Have you been to a casino?",
        _one("金曜の夜に頼む一杯は？", "生ビール", "レモンサワー"),
        _one("What do you order first?", "Whisky", "Juice"),
        {"title": "新しい日本酒の味", "instructions": "好みを答えてください。"},
        {"audience": {"age_min": 18}, "instructions": "たばこの売り場についての質問です。"},
        _after(
            {"id": "q", "kind": "single", "text": "年代は？", "options": ["10代", "20代", "30代以上"]},
            "好きなワインは何ですか",
        ),
    ),
    passes=(
        "甘酒は好きですか",
        "アルコール除菌スプレーを使いますか",
        "燻製にしたい食べ物は何ですか",
        "乗馬をしてみたいですか",
        "麦茶は自分で作りますか",
        "ワインレッドの服を持っていますか",
        "次の文章の話題は何ですか。「ビールの売り上げが伸びた」",
        "Do you have a smoke alarm at home?",
        "Which ginger ale do you like?",
        "Would you wear a cocktail dress?",
        "Do you use an alcohol-free hand gel?",
        "I bet it will rain. How formal is that?",
        "Do you like smoked salmon?",
        {"audience": {"age_min": 20}, "title": "ビールについて"},
        {"audience": {"age_min": 25}, "title": "About wine"},
        {"title": "日本酒について", "instructions": "20歳未満の方はご回答いただけません。"},
        {"title": "About whisky", "instructions": "Only for members aged 20 or over."},
        _after(
            {
                "id": "q",
                "kind": "single",
                "text": "あなたは20歳以上ですか",
                "options": ["はい", "20歳未満（ここで終了します）"],
            },
            "好きな焼酎は何ですか",
        ),
        _one("Do you buy lottery tickets?", "Yes", "No", "I am under 20 and leave here"),
    ),
)
