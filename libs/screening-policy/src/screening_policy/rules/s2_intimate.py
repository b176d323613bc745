"""S2: sexual orientation and sex life, gender identity, pregnancy and fertility, union membership, debts."""

from collections.abc import Iterator

from screening_policy.around.intimate import INTIMATE
from screening_policy.asking import Thing
from screening_policy.clues import or_around
from screening_policy.facts import Fact, told_of_in
from screening_policy.kinds import named
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene

_SEX = Fact(
    vague=r"swing(?:s|ing)? both ways|out to your (?:family|parents|mum|mom|friends|colleagues)"
    r"|slept with|sexual partners?"
    r"|(?:sex|gender) (?:the )?same as (?:at|the one|when)|(?:have|had|having) relations",
    plain=r"sexual (?:orientation|preference|identity|experience|activity|partners?|desire|health"
    r"|history|intercourse|relation\w*)|sexualit(?:y|ies)|(?:your )?sex (?:life|drive)"
    r"|\b(?:are|r) (?:you|u) (?:\w+ )?(?:gay|straight|bi(?:sexual)?|lesbian|homosexual"
    r"|heterosexual|queer|asexual|lgbt\w*|a virgin|sexually active|trans(?:gender)?|non-?binary"
    r"|cis\w*)"
    r"|(?:attracted|drawn) to (?:men|women|the same|people of|members of|your own|boys|girls)"
    r"|(?:have|had|having) (?:sex|intercourse|unprotected)|sexually active|make love|intima(?:te"
    r"|cy) (?:with|life|relation\w*|moments)|in (?:the )?bed(?:room)? with your"
    r"|one[\- ]night stand|(?:sleep|slept|in love|relationships?|affairs?|been) with (?:men|women|a man"
    r"|a woman|both sexes)"
    r"|birth control|contracepti\w+|condoms?|erectil\w+|libido|orgasm|masturbat\w+"
    r"|assigned (?:\w+ )?at birth|sex (?:at|registered at|you were given at) birth"
    r"|gender identity (?:match|differ|same)\w*|(?:came|come|coming) out (?:as|to your)"
    r"|same-?sex (?:partner|relationship)(?=.{0,20}you)"
    r"|fall in love with (?:men|women|the same|people)|date (?:men|women) or|(?:who"
    r"|whom) are you attracted|gender of (?:the people|those) you (?:love|date|fall)"
    r"|pronouns do you|whom? (?:are|r) (?:you|u) (?:\w+ )?(?:into|attracted|drawn)\b|(?:fancy"
    r"|attract(?:s|ed)?|turns? you on)"
    r"[^.?!\n]{0,24}\b(?:men|women|girls|boys|guys|blokes)\b(?!')|^\W*i (?:like|love|fancy|prefer"
    r"|date) (?:both )?(?:men|women"
    r"|girls|boys|guys)(?: and (?:men|women|girls|boys))?\W*$|(?:identify|see yourself|describe yourself"
    r"|consider yourself|call yourself|define yourself)(?: as)? (?:a )?(?:trans\w*|non-?binary"
    r"|gay|queer|bi(?:sexual)?"
    r"|lesbian|straight|heterosexual|asexual|gender ?fluid|lgbt\w*)"
    r"|(?:心|こころ|体|からだ)の性(?!格|能)|(?:fancy|love|like|into) (?:girls|boys|men|women),? (?:or|and)"
    r" (?:girls|boys|men|women)(?!')|(?:feel\w*|fall\w*|flutter\w*|beats?|skips?|crush\w*)[^.?!\n]{0,24}"
    r"(?:for|about) (?:men|women),? (?:for "
    r"|or )|heart (?:skip|beat|flutter)\w*[^.?!\n]{0,30}(?:men|women)"
    r"|(?:ときめ|どきどき|どきっと)[^。!?\n]{0,14}(?:男|女|同性|異性)|性的(?:指向|し好|嗜好|志向"
    r"|経験|関係|な関係|少数者|まいのりてぃ|欲求|接触)|せくしゅありてぃ|恋愛(?:の)?対象"
    r"|恋愛感情を(?:抱|持)|(?:同性愛"
    r"|異性愛|両性愛|無性愛)|げい(?:です|で|の方|か)|れずびあん|ばいせくしゅある"
    r"|(?:lgbt\w*)(?:の)?(?:当事者|に該当|です)|性自認|(?:出生|生まれた)(?:時|とき)の(?:性別"
    r"|戸籍上)|とらんすじぇんだー|性別違和|性同一性"
    r"|性生活|性体験|性行為|せっくす|(?:夜|よる)の(?:営み|夫婦生活|(?:方|ほう)(?:は"
    r"|も)?[^。!?\n]{0,6}(?:月|週|年)に)|夫婦の(?:時間|夜)(?:は"
    r"|の)[^。!?\n]{0,6}(?:月|週)に|夫婦(?:の夜|生活の(?:回数|頻度)|関係の頻度)|夫婦の?営み"
    r"|初体験|避妊|(?<![ぁ-ん])ぴる(?:を|の服用)|こんどーむ|性欲|勃起|自慰|同性(?:の(?:方|人"
    r"|相手))?(?:を|に)(?:好き|恋|惹)|(?:好きになる|惹かれる|つきあう|付き合う|恋をする)(?:の"
    r"|相手)(?:は|の性別)?[^。]{0,8}(?:男|女|異性|同性|性別)|童貞|同性の?(?:方|人|相手|恋人"
    r"|ぱーとなー)?(?:と|との)(?:交際|恋愛|暮ら|同居|住|つき|付き|お付き|結婚|関係)"
    r"|(?:恋人|結婚相手|ぱーとなー|付き合う|つきあう)[^。!?\n]{0,14}(?:男|女)[^。!?\n]{0,12}(?:どちら"
    r"|どっち|両方)"
    r"|lgbt\w*の?(?:いずれか|どれか|うち)?[^。!?\n]{0,4}(?:当てはま|あてはま|該当)|(?:恋人|ぱーとなー"
    r"|交際相手"
    r"|つきあっている人|お相手|付き合っている人)(?:の方)?(?:は|の)?[^。!?\n]{0,6}(?:同性|異性)"
    r"|同性と(?:暮ら|交際|つき|付き)|せっくすれす|れす(?:です|か|の期間)|性の悩み|性に関する(?:悩み"
    r"|経験)|えっち(?:の|を|は)|営み|処女(?!作|航海|峰|地)|性経験|かみんぐあうと|不倫(?:を|の経験"
    r"|を?した)|浮気(?:を|の経験)|風俗(?:店|嬢)",
)
_OWN_LOVE = compiled(
    r"^\W*(?:i am |i'?m )?(?:gay|bi(?: ?sexual)?|lesbian|queer|asexual|pansexual|heterosexual|homosexual"
    r"|transgender|trans)\W*$|^\W*(?:i am|i'?m) straight\W*$"
)
_BIRTH = Fact(
    plain=r"\b(?:are|is|were|was|been|be|get|getting) (?:you )?(?:\w+ ){0,2}?(?:pregnant"
    r"|expecting(?: a baby)?)|pregnan(?:t|cy|cies)|try(?:ing)? (?:for|to have|to get"
    r"|to conceive)(?: a)?(?: baby| child| pregnant)?|conceiv(?:e|ing)|fertility|infertil\w+"
    r"|\bivf\b|egg freezing|sperm|miscarr\w+|g[ai]ve(?:n)? birth|(?:have|had) (?:a"
    r"|your(?: first)?) baby(?! \w)|(?:have|had) a baby in|abortion|menstrua\w+|menopaus\w*"
    r"|your (?:last )?period (?:start|cycle|come)|(?:is|are) your periods? (?!drama|film|costume)"
    r"|(?:is|was) your due date|^\W*i(?: a|')?m (?:not )?pregnant|your (?:last |next "
    r"|current )?cycle (?:begin|start|end)"
    r"|you and your (?:partner|wife|husband|spouse) trying\W*$|(?:have|having|hope for"
    r"|hoping for) (?:more|another) "
    r"(?:kids?|children|child|bab(?:y|ies))|baby due\b|(?:when|days?) (?:i am|i'?m|you are"
    r"|you're) fertile|most fertile|ovulat\w+|due date of your baby|(?:baby"
    r"|child) on the way|breast ?feed\w*|morning sickness|(?:on|take|taken|taking|your) maternity leave"
    r"|(?:freez\w*|frozen|froze) (?:your |my )?(?:eggs|embryos)"
    r"|(?:want|plan|hope|intend|like|wish|planning|hoping)(?: \w+){0,4} (?:to have|for|having"
    r"|have) \(?(?:a |any |more\W|another )?\W?(?:\w+ ){0,2}(?:child|children|kids?|baby|babies)|(?:do"
    r"|would) you want (?:\w+ )?(?:children|kids|a baby|a child)|start a family"
    r"|number of children you (?:want|would like|hope)"
    r"|こうのとり(?:に|が|を)[^。!?\n]{0,10}(?:来|運|待|願)|妊娠|妊活|不妊|べびー待ち"
    r"|(?:おなか|お腹)の(?:赤ちゃん|子)|(?:二|三|四|2|3|4)人目[をはがの]?[^。!?\n]{0,4}(?:考え|望|産"
    r"|つくる|作る)|妊婦健診|授乳中|(?:出産|お産)(?:の?経験|され|した|は何回|回数|の予定|予定)|おりもの"
    r"|基礎体温"
    r"|(?:二|2|三|3)人目(?:が|を|の)(?:ほし|欲し|予定|考え)|子(?:ども|供)?(?:が"
    r"|を)(?:でき|授か)(?:ない|ず|たい|ました)|(?:おなか|お腹|胎内)に(?:赤ちゃん|お?子)"
    r"|赤ちゃんを授か|子宝|授かりたい|身ごも|おめでた(?!い|く|か)|流産|死産|中絶|堕胎|排卵|生理(?:周期"
    r"|日|が|は|の|中|痛|不順)|月経|閉経|更年期|出産(?:の?予定|予定日|を控え|する予定)"
    r"|(?<!ま)つわり|卵子凍結|体外受精|(?:お子さん|お子さま|お子様|子ども|子供|赤ちゃん|子)(?:を|が"
    r"|は)(?:あと)?(?:[^。]{0,6})?(?:持ちた|ほし|欲し|望|作(?:り|る予定)|授か|産み|産む"
    r"|つくり|つくる(?:予定|つもり)|何人(?:ほし|欲し|望))|(?:産休|育休)(?:を取る予定|に入る予定)",
    vague=r"lost (?:a|your|the) (?:baby|pregnancy)|weeks (?:along|gone) are|become a (?:mother|father"
    r"|mum|mom|dad|parent)|stopped having periods|change of life|hot fl(?:ush|ash)es|hrt|egg donor"
    r"|surroga\w+",
    not_before=r"線|さん(?:に|へ)席|\s(?:passengers?|women|people|customers?|guests?|staff|travell?ers?"
    r"|commuters?)\b",
)
_UNION = Fact(
    plain=r"(?:trade|labou?r|workers'?|company) unions?|union (?:member\w*|dues|subs|fees|contributions?"
    r"|card|rep\w*"
    r"|activit\w+)|(?:member of|belong to|join(?:ed)?|in) (?:a|any|the"
    r"|your) (?:\w+ )?union(?! (?:jack|hall|square|street|station|cafe))|unioni[sz]ed"
    r"|union dues|shop steward|(?:go|been|went"
    r"|taken part)(?: \w+){0,3} (?:on|in a) strike|collective bargaining"
    r"|労働組合|組合費|すとらいき(?:に|へ)|団体交渉|合同労組|労組|ろうそ(?!く)|(?:職場|会社|社内)の組合"
    r"|(?<!協同)(?<!管理)組合(?:員(?:です|で|か|と|証)|に(?:加入|入|所属|参加)|活動|費|の(?:加入|役員"
    r"|会費))|ゆにおん(?:に|の)(?:加入|入|所属|組合|会員)|職員組合|春闘に(?:参加|出)"
)
_DEBT = Fact(
    plain=r"\b(?:in )?debts?\b|mortgages?|\b(?:cibil|fico|experian|equifax|transunion)\b|\bemis?\b(?= "
    r"|\W*$)(?! (?:records?|music))"
    r"|(?:outstanding|unpaid|owing|overdue|left to pay)(?: \w+){0,2} (?:on|against|towards) (?:your|the"
    r"|any|my)"
    r"|(?:still |left )(?:have |has )?(?:to )?(?:pay|owe)(?: off)? (?:on|for) (?:your|the|my) (?:house"
    r"|home|car|flat|loan|card)"
    r"|(?:chased|called|visited|contacted) by (?:\w+ )?(?:bailiffs?|debt|creditors?|recovery"
    r"|collectors?)|(?:do|did|have) you (?:\w+ ){0,3}(?:owe"
    r"|borrow(?:ed)? (?:any )?(?:money|cash|from (?:a |your )?(?:bank|lender|family|friend"
    r"|relative))|overdraw\w*)|(?:owe|owing) (?:on|to|money|in)"
    r"|how much (?:money )?(?:do )?you (?:still )?owe|(?:car|student|pay ?day|personal|home"
    r"|bank|consumer|outstanding|education) loans?|loans? (?:do you|to (?:re)?pay|balance"
    r"|you have|outstanding)|repay\w*|credit (?:score|record|report|history|rating|file"
    r"|check)|turned down for (?:credit|a loan|a card)|(?:refused|declined|denied"
    r"|rejected) (?:for )?(?:credit|a loan|a credit card|by a lender)|(?:loan"
    r"|credit)(?: \w+){0,3} (?:refused|declined|denied|rejected)|bankrupt\w*|overdrafts?"
    r"|behind (?:on|with)(?: your)? (?:\w+ )?(?:payments?|rent|bills|instal\w+)|missed (?:a "
    r"|any )?(?:loan |credit card |card |bill )?(?:re)?payments?|arrears|(?:cards?|limit) (?:is |are "
    r"|been )?maxed|maxed out|debt collect\w*"
    r"|collection agenc\w*|bailiff|\bpawn\b|revolving|carry a balance"
    r"|(?:credit )?card (?:debt|balance) (?:unpaid|each month|do you)|cash advances?"
    r"|instalments? left|lenders?"
    r"|(?:in|into|out of) (?:the )?(?:red|debt)\b"
    r"|(?:still )?paying (?:off|back)|buy now,? pay later|\biou\b"
    r"|hire purchase|(?:money|how much)(?: \w+){0,4} (?:borrowed"
    r"|owed)|credit[- ]?worth\w*|minimum payment|借金|ろーん(?:は|の有無"
    r"|が(?:あり|ある|残)|を(?:お持ち|利用|使|払))|月々の返済|(?:お金|金)を(?:借り|返し)|かりたお金"
    r"|借りたお金|前借り|つけ払い|後払いの(?:残|未払)|未払い|支払い?(?:の)?(?:遅れ|延滞|遅延)"
    r"|くれじっと(?:の)?(?:残高|りぼ)|多重|家賃を?(?:滞|払え)|払えな|借(?:り)?入(?:れ)?(?:金|額"
    r"|先|残高|総額|が|は|の|を|状況|件数)|借入|お?金を借り(?:て|た|る)|(?:消費者金融|銀行|友人|家族|親"
    r"|かーどろーん|ろーん会社|町金|闇金)(?:から|に)(?:の)?(?:借|お?金を借)|(?:住宅|家|車|まいかー"
    r"|おーとろーん|教育|かーど|ふりー|銀行|りふぉーむ)の?ろーん(?:の)?(?!の?(?:銀行|広告|金利(?:が"
    r"|は)上))|ろーん(?:の|を|が)?(?:残高|残債|返済|残り|組んで|支払|抱え|完済|月々)|かーどろーん"
    r"|きゃっしんぐ|りぼ(?:の|払い|残高|るびんぐ)|りぼるびんぐ|奨学金(?:を|の)(?:返|残|借)|返済(?:額|中"
    r"|が|の|し(?:て|終)|総額|比率|計画|に)|滞納|(?:ろーん|かーど|支払い?|家賃|返済|料金|税金"
    r"|携帯代)の?(?:の|を)?延滞|延滞(?:歴|金を払)|督促|取り立て|自己破産|債務|任意整理|過払い|信用(?:情報"
    r"|すこあ)|ぶらっくりすと|(?:ろーん|かーど|くれじっと|借入|割賦)の?審査(?:に|で|が)?(?:落|通ら|断"
    r"|否決)|(?:審査|与信)に落ち|消費者金融|質屋|負債|残債|らいふらいんの支払いが遅れ|(?:支払い"
    r"|しはらい)が(?:遅れ|滞)|分割払いの残り|家計の赤字を借",
    vague=r"borrowings?(?= |\W*$)|defaulted|repossess\w+|ccj|county court judg\w+|student loans?|(?:car"
    r"|vehicle|store|point of sale) finance(?= |\W*$)|pay off (?:every|each|a|per) "
    r"(?:month|week|year)|loans?(?= (?:to|do|are|have|from|from a|you)|\W*$)",
    not_before=(
        r"の?(?:しくみ|仕組み|広告|制度|こまーしゃる|cm|映画|相談窓口の名)|ぎふと"
        r"|\srates? (?:in|to|will|are|go|goes|rise|fall|or)\b"
        r"|\s(?:advert\w*"
        r"|commercials?|ceiling|crisis|market|film|jack)"
    ),
)
FACTS = (_SEX, _BIRTH, _UNION, _DEBT)
_THINGS = Thing(
    en=(
        r"sexual orientation|debts?|mortgage(?: balance)?|credit score|union membership"
        r"|loan balance|what you owe|pregnancy"
    ),
    ja=(
        "性的指向|性自認|(?:現在の)?借入(?:総額|額|金|残高)?|借金(?:の額|額|総額)?|ろーん残高"
        "|住宅ろーん(?:の)?残高|妊娠(?:週数|の有無)?|労働組合への加入(?:の有無)?|信用情報|返済額"
    ),
    of_material=True,
    bare=False,
)
_APPLIES = compiled(
    r"\b(?:you|your|yourself|u)\b|あてはま|当てはま|該当|経験|あなた|ご自身|お持ち|選んで"
    r"|選択|お選び|今の|いまの|状況|理由|きっかけ|話しにくい|近い(?:もの|の)|\bfits\b"
    r"|\b(?:choose|pick|select|tick|mark) (?:one|all|any|the|whatever)\b|\b(?:is|are|that's) true\b"
    r"|\bappl(?:y|ies)\b"
    r"|\bclosest\b|\bdescribes\b"
)
_OF_MATERIAL = compiled(
    r"\b(?:texts?|articles?|sentences?(?! (?:that )?(?:is |)(?:fits|true|closest|you))|posts?|images?"
    r"|topics?|news|words?|story|reviews?"
    r"|headlines?|heard|know|interest\w*|should"
    r"|adverts?|section)\b|\{|文章|記事|画像|本文|投稿|見出し|話題|知って|知りたい|関心"
    r"|興味|思[いう]|聞いたこと|重要|にゅーす|広告|見たこと|次の文"
)


