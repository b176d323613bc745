"""P7: the name of an employer, school or class; the industry, size or kind of school does as well."""

from collections.abc import Iterator
from dataclasses import replace

from screening_policy.around.work import EMPLOYERS, EMPLOYERS_IN_OPTIONS
from screening_policy.asking import Thing, asked_in, phrases_in
from screening_policy.clues import told_around
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Scene, is_japanese

_FIRM = (
    r"compan(?:y|ies)|firms?|employers?|organi[sz]ations?|corporation|business|workplace|enterprise|agency"
)
_SCHOOL = (
    r"(?:(?:high|elementary|primary|secondary|middle|junior|senior|grad(?:uate)?|vocational"
    r"|nursery) )*(?:schools?|universit(?:y|ies)"
    r"|uni|colleges?|kindergarten|academy|alma mater)"
)
_SCHOOL_JA = "(?:大学院?|短大|専門学校|高校|高等学校|中学校?|小学校|学校|幼稚園|保育園|塾|高専)"
_NAME = Thing(
    en=rf"(?:name|initials?|names|first letters?) (?:of|for) (?:your|the) (?:current |present "
    rf"|last |own )?(?:{_FIRM}|{_SCHOOL}|office|class|shop you work|hospital you work)"
    rf"|(?:employer|workplace)(?:'s)? names?|(?:{_FIRM}|{_SCHOOL}|class|homeroom)(?:'s)? names?"
    r"|names? of the (?:place|shop|store|hospital|school|office|restaurant) (?:that "
    r"|where )?you (?:work|study|teach)"
    rf"|(?:{_FIRM}) (?:that |who |which )?(?:you work (?:for|at)|employs you|pays (?:you|your)"
    rf"|you are (?:with|employed))"
    rf"|(?:{_SCHOOL}) (?:that )?you (?:go to|attend\w*|graduated|went|study|are enrolled)"
    r"|(?:class|grade) (?:and|&) (?:class|homeroom|section)|homeroom(?: class)?|ticker (?:symbol"
    r"|code) of your",
    ja="(?:お|ご)?(?:勤め先|勤務先|職場|就業先|就職先|所属先|派遣先|雇用主|雇い主|働き先|お?仕事先"
    "|お?勤め)(?:様)?の?(?:ご|御)?(?:正式)?(?:な)?(?:会社|企業|法人)?"
    "(?:の)?(?:名称|名前|名(?!刺)|お名前|社名|会社名|頭文字|証券こーど)"
    "|(?:内定(?:を|が)?(?:もら(?:った|っている)|出た|出ている|した)|(?:就職|入社)(?:する|した)|退職した|辞めた"
    "|勤めて(?:い)?る|働いて(?:い)?る|お勤めの|ご勤務の|お勤めになって(?:い)?る|ご在籍の"
    "|在籍(?:中の|して(?:い)?る)|所属(?:する|して(?:い)?る|の)|勤務して(?:い)?る"
    "|給料を払って(?:い)?る)"
    "(?:会社|企業|法人|店|お店|団体|病院|役所|組織|事業所|工場|学校"
    "|勤務先)(?:(?:の)?(?:正式)?(?:名称|名前|お名前|名(?!物)|社名)|(?=(?:を|は)?(?:教え|書"
    "|入力|記入|お知らせ|聞かせ|伝え|$|[?:(])))"
    "|御社名|貴社名|会社の(?:お)?正式名称|雇用主"
    f"|(?:通って(?:い)?る|通学(?:して(?:い)?る|中の|先の)|在学(?:して(?:い)?る|中の)|ご?卒業した"
    f"|出身の?|ご?出身|母校の|在籍(?:して(?:い)?る|中の)|通った|出た|最後に(?:通った|出た)|いまの?"
    f"|今の?){_SCHOOL_JA}"
    f"(?:(?:の)?(?:正式)?(?:名称|名前|お名前|名(?!物|産))|(?=(?:を|は)?(?:教え|書|入力|記入"
    f"|お知らせ|聞かせ|伝え|$|[?:(])))|出身校(?!の)|母校(?=(?:を|は)?(?:教|書|入力|記入|どこ|$"
    f"|[?:]))|学級(?=(?:を|は|名)?(?:教|書|入力|記入|名|$|[?:「]))|何年何組|(?:何|在籍"
    f"|所属する?)(?:くらす|組)|くらす名|組の名前",
    not_before=r"の?(?:種類|しゅるい|業種|規模|印象|いめーじ|雰囲気|場所|食堂|人数|満足|給食|行事|思い出"
    r"|所在|制服|区分|ろご|由来|覚え)|(?:には|では|での)"
    r"|\s(?:size|type|kind|policy|culture|is good|trip|lunch|is (?:your|it) in)",
    not_after=(
        r"(?:pet|car|phone|insurance|fictional|which|dream|parent|film"
        r"|delivery)[\s\-]|(?:携帯|電話|保険|電力|鉄道|飲料|製薬|食品"
        r"|おもちゃ)の?|好きな|憧れの|行ってみたい"
        r"|思い浮かぶ"
    ),
    of_material=True,
)
_GENERIC = Thing(
    en=r"(?!)",
    ja=(
        f"(?<!電話)(?<![一-鿿])(?:社名|会社名|企業名|法人名|屋号|校名)|(?<![一-鿿])会社の(?:お)?(?:名前"
        f"|名称)|(?<![一-鿿]){_SCHOOL_JA}(?:の)?(?:お)?(?:名前|名称|名(?![一-鿿]))"
    ),
    not_before="ろご|の(?:由来|印象)|が(?:面白|おもしろ|好き|かわい|変わ|長い|短い)|[^。、!?\\n]{0,8}(?:が|の)(?:正しく|一致)",
    not_after=(
        "[るたい](?<!勤めている)(?<!働いている)(?<!通っている)(?<!勤務している)(?<!在籍し"
        "ている)(?<!所属している)(?<!勤める)(?<!働く)"
        "|好きな|有名な|憧れの|架空の|思い浮かぶ|思いつく|思い出す"
    ),
    of_material=True,
)
_EMPLOYER = Thing(
    en=r"(?:your )?(?:current |present |last )?employer|place of (?:work|employment)|alma mater",
    ja="雇用主|勤務校|在籍校",
    not_before=r"\s?(?:type|kind|size|of choice|offer|provid|industry)",
    of_material=True,
    open=False,
)
_ASKED = compiled(
    rf"(?:which|what) (?:{_FIRM}|{_SCHOOL}) (?:you|u) (?:work|(?:are |r )?(?:currently "
    rf"|now )?(?:employed|working|studying)|belong|go|attend"
    rf"|study)|who (?:do|are|did) (?:you|u) (?:work for|employed by|working for)"
    rf"|whom do you work for|(?:who|what) is your (?:current |present )?employer"
    rf"|(?:which|what)(?! (?:line|kind|type|sort|field|branch|area)\b)(?: \w+){{0,3}} (?:{_FIRM}|office"
    rf"|hospital|shop|store|factory|bank|restaurant"
    rf"|ministry) (?:do|are|did|is) you(?:r)?(?: currently| now)?"
    rf" (?:work|working|employed|employer|with|belong)|(?:which"
    rf"|what)(?: \w+)? (?:{_SCHOOL}) (?:do|did|are|have|is) (?:you|u)(?: currently| now)?"
    rf" (?:go|attend\w*|graduate\w*|study\w*|enrol\w*|at|in|been|your)|(?:which|what) (?:class"
    rf"|homeroom) (?:are|were) you in"
    rf"|where (?:exactly |precisely )?(?:do|did) you (?:work|go to (?:school|university|college"
    rf"|uni)|study)(?:\W*$|\? (?:name|write|which)|,? (?:company|name|please|write|which))"
    rf"|where are you (?:employed|enrolled|studying)|(?:name|logo|words?)[^.?!\n]{{0,20}} (?:on"
    rf"|printed on|written on|at the top of) your (?:pay ?slip|staff badge|work badge"
    rf"|business card|company badge|uniform|school (?:badge|uniform|id))"
    rf"|which (?:name|logo|firm|company) (?:is|appears|stands)[^.?!\n]{{0,20}} (?:pay ?slip|badge"
    rf"|business card|uniform)"
    rf"|who (?:signs|pays) your (?:pay|salary|wage)\w*|(?:{_FIRM}) (?:do|did) you work (?:for|at)"
    f"|(?:どこ|どちら|何(?:という)?|なん(?:という|て)?|どの)(?:の)?(?:会社|企業|法人|お店|店"
    f"|病院|役所|工場|学校|大学|高校|小学校|中学校|{_SCHOOL_JA})(?:に|で|へ)(?:お?勤め|勤務|働"
    f"|通|在籍|行って|所属|いて)"
    f"|(?:どこ|どちら)(?:に|で|へ)(?:お?勤め(?:です|し|に|で)|勤務(?:し|です|され)|働いて|お勤め"
    f"|就職)(?!.{{0,20}}(?:業|種))"
    f"|(?:通って(?:い)?[るた]|在学中の|お?子(?:さん|様|さま|ども)の|お?勤めの|勤めて(?:い)?る)"
    f"(?:{_SCHOOL_JA}|会社|職場)[と・、](?:学年|学級|くらす|組|部署|役職|所属)"
    "|学年[と・、](?:組|くらす|学級)|(?:組|くらす|学級)[と・、]学年"
    f"|(?:通って(?:い)?[るた]|在学中の|出身の?|卒業した|通学先の){_SCHOOL_JA}(?:は|って)?(?:どこ|どちら|何)"
    "|(?<![一-鿿])(?:お?勤め先|お?勤め|ご?勤務先|職場|就職先|会社|学校|大学|母校|出身校"
    "|通学先)(?:は|って)?(?:どこ|どちら(?:の会社)?|なんて|何という|どの会社|何て)(?:です|でしょ"
    "|なの|や|\\?|$|や|じゃ|か|で)"
    "|(?:お?勤め先|勤務先|職場|就業先|会社|学校)を[^。!?\\n]{0,30}(?:名称|名前|名(?=で|を)"
    "|社名|略さ|省略)|証券こーど|(?:通帳|給与明細|給料明細|社員証|名札|源泉徴収票|校章|体操着"
    "|制服)[^。]{0,24}(?:法人|会社|社名|学校|校名|発行(?:者|元)|支払者)[^。]{0,16}(?:名"
    "|印字|何|どこ|書)"
    f"|(?:何|どこの|どちらの|どの){_SCHOOL_JA}の?(?:出身|ご出身|卒|出で|生徒|学生)"
    f"|(?:何|どこの|どちらの|どの){_SCHOOL_JA}をご?(?:出|卒)|(?:お?店|会社|職場|病院|学校)は(?:何"
    f"|なん)(?:という|て)"
    "|何年何組|何組(?:です|\\?|か|$)|何くらす(?:です|か)|(?:会社|学校)の(?:ほーむぺーじ|url"
    "|公式さいと)の(?:url|あどれす)"
)
_WORKS = compiled(
    r"(?!.{0,16}(?:業界|業種|業(?:に|で)|会社|企業|自宅|在宅|工場|お?店|ところ|都内|県内|市内"
    r"|役所|官公庁|民間|海外|農|病院|学校))"
    r"[^\s。、()]{2,20}(?:に|で)(?:お?勤め|勤務|働いて)"
    r"|(?:株式会社|有限会社)[^\s。]{1,16}(?:の)?(?:社員|職員|勤務)|[^\s。、()]{2,12}(?:大学"
    r"|高校|中学校?|小学校)(?:に|へ)(?:通|在籍)(?!.{0,4}いない)"
    r"|i (?:work|am employed) (?:for|at|by) (?!a |an |the |home|least|night|my|all|any|none"
    r"|another|other|some)\w+"
    r"|i (?:attend|study at|go to) (?!a |an |the |school|bed|home|my|none"
    r"|work)[\w ]{2,20}(?:university|college|school)"
)
# Which of several it is, where the options are no kinds.
_WHICH_ONE = compiled(
    r"(?:あなた|ご自身|ご本人|現在|今|お)?の?(?:ご?勤務先|お?勤め先|職場|就職先|内定先|通学先|在籍校|出身校|母校|出身大学|通って(?:い)?る(?:学校|大学|高校))"
    r"名?(?:の(?:会社|学校|名称))?(?:は|が|を)[^。!?\n]{0,16}(?:どれ|どちら|次の|以下|下記|この中|選)"
    r"|\b(?:which|pick|choose|select)\b[^.?!\n]{0,30}\b(?:your (?:own |current "
    r"|present )?(?:employer|company|school|university|college)"
    r"|you (?:work (?:for|at)|attend|studied at|graduated from))\b"
)
_KINDS = compiled(
    r"業|企業|会社員?$|官公|公務|団体|自営|学生|ぱーと|規模|人(?:未満|以上|くらい|$)|働いて|なし|無職|そのほか|その他|答えたく|学校$|大学院?$|高校$|短大|専門|小学|中学"
    r"|役所|店舗|工場|病院|自宅|在宅|屋外|立$|市内|県内|区|[0-9]"
    r"|\b(?:public|private|sector|industry|trade|services?|retail|manufactur\w+|health ?care"
    r"|education|government|home|office|shop|factory"
    r"|self[- ]employed|none|other|prefer|not|small|large|medium|school|university|college|state"
    r"|high|vocational)\b"
)
_SCHOOLS = compiled(rf"{_SCHOOL}|\bclass\b|homeroom|{_SCHOOL_JA}|校名|出身校|母校|学級|くらす|何組|何年")
_OF_WHAT_KIND = compiled(r"\b(?:kind|type|sort|size)s? of\b|どんな[^。、]{0,6}$")
_PAPER = compiled(
    r"\{|便箋|封筒|包み紙|包装|請求書|納品書|見積書|領収書|名刺\W|住所録|取引先|すきゃん|見本|架空|商店街に"
    r"|画像|\b(?:letterheads?|envelopes?|wrappers?|invoices?|scan|sample|fictional|ledger)\b"
)
_MINE = compiled(r"あなた|ご?自身|勤め|勤務|働|通[うっ]|母校|\b(?:your|you)\b")
_IN_THIS = ("この業種で働いている", "I work in this industry")
_INDUSTRY = ("お勤め先の業種を教えてください。", "Which industry do you work in?")
_KIND = (
    "学生の方は、学校の種類（高校・大学など）を教えてください。",
    "If you are a student, what kind of school is it?",
)


