"""S1: what Japanese law calls special-care-required: health, creed, race, origin, crime, disability."""

from collections.abc import Iterator
from re import Match

from screening_policy.asking import Fact, Thing
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Scene

_ILLNESS = (
    r"diabet\w+|cancers?|tumou?rs?|depression|depressive|asthma|hypertension|high blood pressure"
    r"|heart (?:disease|attack|condition)|hiv|aids|hepatitis|epilepsy|dementia|alzheimer\w*|adhd"
    r"|autis\w+|schizophrenia|bipolar|anorexia|covid\w*|stroke"
    r"|(?:chronic|mental|serious|medical|long-?term|infectious|hereditary|underlying|pre-?existing"
    r"|health)(?: \w+)? (?:illness|disease|condition|disorder|problem|issue)s?|illness(?:es)?"
    r"|diseases?|disorders?|sexually transmitted\w*|std"
)
_ILLNESS_JA = (
    "糖尿病|がん(?!ばっ|ばり|ばる|こ)|癌|うつ病|鬱病?|うつ(?=と|の|で)|喘息|ぜんそく|高血圧|心臓病"
    "|心疾患|肝炎|てんかん|認知症|発達障害|自閉症|統合失調症|双極性障害|ころな(?:に)?(?:感染|かか)"
    "|脳卒中|感染症|難病|慢性疾患|性病|hiv|えいず|基礎疾患|病気|疾患|びょうき|あとぴー"
)
HEALTH = Fact(
    plain=r"medical (?:history|records?|conditions?|treatment)|health (?:conditions?|records?"
    r"|check ?up results?)|(?:check-?up|examination|blood test|test) results?|your (?:diagnos[ei]s"
    r"|illness(?:es)?|diseases?|prescriptions?|medications?|medicines?|blood (?:pressure|sugar)"
    r"|cholesterol|disabilit(?:y|ies)|vaccin\w+|chronic\w*|health problems?)"
    r"|(?:are|were|have) you (?:ever |currently |been |being |now )*(?:diagnosed|hospitali[sz]ed"
    r"|treated for|vaccinated|inoculated|operated|prescribed|disabled|infected|tested positive"
    r"|a wheelchair|in (?:treatment|hospital|therapy))|(?:do|did) you (?:currently "
    r"|regularly )?(?:take|use)(?: any)? (?:prescri\w+|medic\w+|antidepress\w+|insulin|drugs? for"
    r"|pills)"
    r"|(?:which|what) (?:medic\w+|illness\w*|diseases?|drugs|vaccines?"
    r"|disabilit\w+)(?: \w+){0,3} (?:do|did|have|are) you|(?:suffer(?:ed|ing)?|recover(?:ed"
    r"|ing)?) from (?!boredom)|(?:medicines?|medications?|drugs|pills) (?:that )?you (?:currently "
    r"|regularly )?(?:take|use)|(?:had|have|undergone) (?:any |an? )?(?:surgery|surgeries|operation"
    r"|transplant|chemotherapy)|(?:are|have) you (?:been )?(?:currently |now |regularly )?(?:taking"
    r"|using|on) (?:any |some )?(?:prescri\w+|medic\w+|antidepress\w+|insulin)|doctor (?:told"
    r"|diagnosed|prescribed)|disability certificate"
    r"|hearing aids?|are you (?:deaf|blind|hard of hearing|hearing impaired|visually impaired|colou?r ?blind)"
    r"|results? of your (?:\w+ ){0,2}(?:test|check-?up|examination|screening)s?|how many (?:doses|shots)"
    r"|doctor (?:ever )?(?:told|tell|said)(?: \w+){0,3} (?:have|had|suffer)"
    r"|(?:allergic|allerg(?:y|ies))(?= (?:do|to|have)|\W*$)|are you allergic"
    r"|耳が(?:聞こえ|遠)|目が(?:見え(?:な|に)|不自由)|色覚|補聴器|(?:精神科|心療内科|病院|くりにっく)に(?:行っ|かか|入)"
    r"|通院中|あれるぎー(?:は|が)(?:あり|ある|ござ|お)|あれるぎー(?:を)?(?:お持ち|持っ)"
    r"|mobility aid|hba1c|do you use a wheelchair|wheelchair users?|people treated for"
    r"|(?:精神科|心療内科|婦人科|産婦人科|泌尿器科|病院|くりにっく|医者)(?:に|へ)(?:通っ|通い|通院"
    r"|かかっ)|持病|既往(?:歴|症)|病歴|びょうれき|通院(?:歴|し)|入院(?:歴|し)|手術(?:歴|を受|し)|投薬"
    r"|服用|服薬|処方(?:され|箋|薬|を受)|診断(?:され|名|を受|結果|書)|病名|治療(?:中|を受|歴|し)|闘病"
    r"|主治医|お薬手帳|かるて|(?:健康診断|健診|人間どっく|血液検査|検診|検査|pcr検査)の?(?:結果|数値"
    r"|値)"
    r"|血糖値|血圧(?:の値|は|を)|これすてろーる値?|肝機能|障害者?手帳|(?:障害|障がい"
    r"|しょうがい)(?:が(?:あり|ある)|の有無|の(?:種類|等級|程度)|等級|はあり|をお持ち|者(?:です|の方"
    r"|手帳))|車椅子(?:を(?:使|利用)|利用者|使用者)|(?:わくちん|予防接種)(?:の|は|を"
    r"|も)?[^。?]{0,8}?(?:接種(?:し|回数|歴|状況|は)|打[ちった]|受け(?:まし|た))|接種(?:歴|回数)"
    r"|療育手帳|介護認定"
    r"|(?:か|罹)かったことのある(?:病|疾)|(?:"
    + _ILLNESS_JA
    + r")(?:に|を)(?:かか|罹|患|なっ|お持ち|経験)|お?薬(?:は|を)(?:何|どの)[^。]{0,6}飲|(?:飲んで"
    r"|のんで)いる(?:お?薬|くすり)|常用(?:して|薬)",
    vague=rf"{_ILLNESS}|disabled|disabilit(?:y|ies)|vaccinat(?:ed|ion)|wheelchair|{_ILLNESS_JA}|(?:お?薬"
    rf"|くすり)(?:を|は)(?:飲|のん|使)|障害|障がい|車椅子",
    not_before=r"\s(?:tax|insurance|policy|research|charity|news)|保険|対策|予防|研究",
)
CREED = Fact(
    plain=r"your (?:religion|faith|religious \w+|creed|political (?:party|affiliation|beliefs?|views?"
    r"|leanings?|conviction)s?|church|philosophy of life)|(?:which|what)(?: \w+)? religion|(?:which"
    r"|what) (?:church|mosque|temple|synagogue) (?:do|did|are) you|(?:did|do|will|would) you vote for"
    r"|religious (?:affiliation|belief|denomination)s?|political (?:affiliation|party do you|leaning)"
    r"|do you (?:believe in (?:a |any )?god|pray|attend (?:church|mosque|temple|religious)"
    r"|go to (?:church|mosque))|who(?:m)? did you vote|(?:which|what) (?:political )?party (?:do|did"
    r"|will|are) you(?: \w+)?|(?:member|supporter) of (?:a|any|the) (?:political )?party"
    r"|do you support (?:the )?(?:ldp"
    r"|liberal democrat\w*|communist|komeito|republican|democrat\w*|labou?r|conservative|tory|greens?)"
    r"|party (?:did )?you (?:vote|voted|support)|are you (?:a )?(?:christian"
    r"|muslim|buddhist|catholic|jew(?:ish)?|hindu|atheist|religious|conservative|liberal|republican"
    r"|democrat)|meaning of your life"
    r"|信仰(?:する|して|はあり|の有無|心|宗教)|(?:あなた|ご自身|自分)の(?:宗教|宗派|信条|政治的|思想"
    r"|人生観)|(?:宗教|しゅうきょう)(?:は(?:何|なん|あり|お持ち|\?|$)|を(?:教え|お|信|記入|入力|選)"
    r"|の有無|名)|宗派|支持(?:する)?政党|支持して(?:いる|る)(?:政党|党)|どの(?:政)?党(?:を支持|に投票"
    r"|に入れ)"
    r"|(?:誰|どの候補(?:者)?|どこの党|どの政党)に(?:投票|入れ)|投票した(?:候補|政党|党|人|相手)|投票先"
    r"|(?:何|どの|どんな)(?:宗教|神|教)(?:を信|に(?:入|所属))|信じている(?:宗教|神|教)|檀家"
    r"|政治(?:的)?(?:信条|思想|的立場)|人生観|人生哲学|座右の信条|入信|信者です|(?:創価学会員?"
    r"|えほばの証人|幸福の科学|統一教会|天理教|[一-鿿ぁ-んー]{2,6}教徒|くりすちゃん|むすりむ)(?:です"
    r"|の方)|選挙[^。]{0,10}(?:どこ|誰|だれ|どの(?:党|政党|候補))に(?:入れ|投票|投じ)",
    vague=r"religion|宗教(?:に入|をお持ち|を信)",
    not_before=r"\s(?:freedom|education|leaders?|holiday)|法人|施設|画",
)
ORIGIN = Fact(
    plain=r"your (?:race|ethnicit(?:y|ies)|ethnic \w+|racial \w+|skin colou?r|caste|tribe"
    r"|registered domicile|family register|domicile of origin|ancestry|social status)|(?:which"
    r"|what) (?:race|ethnicit(?:y|ies)|ethnic group|tribe|caste) (?:are|do|best|is)|race ?/ ?ethnicity"
    r"|^\W*(?:race|ethnicity|religion|ethnic group)\W*$|registered domicile|domicile of origin"
    r"|are you (?:of )?(?:\w+ )?(?:descent|ancestry|heritage)\b|在日(?:韓国|朝鮮|こりあん|中国|外国)?人?"
    r"(?:の方)?(?:です|でしょう|の)|帰化(?:し|され)|はーふです"
    r"|are you (?:black|white|asian|hispanic|latino|ainu)"
    r"|人種|民族|本籍(?:地)?|ほんせき|出自|部落|同和地区|家柄|(?:社会的)?身分(?:は|を)|門地"
    r"|戸籍(?:の(?:所在|住所|場所)|上の住所|謄本|筆頭)|肌の色は|あいぬ(?:の方|民族|です)|ご先祖の出身",
    not_before=r"学|衣装|音楽|料理|\s(?:car|horse|track)",
)
CRIME = Fact(
    plain=r"your criminal (?:record|history)|criminal (?:record|history|conviction)s?|(?:have|were"
    r"|are) you (?:ever |been |currently )*(?:convicted|arrested|imprisoned|charged with|in prison"
    r"|in jail|served time|spent time in (?:prison|jail)|on probation|fined for|indicted|sentenced"
    r"|a victim|victimi[sz]ed|(?:sexually )?assaulted|robbed|stalked|scammed|abused|raped|burgled|mugged)"
    r"|been (?:a "
    r"|the )?victims? of|victims? of (?:a |any )?(?:crime|fraud|theft|violence|assault|abuse|stalking"
    r"|scam)s?|juvenile (?:record|detention|court)"
    r"|犯罪被害|裁判(?:を受け|にかけ|を起こ)|性被害"
    r"|前科|逮捕(?:歴|され)|犯罪歴|前歴|有罪(?:判決)?(?:を受|にな)|服役|少年院|少年(?:審判|鑑別)"
    r"|保護観察|補導(?:歴|され)|起訴され|懲役|(?:万引き|窃盗|犯罪|罪|警察)[^。]{0,8}(?:捕ま|つかま"
    r"|犯し|検挙)|刑務所に(?:入|い)|(?:犯罪|詐欺|窃盗|盗難|空き巣"
    r"|すとーかー|痴漢|暴力|dv|性犯罪|いじめ|虐待|ひったくり|ふぃっしんぐ)(?:の)?(?:被害)?(?:に(?:遭"
    r"|あ[いっわ])|を受け|の?被害者)|被害に(?:遭|あ[いっわ])|被害(?:を受け|経験)",
    vague=r"criminal record",
)
FACTS = (HEALTH, CREED, ORIGIN, CRIME)

