"""What words tell of the size of a task: how long it takes, how many questions, how large a table."""

import re
from collections.abc import Iterator

from screening_policy.patterns import compiled
from screening_policy.scene import Place

_SIDE = 5
_LONG = compiled(
    r"(?<![0-9.:])(?:(?:1[1-9]|[2-9][0-9]|[1-9][0-9]{2,3}|twenty|thirty|forty|fifty|fifteen"
    r"|forty-five)[\s\-]?(?:分(?!の[0-9]|割|類|け|析|野)|[ぷふ]ん(?!い)|min(?:ute)?s?\b)"
    r"|(?:[0-9]{1,2}|半|数|小1|小一|ー|一|an?|one|two|three|half an)[\s\-]?(?:時間(?!帯|割|表記|制|営業|毎)"
    r"|hours?\b)(?: and a half|半)?)"
)
_OF_THE_TASK = compiled(
    r"所要|かか[りる]|(?:回答|作業|入力|調査|記入|お)時間|目安|要し|見て(?:おいて|いただ|くだ)|見といて"
    r"|確保|頂戴|ちょうだい"
    r"|いただ[きく]|頂[きく]|[0-9]件(?:あたり|につき)|かけて|じかん|[超越こ]え|(?:で|に)(?:終|済|完了し)"
    r"|ほど必要|の?(?:あんけーと|調査|作業|いんたびゅー|設問|質問票)"
    r"|\b(?:takes?|taking|plan on|expect|lasts?|needs?|duration|set aside|allow|spend|busy|complete|finish"
    r"|answer|survey"
    r"|questionnaire|task|study"
    r"|interview|session|long|estimated)\b"
)
_MEDIUM = compiled(
    r"動画|音声|録音|映像|講義|講演|番組|文章|記事"
    r"|\b(?:videos?|lectures?|recordings?|episodes?|films?|clips?|audio|talks?|podcasts?|webinars?"
    r"|articles?|texts?)\b"
)
_WORK = compiled(
    r"(?:見て|見た|聞いて|聞き終|聴いて|視聴し|ご覧|読んで|お読み|再生し|書き起こ)|\b(?:watch|listen|view"
    r"|read|transcribe|play)\b"
)
_TOPIC = compiled(
    r"歩|運動|走|通勤|通学|睡眠|寝|眠|調理|昼休み|待|配送|届|営業|習慣|[1一ー]日(?:に|[0-9])|毎[日週朝晩]"
    r"|承認|審査|期限|締|以内に(?:提出|送信|返信|回答)"
    r"|付与|反映|について(?:の|伺|お)|残業|勤務|電車|ばす|ですか|ますか|何(?:分|時間)"
    r"|\b(?:walk\w*|sleep|slept|commut\w+|exercis\w+|deliver\w*|cook\w*|wait\w*|per day|a day|each day"
    r"|daily|every (?:day|morning|night)"
    r"|approv\w+|deadline|credited|paid|train|bus|drive|away|within|do you|did you|in the (?:past|last)"
    r"|past|last)\b"
)
_MANY_TOLD = compiled(
    r"(?<![0-9問])(?P<n>3[1-9]|[4-9][0-9]|[1-9][0-9]{2})(?:問(?!目|[0-9]|の[うな]ち|中|以上正)"
    r"|(?:個)?の(?:設問|質問|小問))"
    r"|\b(?P<m>3[1-9]|[4-9][0-9]|[1-9][0-9]{2}) (?:\w+ )?(?:questions|statements)\b(?! (?:bank|pool))"
)
_GRID = compiled(
    r"(?P<a>[0-9]{1,2}|[六七八九十]|six|seven|eight|nine|ten|twelve)(?:行|列|つの|個の|項目|種類の|社の|段"
    r"|匹|色| )"
    r"[^。!?\n]{0,40}?(?:[2-9]|[1-9][0-9]|[二三四五六七八九十]|two|three|four|five|six|seven|eight|nine|ten"
    r"|columns)(?:行|列|つの|個の|項目|種類|段階|色| |:)"
)
_IN_CELLS = compiled(
    r"の表|表を|ます目|ますに|升目|まとりっくす"
    r"|\b(?:grid|matrix|table|each of these \d|every one of these columns)\b"
)
_FILLED_IN = compiled(
    r"ください|下さい|埋め|入れ|採点|評価|つけ|\b(?:fill|rate|score|give|copy|mark|enter)\b"
)


def times_in(place: Place) -> Iterator[re.Match[str]]:
    """Where more than ten minutes are told that the work takes."""
    return (match for match in place.finditer(_LONG) if _is_of_the_task(place, match))


def counts_in(place: Place) -> Iterator[re.Match[str]]:
    """Where more than thirty questions are told."""
    if place.kind != "question" or _FILLED_IN.search(place.reading.text):
        yield from place.finditer(_MANY_TOLD)


def tables_in(place: Place) -> Iterator[re.Match[str]]:
    """Where a table is to be filled in that has more than five rows or columns."""
    if place.search(_IN_CELLS) and _FILLED_IN.search(place.reading.text):
        yield from (match for match in place.finditer(_GRID) if _is_wide(match))


def _is_of_the_task(place: Place, told: re.Match[str]) -> bool:
    """Whether the time that is told is what the work takes, not something that the survey is about."""
    sentence = place.reading.text[slice(*place.sentence(*told.span()))]
    if _TOPIC.search(sentence) or (place.kind == "question" and "?" in sentence):
        return False
    works = _MEDIUM.search(sentence) and _WORK.search(place.reading.text)
    return bool(works or _OF_THE_TASK.search(sentence))


def _is_wide(grid: re.Match[str]) -> bool:
    return not grid["a"].isdigit() or int(grid["a"]) > _SIDE