def find(scene: Scene) -> Iterator[Hit]:
    """Names of where one works or learns, asked for as such, in other words, or offered as options."""
    named = list(_named(scene))
    yield from named
    yield from map(_whole, told_around(scene, *EMPLOYERS, *EMPLOYERS_IN_OPTIONS, beside=named))


def _named(scene: Scene) -> Iterator[Hit]:
    for hit in (*asked_in(scene, _NAME, _GENERIC, _EMPLOYER), *phrases_in(scene, _ASKED)):
        if not (_is_on_paper(hit) or _is_a_kind(hit)):
            yield _mended(hit)
    for place in scene.of("question"):
        if (match := place.search(_WHICH_ONE)) and _are_names(scene.options_of(place.question)):
            yield _whole(Hit(place, *match.span()))
    for place in scene.of("option"):
        if match := place.search(_WORKS):
            yield _whole(Hit(place, *match.span()))


def _are_names(options: list[Place]) -> bool:
    """Whether at least two options are no kinds, sizes or places, and so the names of some."""
    return sum(not _KINDS.search(option.reading.text) for option in options) >= 2


def _is_on_paper(hit: Hit) -> bool:
    """Whether the name stands on a paper or list that is only worked on, or is made up."""
    text = hit.place.reading.text
    return bool(_PAPER.search(text) and not _MINE.search(text))


