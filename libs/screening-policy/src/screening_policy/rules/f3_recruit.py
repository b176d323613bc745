"""F3: recruiting for jobs, religions, parties or campaigns, and dating."""

from collections.abc import Iterator

from screening_policy.around.recruits import RECRUITS
from screening_policy.clues import or_around
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene
from screening_policy.soliciting import REAL_EN, REAL_JA, Offer, asked_ja, invited_to, offered_in

_TALK = (
    r"たこと(?:は|が)|ましたか|(?:てい|して)ます(?:か|$)|どう(?:思|感)|と感じ|知って|ご存"
    r"|聞いたこと|見かけ|印象|重視|満足|理由|べき|とき(?:は|に|、)|(?:探す|選ぶ"
    r"|応募する)(?:なら|とき|際|時)|賛成|反対"
    r"|\b(?:have you|did you|do you (?:think|know|trust|feel|remember|agree)|should|opinion"
    r"|how (?:often|well|many|do|did|satisf\w+)|last (?:year|time)|if you were|when you "
    r"(?:look|choose|apply|search|work)|aware|heard of|nobody is)\b"
)
_W = r"(?<![a-z])(?:{})(?![a-z])"
_JOB = (
    "すたっふ|募集説明会|会社説明会|採用試験|自衛官|人(?:が|手が)足|工場|登録(?:すたっふ|制)"
    "|社員|あるばいと|ばいと|ぱーと(?!なー)|しごと|仕事|お仕事|働(?:く|き|け)|はたら(?:く|き|け)"
    "|ほーるすたっふ|販売員|営業(?:職|を|の)|訪問営業|運転手|どらいばー|介護(?:職|士|の)"
    "|看護師|えんじにあ|従業員|正社員|契約社員|派遣|内職|在宅わーく|時給|日給|月給|面接|求人"
    "|採用|転職|職場|施設で|店員|講師|もにたー営業|配達員|清掃員|作業員|乗務員|警備員|人材"
    "|仲間を募|選考|(?<!作)業務委託"
    "|"
    + _W.format(
        r"jobs?|staff|drivers?|nurses?|aides?|waiters?|waitress\w*|cooks?|cleaners?|cashiers?"
        r"|tutors?|developers?|engineers?|agents?|clerks?|sales ?(?:people|reps?|person|staff)"
        r"|employees?|positions?|posts|vacanc\w+|openings?|team members?|night[ -]shifts?"
        r"|part-?time\w*|full-?time\w*|career|interviews?|cv|resume|an hour|pair of hands|hands "
        r"like yours|hiring|recruit\w*|applicants?|workers? wanted"
    )
)
_HIRING_JA = (
    "(?:大)?[募暮]集(?:中|を?(?:して|し(?!た|な)|いた)|!|$|。|[)」])|ぼしゅう(?:ちゅう|して)"
    "|急募|採用(?:中|して(?:い|お)ます|いた)|求む|お迎え(?:いたし|して|し)|探して(?:い|お|る)"
    "|さがして|さがしと|増員|人手が足り|来てくれる(?:人|方)|登用|登録制"
)
_APPLY_JA = (
    "応募|おうぼ|働(?:い|き)|はたら(?:い|き)|面接|めんせつ|入社|申し込|えんとりー|えんとり"
    "|履歴書|選考|説明会|見学|来(?:て|ませ)|きて|きませ|参加|受け|連絡|手伝|担|転職"
)
_JOBS = Offer(
    matter=_JOB,
    act="|".join(
        (
            asked_ja(_APPLY_JA),
            rf"(?:{_APPLY_JA})[^。!?\n]{{0,12}}?(?:と思われますか|(?:さ|な)れますか|いただければ"
            rf"|するなら|できます|したい(?!と思)|に進め|ご希望)|いつから(?:働|来|入|始)|働けますか"
            rf"|来られますか|受けてみたい|(?:応募|入社|転職|登録)(?:を)?しますか|(?:ご)?応募くださ",
            "(?:当社|弊社|当店|うち|私ども|私たち|わたしたち|当院|当施設|当編集部|当方|わが社|我が社"
            "|急募)[^。!?\\n]{0,50}?(?:" + _HIRING_JA + ")",
            "(?:働|はたら|手伝|勤務|入|来)[^。!?\n]{0,8}?(?:方|人|ひと)を[^。!?\n]{0,6}?(?:探して|さがして"
            "|お待ち|[募暮]集)",
            r"\b(?:we|(?:our|my|the) \w+(?: (?:in|of|at|on) \w+)?) (?:are|is|am|'re) (?:\w+ )?(?:hiring"
            r"|recruiting|seeking"
            r"|looking for)|\bnow hiring|\bhiring!|\bwe need (?:\w+ ){0,3}(?:staff|drivers|people"
            r"|workers)|\bopen (?:posts?|positions?|jobs?)|\bput (?:you|me) on (?:it|the list)",
            invited_to(
                r"(?:apply|work (?:for|with|at) (?:us|our)|join (?:our|the|us)|send (?:us )?(?:your |a "
                r")?(?:cv|resume)|take the job|start (?:next|on|with us)|come (?:for|to) an interview"
                r"|interview|become (?:a|an|our)|have an interview)"
            ),
            r"\bapply (?:now|today|here|for (?:it|one|the|this))|\byes,? i apply|\bwhen could you "
            r"start|\bstart (?:on )?(?:monday|next|tomorrow|this)|\b(?:leave|attach|paste|upload"
            r"|send) your (?:cv|resume)|\bwe pay [\d,]+|\bwe could use\b|\boffered? you (?:a|the) "
            r"(?:position|job|post)|\b(?:driving|working|cooking|cleaning|selling|delivering|writing) "
            r"for us\b|\bare you free\b",
        )
    ),
    unless=_TALK,
)
_WORK_WITH_US = Offer(
    matter="(?:当社|弊社|当店|うち(?:の|で)|私ども|私たち|わたしたち|当院|当施設|一緒に|いっしょに"
    "|来月から|来週から|明日から)|" + _W.format("us|our|we"),
    act=rf"(?:働|はたら)(?:き|い)[^。!?\n]{{0,10}}?(?:ませんか|みない|ください|くれ|もらえ|ほしい"
    rf"|まへんか|みねが)|\b(?:come|want to|would you(?: like to)?) work (?:for|with) us\b"
    rf"|{invited_to('work (?:for|with|at) (?:us|our)')}",
    unless=_TALK,
)
_FAITH = Offer(
    matter="教団|瞑想|真理|神の|仏の|奇跡|波動|先祖|供養|お祓い|教会|寺院|信者|信徒|宗教|入信|信仰"
    "|教祖|導師|牧師|神父|住職|(?:御|み)教え|教えを(?:学|受|聞)|礼拝|祈り|いのり|祈祷|洗礼"
    "|聖書|経典|説法|法話|救い|救済|魂|たましい|神様|神さま|主の|御仏|仏様|先生の(?:お話"
    "|ご縁)|霊|悟り|道場|集い|つどい|まことの道|伝道|布教|光の(?:道|家|会)|"
    + _W.format(
        r"bible study|believers|choir of|truth|meditat\w+|church|chapel|temple|mosque|faith"
        r"|fellowship|congregation|gospel|bible|prayers?|pray|worship|lord|god|jesus|salvation"
        r"|saved|souls?|spiritual|disciples?|believers?|religio\w*|sect|baptis\w+|preacher"
        r"|ministry|sunday service|parish|holy"
    ),
    act="|".join(
        (
            asked_ja(
                "入信|[入人]信|入会|参加|来(?:て|ませ|られ)|きて|きませ|いらし|おいで|集ま|仲間に(?:な"
                "|入)|お越し|信じ|磨|学(?:び|ん)|入(?:りま|って)|授か|歩(?:み|き|ん)|祈(?:り|っ)|受け"
                "|目覚め|迎え|触れ|導か"
            ),
            "(?:信者|信徒|会員|仲間|弟子)(?:さま|様|さん)?(?:を|の)?[募暮]集|仲間になりませんか|出欠"
            "|お席を(?:ご)?用意|(?:参加|来)られますか",
            invited_to(
                r"(?:come|join|attend|visit us|be received|become|pray with|worship with|accept|let "
                r"(?:jesus|god|the lord)|meet us|walk|follow (?:the|our)|receive|be one of|open your heart"
                r"|give your heart|be saved|sit with us)"
            ),
            r"\b(?:like|want|take|have) a (?:seat|place) (?:in|at|with)\b|\b(?:will|can) you be with "
            r"us\b|\bempty chair\b|\byou are (?:called|chosen|welcome)\b|\bjoin (?:us|our)\b",
        )
    ),
    unless=_TALK + r"|建物|彫刻|観光|旅先|建築|\b(?:architecture|building|sightseeing|tourists?)\b",
)
_CAMPAIGN = Offer(
    matter="党員|(?:[一-鿿ー]|ひかり|みらい|ぼく|わ(?:れ|たし)たち){1,8}党(?!派)|衆院選|参院選|入党"
    "|政党|(?:我が|わが|私たちの|この)党|陣営|候補(?:者|を|に)|市議|県議|選挙(?!権)|市長選"
    "|区議|町議|知事選|総選挙|後援会|支援者集会|決起集会|街頭|署名(?:活動|運動|を集|に(?:ご)?(?:協力"
    "|賛同))|請願|でも(?:行進|に参加)|抗議|きゃんぺーん(?:の)?(?:すたっふ|ぼらんてぃあ|隊)"
    "|ぼらんてぃあ|募金|寄付|寄附|組合への|運動(?:に参加|員)|びら配り|のぼり旗|"
    + _W.format(
        r"party|referendum|vote for [a-z]+ on|count on you|members' list|campaigns?|candidates?"
        r"|election|canvass\w*|leaflets?|petitions?|rally|rallies|protest|march (?:with|for|on)"
        r"|movement|mayor|senator|volunteers?|donat\w+|supporters?|ward|activists?"
    ),
    act="|".join(
        (
            asked_ja(
                "手伝|てつだ|参加|入党|[入人]会|署名|しょめい|配(?:り|っ|布)|寄付|寄附|募金|投票|応援"
                "|支援|登録|加わ|立(?:ち|っ)|来(?:て|い)|集ま|入れて|一票を|協力|広め"
            ),
            "(?:うち|わたしたち|私たち|当会|わが党)の(?:候補|党)[^。!?\n]{0,6}?(?:に"
            "|を)[^。!?\n]{0,6}?(?:お願い|頼み|よろしく|一票)|"
            "(?:参加|来|手伝|立)[^。!?\n]{0,4}?(?:できる|れる|える)(?:方|人)は|手伝って(?:くださる"
            "|くれる|もらえる)(?:方|人)|(?:党員|支援者|会員|ぼらんてぃあ|仲間"
            "|運動員)(?:を|の)?(?:大)?[募暮]集|(?:候補|選挙|集会|街頭)[^。!?\\n]{0,16}?(?:立つ"
            "|連れて(?:く|い)|配る|手伝う|掲げる|回る|電話をかける)",
            invited_to(
                r"(?:join|become (?:a|one|our|part)|volunteer|sign|donate|hand out|help (?:us|our|with)"
                r"|knock|canvass|march (?:with|for|on)|come|attend|stand|support (?:our|us|the)|vote for"
                r"|campaign|phone|recruit|bring)"
            ),
            r"\b(?:is|are) looking for (?:new )?(?:members|volunteers|supporters|helpers)|\bbecome "
            r"one of us|\bcount me in\b|\bcount on you\b|\bput your name\b|\bneeds? your (?:voice|vote"
            r"|support|help)\b|\bwhich street\b|\bjoin (?:us|our)\b",
        )
    ),
    unless=_TALK + r"|投票に行|投票所|\b(?:dress|birthday|dinner|tea|advert\w*|television)\b",
)
_DATING = Offer(
    matter="お茶でも|ごはんでも|ご飯でも|食事でも|飲みにでも|さみし(?:い|く)|寂し(?:い|く)|独り身"
    "|異性|会いたい|運命の|ひとりの夜|1人の夜|付き合|つき合|つきあ(?!い方)|交際|恋人|こいびと"
    "|彼女(?:に|を|募)|彼氏(?:に|を|募)|嫁(?:さん)?|お?婿|結婚相手|けっこん(?:あいて|して)"
    "|花嫁|花婿|伴侶|ぱーとなー(?:を|に)|出会い|であい|(?<!ぷ)でーと|婚活|ご縁|ひとめぼれ"
    "|独身(?:の)?(?:方|男|女)|ふたりで(?:会|食事)|2人で(?:会|食事|出かけ)|"
    + _W.format(
        r"girlfriend|boyfriend|dating|(?:a|go on|blind|first) date|date me|singles?|soul ?mate"
        r"|wife|husband|partner for life|romance|romantic|fall in love|marry|lonely|like me|free "
        r"for (?:dinner|coffee|a drink|lunch)|relationship|chemistry|blind date|get to know (?:me"
        r"|you)"
    ),
    act="|".join(
        (
            asked_ja(
                "会(?:っ|い)|あ(?:い|っ)て|付き合|つき合|つきあ|交際|なって|なり|(?<!ぷ)でーと|食事|連絡"
                "|結婚|けっこん|始め|返事|参加|出かけ|おしゃべりから|話し?"
            ),
            "お茶でもどう|でも(?:どう|いかが)(?:です|や|かな|でしょう|$|\\?)|気に入ったら|(?:と思った"
            "|気になった|興味を持った)(?:方|人)は|さが(?:し|す)て?(?:い|る|お|らん)|探して(?:い|る"
            "|お)|募集(?:中|して)|いっぺん会って|会ってみ",
            r"\bi(?:'m| am)? (?:\w+ )?(?:looking for|seeking|searching for|want|in search of)|\btick "
            r"yes\b|\bif you like me\b|\bwhen you are free\b|\b(?:with|meet|date|marry|message|write "
            r"to) me\b",
            invited_to(
                r"(?:go out|meet|date me|spend|have (?:dinner|coffee|a drink)|marry|be my|join me|go on a "
                r"date)"
            ),
        )
    ),
    unless=_TALK + r"|まっちんぐあぷり(?:の|を使)|\b(?:dating apps?)\b",
)


