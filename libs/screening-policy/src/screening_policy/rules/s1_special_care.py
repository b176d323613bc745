"""S1: what Japanese law calls special-care-required: health, creed, race, origin, crime, disability."""

from collections.abc import Iterator
from re import Match

from screening_policy.around.care import CARE
from screening_policy.asking import Thing
from screening_policy.clues import or_around
from screening_policy.facts import told_of_in
from screening_policy.kinds import named
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Scene
from screening_policy.special_care import FACTS, ILLNESS, ILLNESS_JA
from screening_policy.wording import is_kind_of_data

_THINGS = Thing(
    en=rf"medical history|medical (?:conditions?|records?)|diagnos[ei]s|religion|religious (?:affiliation"
    rf"|beliefs?)|ethnicity|criminal record|race and ethnicity|medications?|prescriptions?"
    rf"|political party|party you voted for|disabilit(?:y|ies)|blood pressure|check-?up results?"
    rf"|(?:{ILLNESS})",
    ja="病歴|既往歴|持病|病名|診断名|診断書|宗教|信仰|支持政党|投票先|人種|民族|本籍(?:地)?|前科|犯罪歴"
    "|障害(?:者手帳|の有無|等級)|(?:健康診断|検査)の?結果|服用(?:中の)?(?:薬|している薬)|お薬手帳|血圧"
    "|血糖値|接種(?:歴|回数)",
    not_before=r"(?:とは|に)(?:関係|かかわり|関わり)なく|を問わ",
    of_material=True,
    bare=False,
)
_APPLIES = compiled(
    r"\b(?:you|your|yourself)\b|あてはま|当てはま|該当|経験|あなた|ご自身|お持ち|かかった|選んで|選択"
    r"|理由|きっかけ|話しにくい|近い(?:もの|の)|\bfits\b"
    r"|\b(?:choose|pick|select|tick|mark) (?:one|all|any|the|whatever)\b"
    r"|\b(?:is|are|that's) true\b|\bappl(?:y|ies)\b|\bclosest\b|\bdescribes\b"
)
_OF_MATERIAL = compiled(
    r"\b(?:texts?|articles?|sentences?(?! (?:that )?(?:is |)(?:fits|true|closest|you))|tweets?|posts?"
    r"|images?|topics?|news|words?|story|reviews?"
    r"|headlines?|heard|know|think|interest\w*|important|should|read)\b|\{|文章|記事|画像|本文|投稿"
    r"|見出し|話題|知って|関心|興味|思[いう]|聞いたこと|重要|にゅーす|内容|この文|次の文"
)
_STARS = compiled(r"star ?sign|zodiac|horoscope|星座|干支")
_IN_OPTION = compiled(
    rf"^\W*(?:i (?:have|am|was|had) )?(?:a |an )?(?:{ILLNESS}|buddhis[tm]|christian(?:ity)?|muslim"
    rf"|islam|catholic\w*|hindu\w*|juda\w+|jewish|atheis[tm]|shinto\w*|republican\w*|democrat\w*"
    rf"|convicted.*|arrested.*|disabled|wheelchair.*)\W*$"
    rf"|^\W*(?:{ILLNESS_JA}|仏教(?:徒)?|きりすと教(?:徒)?|いすらむ教(?:徒)?|神道|創価学会|無宗教"
    rf"|自民党|自由民主党|立憲民主党|公明党|共産党|日本維新の会|国民民主党|障害者(?:手帳.*)?|車椅子.*"
    rf"|前科.*|逮捕.*)(?:の方|です|である|がある)?\W*$"
)


def find(scene: Scene) -> Iterator[Hit]:
    """In questions and what speaks to the member; in options that apply to the member; in the audience."""
    return or_around(scene, named(scene, FACTS, _THINGS, _in_options(scene)), *CARE)


def _in_options(scene: Scene) -> Iterator[Hit]:
    for question in scene.of("question"):
        if not question.search(_APPLIES) or question.search(_OF_MATERIAL):
            continue
        if not _STARS.search(question.reading.text):
            yield from (
                Hit(option, *match.span())
                for option in scene.options_of(question.question)
                if not is_kind_of_data(question.text, option.text) and (match := _names(option))
            )


def _names(option: Place) -> Match[str] | None:
    text = option.reading.text
    told_of = told_of_in(option, FACTS)
    return option.search(_IN_OPTION) or next((m for fact in told_of if (m := fact.plainly(text))), None)


def _choice(text: str, *options: str) -> dict[str, object]:
    return {
        "questions": [
            {
                "id": "q",
                "kind": "multi",
                "text": text,
                "options": [*options, "答えたくない"],
                "required": False,
            }
        ]
    }


RULE = Rule(
    id="S1",
    verdict="human",
    reason=(
        "病歴・信条・人種・社会的身分・犯罪歴・障害などの要配慮個人情報にあたるため、担当者2名の承認と"
        "明示の同意が必要です。",
        "This is special-care-required information (health, creed, race, origin, crime, disability): tw"
        "o operators must approve it.",
    ),
    find=find,
    found=(
        {"instructions": "このアンケートは、糖尿病の方を対象としています。"},
        {"instructions": "This survey is for people who have diabetes."},
        "Has anyone ever taken your bag from you by force?",
        "持病はありますか",
        "糖尿病と診断されたことがありますか",
        "ワクチンを何回接種しましたか",
        "現在服用している薬を教えてください",
        "支持政党を教えてください",
        "宗 教 は何ですか",
        "信仰している宗教はありますか？",
        "障害者手帳をお持ちですか",
        "本籍地はどちらですか",
        "犯罪の被害に遭ったことがありますか",
        "前科の有無をお答えください",
        "ｼｭｳｷｮｳを教えて",
        "健康診断の結果を教えてください",
        "あなたの人種を選んでください",
        "うつ病になったことがありますか",
        "どの候補に投票しましたか",
        "Do you have diabetes?",
        "What is your religion?",
        "Have you ever been diagnosed with depression?",
        "Which medication do you take?",
        "What is your ethnicity?",
        "Have you ever been convicted of a crime?",
        "Who did you vote for?",
        "Are you vaccinated against the flu?",
        "What is your r e l i g i o n ?",
        "Do you have any disability?",
        "Have you been a victim of fraud?",
        _choice("あてはまるものをすべて選んでください", "糖尿病", "高血圧", "なし"),
        _choice("Which of these apply to you?", "Christian", "Muslim", "None"),
        {"audience": {"segment": "people treated for cancer"}},
        {"audience": {"条件": "車椅子を利用している方"}},
    ),
    passes=(
        "血液型は何ですか",
        "What is your blood type?",
        "昨夜はよく眠れましたか",
        "How did you sleep last night?",
        "今日の気分はいかがですか",
        "ワクチン接種の義務化についてどう思いますか",
        "What do you think about mandatory vaccination?",
        "前回の選挙で投票に行きましたか",
        "Did you vote in the last election?",
        "消費税の引き下げに賛成ですか",
        "Should the government raise taxes?",
        "この記事は宗教に関するものですか",
        "Does the article mention a disease?",
        "国籍を教えてください",
        "週に何回運動しますか",
        "Which race did you watch on television?",
        "民族料理は好きですか",
        "Have you heard of diabetes?",
        "肩こりはありますか",
        "通っているスポーツクラブはありますか",
        _choice("この文章の話題を選んでください", "宗教", "病気", "スポーツ"),
        {"audience": {"age_min": 20, "prefectures": ["東京都"]}},
    ),
)