def find(scene: Scene) -> Iterator[Hit]:
    """In questions and what speaks to the member; in options that apply to the member; in the audience."""
    return or_around(scene, named(scene, FACTS, _THINGS, _in_options(scene)), *INTIMATE)


def _in_options(scene: Scene) -> Iterator[Hit]:
    for question in scene.of("question"):
        if question.search(_APPLIES) and not question.search(_OF_MATERIAL):
            for option in scene.options_of(question.question):
                told_of, text = told_of_in(option, FACTS), option.reading.text
                told = next((m for fact in told_of if (m := fact.plainly(text))), None)
                if match := told or option.search(_OWN_LOVE):
                    yield Hit(option, *match.span())


def _choice(text: str, *options: str) -> dict[str, object]:
    question = {
        "id": "q",
        "kind": "single",
        "text": text,
        "options": [*options, "答えたくない"],
        "required": False,
    }
    return {"questions": [question]}


RULE = Rule(
    id="S2",
    verdict="human",
    reason=(
        (
            "性的指向・性生活・性自認、妊娠や不妊、組合への加入、借金や信用情報にあたるため、"
            "担当者の承認が必要です。"
        ),
        "This is intimate (orientation, sex life, gender identity, pregnancy, union membership, debts): an "
        "operator must approve it.",
    ),
    find=find,
    found=(
        "恋愛の対象になるのはどの性別ですか。",
        "あなたの性的指向を教えてください",
        "妊娠していますか",
        "労働組合に加入していますか",
        "住宅ローンの残高はいくらですか",
        "借金はありますか",
        "お子さんを持ちたいと考えていますか",
        "roudou kumiai ni haitte imasu ka",
        "じゅうたくろーんのざんだかをにゅうりょくしてください",
        "カードの審査に落ちたことがありますか",
        "Are you pregnant?",
        "What is your sexual orientation?",
        "r u g4y, str8 or b1?",
        "Are you a member of a trade union?",
        "How much debt do you have?",
        "Have you been turned down for credit?",
        "Does your gender identity match the sex you were assigned at birth?",
        {"audience": {"condition": "妊活中の女性"}},
        _choice("あてはまるものを選んでください", "奨学金を返している途中", "リボ払いの残りがある"),
    ),
    passes=(
        "クレジットカードは何枚お持ちですか",
        "マンションの管理組合だよりは読みやすいですか",
        "同性婚を法律で認めることについてどう思いますか",
        "住宅ローンの金利についてのニュースに関心がありますか",
        "妊婦さんに席をゆずることについてどう思いますか",
        "どの支払い方法をよく使いますか",
        "図書館で本を借りますか",
        "男女の役割についてどう思いますか",
        "好きな恋愛映画は何ですか",
        "How many credit cards do you own?",
        "What do you think about the European Union?",
        "Should student loans be cheaper?",
        "Do you borrow books from a library?",
        "How do you pay in a supermarket?",
        "Which union of flavours do you like best?",
        _choice("性別を教えてください", "男性", "女性"),
    ),
)