_ANYHOW = Offer(
    matter="(?:介護|夜勤|販売|登録)?すたっふ|社員を|ばいと|ぱーとさん|どらいばー|時給|月給"
    "|月[0-9]+万円|寮つき|未経験|志望動機|面接|人手|宗派|み言葉|お言葉を聞|信仰|入信|演説会"
    "|党を|入党|党員|候補の|候補者|後援会|署名(?:に|を)|家庭を築|恋人|独身|出会い|人が足"
    "|足りて(?:へん|ない)|"
    r"(?<![a-z])(?:job we offer|manager job|call cent(?:re|er)|interview|shifts?|vacanc\w+"
    r"|christ|jesus|gospel|prayer|congregation|sundays? at|voters|candidate|campaign|petition"
    r"|party members?|kind (?:men|women)|lonely|girlfriend|boyfriend|soul ?mate|see our "
    r"photos)(?![a-z])",
    act=f"{REAL_JA}|{REAL_EN}|志望動機を|わりますか|お席|何名で|入れる日",
    unless=_TALK.replace("|\\b(?:have you|", "|\\b(?:"),
)


def find(scene: Scene) -> Iterator[Hit]:
    """Calls to apply, to believe, to campaign and to meet."""
    return or_around(scene, _named(scene), *RECRUITS)