def _is_a_kind(hit: Hit) -> bool:
    """Whether only the kind or size of it is asked for, or by options in what place one does it."""
    text = hit.place.reading.text
    if hit.place.kind == "question" and not hit.place.open and text.startswith("where", hit.start):
        return True
    return bool(_OF_WHAT_KIND.search(text[max(0, hit.start - 40) : hit.end]))


def _whole(hit: Hit) -> Hit:
    """The whole text that asks for it in other words is put differently."""
    text = hit.place.reading.text
    safe = _IN_THIS if hit.place.kind == "option" else _KIND if _SCHOOLS.search(text) else _INDUSTRY
    return replace(hit, mend=safe[0 if is_japanese([hit.place.text]) else 1], mended=(0, len(text)))


def _mended(hit: Hit) -> Hit:
    """The whole sentence that asks for it is put differently."""
    text = hit.place.reading.text
    first, last = hit.place.sentence(hit.start, hit.end)
    sentence = text[first:last]
    first += len(sentence) - len(sentence.lstrip())
    safe = _KIND if _SCHOOLS.search(sentence) else _INDUSTRY
    return replace(hit, mend=safe[0 if is_japanese([sentence]) else 1], mended=(first, last))


def _choice(text: str, *options: str) -> dict[str, object]:
    asked = {"id": "q", "kind": "single", "text": text, "options": list(options), "required": False}
    return {"questions": [asked]}