_THINGS = Thing(
    en=rf"medical history|medical (?:conditions?|records?)|diagnos[ei]s|religion|religious (?:affiliation"
    rf"|beliefs?)|ethnicity|criminal record|race and ethnicity|medications?|prescriptions?"
    rf"|political party|party you voted for|disabilit(?:y|ies)|blood pressure|check-?up results?"
    rf"|(?:{_ILLNESS})",
    ja="病歴|既往歴|持病|病名|診断名|診断書|宗教|信仰|支持政党|投票先|人種|民族|本籍(?:地)?|前科|犯罪歴"
    "|障害(?:者手帳|の有無|等級)|(?:健康診断|検査)の?結果|服用(?:中の)?(?:薬|している薬)|お薬手帳|血圧"
    "|血糖値|接種(?:歴|回数)",
    of_material=True,
    bare=False,
)
_APPLIES = compiled(
    r"\b(?:you|your|yourself)\b|あてはま|当てはま|該当|経験|あなた|ご自身|お持ち|かかった|選んで|選択"
)
_OF_MATERIAL = compiled(
    r"\b(?:texts?|articles?|sentences?|tweets?|posts?|images?|topics?|news|words?|story|reviews?"
    r"|headlines?|heard|know|think|interest\w*|important|should|read)\b|\{|文章|記事|画像|本文|投稿"
    r"|見出し|話題|知って|関心|興味|思[いう]|聞いたこと|重要|にゅーす|内容|この文|次の文"
)
_IN_OPTION = compiled(
    rf"^\W*(?:i (?:have|am|was|had) )?(?:a |an )?(?:{_ILLNESS}|buddhis[tm]|christian(?:ity)?|muslim"
    rf"|islam|catholic\w*|hindu\w*|juda\w+|jewish|atheis[tm]|shinto\w*|republican\w*|democrat\w*"
    rf"|convicted.*|arrested.*|disabled|wheelchair.*)\W*$"
    rf"|^\W*(?:{_ILLNESS_JA}|仏教(?:徒)?|きりすと教(?:徒)?|いすらむ教(?:徒)?|神道|創価学会|無宗教"
    rf"|自民党|自由民主党|立憲民主党|公明党|共産党|日本維新の会|国民民主党|障害者(?:手帳.*)?|車椅子.*"
    rf"|前科.*|逮捕.*)(?:の方|です|である|がある)?\W*$"
)


def find(scene: Scene) -> Iterator[Hit]:
    """In questions and what speaks to the member; in options that apply to the member; in the audience."""
    for place in scene.of("question", "hint", "cell", "rendered"):
        for fact in FACTS:
            yield from fact.in_question(place)
    for place in scene.of("title", "instructions", "option"):
        yield from _THINGS.asked(place)
    yield from _in_options(scene)
    for place in scene.of("audience"):
        for fact in FACTS:
            if match := fact.mentioned(place.reading.text.replace("_", " ")):
                yield Hit(place, *match.span())
                break


def _in_options(scene: Scene) -> Iterator[Hit]:
    for question in scene.of("question"):
        text = question.reading.text
        if _APPLIES.search(text) and not _OF_MATERIAL.search(text):
            yield from (
                Hit(option, *match.span())
                for option in scene.options_of(question.question)
                if (match := _names(option))
            )


def _names(option: Place) -> Match[str] | None:
    return _IN_OPTION.search(option.reading.text)


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