def _named(scene: Scene) -> Iterator[Hit]:
    return offered_in(scene, _JOBS, _WORK_WITH_US, _FAITH, _CAMPAIGN, _DATING, _ANYHOW)


RULE = Rule(
    id="F3",
    verdict="refuse",
    reason=(
        "求人への応募・宗教・政党・選挙運動への勧誘や、交際相手の募集はできません。",
        "Recruiting for jobs, religions, parties or campaigns, and dating, are not allowed.",
    ),
    find=find,
    found=(
        "当社では倉庫スタッフを募集しています。応募しませんか",
        "うちの店で一緒に働きませんか",
        "急募！ﾎｰﾙｽﾀｯﾌ。あなたも応募してみませんか",
        "営業の仲間を募集しています。感想欄に応募とご記入ください",
        "当社の面接を受けていただけますか",
        "わたしたちの教団に入信しませんか",
        "日曜の礼拝に参加してみませんか",
        "導師さまの集いにいらしてください",
        "市長選の陣営のビラ配りを手伝ってください",
        "私たちの党の党員になりませんか。入党してください",
        "この署名に協力してください",
        "彼女を探しています。会ってみませんか",
        "ぼくと付き合ってもらえませんか",
        "アルバイトに お う ぼ しませんか",
        "We are hiring drivers. Would you like to apply?",
        "Please apply for the job at our shop",
        "Would you like to work for us?",
        "Will you come and join our church on Sunday?",
        "Our party is looking for new members. Join us!",
        "Would you volunteer for our candidate's campaign?",
        "I am looking for a girlfriend. Would you go out with me?",
        {"instructions": "回答の前に、当社の求人に応募してください。"},
        {"instructions": "First sign our petition. Then answer."},
    ),
    passes=(
        "今のお仕事にどのくらい満足していますか",
        "求人広告を見て応募したことがありますか",
        "仕事を探すなら、まずどこを見ますか",
        "教会の建物を見学したことがありますか",
        "投票に行きましたか",
        "マッチングアプリの広告は多いと感じますか",
        "署名を集める仕組みを知っていましたか",
        "例文「スタッフ募集 未経験歓迎」は分かりやすいですか",
        "ボランティア活動をしたことがありますか",
        "初対面の人と話すのは得意ですか",
        "How satisfied are you with your job?",
        "Where would you look for a new job?",
        "Would you recommend your workplace to a friend?",
        "Did you vote in the last election?",
        "Have you eaten dates?",
        "Do you remember the spring campaign of this brand?",
        "Which party games do you like?",
        "How many job interviews have you had?",
    ),
)