RULE = Rule(
    id="P7",
    verdict="fix",
    reason=(
        "勤務先・学校・学級の名前は求められません。業種や規模、学校の種類なら尋ねられます。",
        "The name of an employer, school or class may not be asked; the industry, the size or the kind "
        "of school may.",
    ),
    find=find,
    identifies=True,
    found=(
        "通っている学校と学年、組を教えてください。",
        "お勤めの会社と部署を教えてください。",
        "お勤め先の会社名を教えてください",
        "勤務先の名称",
        "いま通っている大学はどこですか",
        "どこの会社で働いていますか",
        "何年何組ですか",
        "出身校を記入してください",
        "かいしゃ の なまえ を かいて",
        "hataraite iru kaisha no namae wo oshiete kudasai",
        "社 名 を ご 記 入 く だ さ い",
        "貴殿のご勤務先の御社名をお聞かせください",
        "What is the name of your employer?",
        "Who do you work for?",
        "Which university do you attend?",
        "Company name (your own)",
        "sch00l n4me + ur cla55",
        "Which high school did you graduate from?",
        {"instructions": "回答のはじめに、勤務先の会社名を書いてください。"},
        "内定をもらった会社名",
        _choice("次のうちあなたの勤務先はどれですか", "トヨタ自動車", "ソニー", "日立製作所"),
        _choice("Which of these is your employer?", "Amazon", "Yamato", "Sagawa"),
    ),
    passes=(
        "お勤め先の業種を教えてください",
        _choice("勤務先はどれにあてはまりますか", "大企業", "中小企業", "官公庁", "自営業"),
        _choice("通っている学校はどれですか", "高校", "大学", "専門学校", "通っていない"),
        _choice("Which best describes your employer?", "Private company", "Public sector", "Charity"),
        "会社の規模を教えてください",
        "どの種類の学校に通っていますか",
        "好きな自動車メーカーの会社名を書いてください",
        "学校の給食で好きなメニューは何ですか",
        "職場の雰囲気について感想を教えてください",
        "携帯電話会社はどこですか",
        "理系に強いと思う大学を挙げてください",
        "会社の名刺は紙と電子のどちらが便利ですか",
        "看板に書かれている会社名を書き写してください",
        "Which industry do you work in?",
        "How many people work at your company?",
        "Which class do you usually fly?",
        "Which subject did you enjoy most at school?",
        "Name the first bank that comes to mind.",
        "Which company is named in this text?",
    ),
)
