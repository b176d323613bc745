"""The words, in English and Japanese, that turn a thing that is named into a thing that is asked for."""

import re

from screening_policy.reading import fold

_GAP = r"[\s\-_./*'\"]{0,3}"
_SPACE_OR_SET = re.compile(r" |\[[^\]]*\]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def folded(source: str) -> str:
    """A pattern whose letters beyond ASCII are folded as texts are."""
    return _NOT_ASCII.sub(lambda m: f if len(f := fold(m[0])) == 1 and not f.isascii() else re.escape(f), source)


def pattern(source: str) -> str:
    """A pattern as rules write it, made fit for folded text: a space stands for any small gap or none."""
    return _SPACE_OR_SET.sub(lambda m: _GAP if m[0] == " " else m[0], folded(source))


def compiled(source: str) -> re.Pattern[str]:
    """`pattern`, compiled."""
    return re.compile(pattern(source))


def word(source: str) -> str:
    """An English pattern that begins and ends with a word."""
    return rf"(?<![a-z0-9])(?:{source})(?![a-z0-9])"


_VERB = (
    r"enter|type(?:\sin|\sout)?|write(?:\sdown|\sin|\sout)?|fill(?:\sin|\sout)?|provide|submit|send(?:\sover)?|share|leave"
    r"|state|put(?:\sin|\sdown)?|input|include|add|attach|supply|specify|drop|key\sin|confirm|list|report|disclose|reveal"
    r"|show|indicate|give|tell|let\s(?:us|me)\s(?:know|have)|post|upload|register|record|verify|spell(?:\sout)?"
    r"|reply\swith|answer\swith|sign(?:\soff)?(?:\swith)?|message|note(?:\sdown)?|remind|print|insert|paste|mention|recall|name"
)
_GERUND = "giving|sharing|telling|entering|providing|typing|writing|sending|leaving|filling|adding|stating|submitting"
_LEAD = (
    r"(?:^[\W\d_]*|[^\w\s'\-]\s*|\b(?:please|kindly|must|should|shall|and|then|also|just|simply|now|first|next|finally|here"
    r"|or|can\syou|could\syou|will\syou|would\syou\s(?:please|kindly)|to|you\s(?:need|have)\sto|you'll|make\ssure\syou"
    r"|if\syou\s(?:do\snot|don't|dont|cannot|can't|fail\sto|refuse\sto))\s+(?:\w+ly\s)?|[ぁ-鿿]\s?)"
)
# "to" leads a request only where somebody is asked to.
_NOT_ASKED = re.compile(
    r"(?:how|when|where|whether|like|happy|willing|comfortable|safe|easy|hard|difficult|going|able|used|people|users"
    r"|customers|shop|shops|company|companies|apps?|sites?|websites?|them|him|her|reluctant|afraid|decide[ds]?|refused?"
    r"|way|time|reasons?|residents|citizens|try|tried)\sto\s(?:\w+\s){1,2}$"
)
_BLOCK = (
    r"how|why|whether|if|when|often|think|feel|about|opinions?|feedback|use|using|used|prefer|forgot|changed?|reasons?"
    r"|times?|much|many|who|where|what|which|did|does|do|manage|stored?|remember|lost|you|they|he|she|people|regarding"
    r"|concerning|thoughts|comments|views|rate|that|favou?rite|best|worst|way|ways|to|whose|because|cost|price"
)
_STEPS = rf"(?:[\s,:;&/()\-\"*]+(?!(?:{_BLOCK})\b)[\w']+){{0,8}}[\W_]*$"
_WE_ASK = (
    r"(?:we|i)(?:'d|'ll|\swould|\swill|\salso|\sonly|\sjust)*\s(?:need|require|want|like|collect|ask\sfor|(?:are|am)\s"
    r"(?:asking|collecting|looking)(?:\sfor)?)|(?:may|can|could|might)\s(?:we|i)\s(?:please\s)?(?:have|get|ask(?:\sfor)?|know|see)"
    rf"|(?:mind|by)\s(?:{_GERUND})|(?:what|how)\sabout|you(?:'ll|\swill|\smust|\sneed)(?:\salso)?\s(?:need|have)\sto\s(?:{_VERB})"
    rf"|(?:required|requires|asked|asks?|need|needs|want|have|invite)(?:\syou)?\sto\s(?:{_VERB})|i\sneed|(?:asking|wanting)\s(?:you\s)?for"
    r"|i'd\slike|do\syou\sgo\sby|just|answer"
)
_WHAT = (
    r"(?:what|wot|wat|wut)(?:'?s|\sis|'re|\sare|\sr|\swas|\swere|\swould\sbe)?\s(?:[\"'(]*(?:your|yr|ur|the|a|an|my|u)[\"']?\s)"
    rf"(?:(?!(?:{_BLOCK})\b)[\w'\-]+[\s,]+){{0,6}}[\"'(]*$"
)
EN_ASK = re.compile(rf"{_LEAD}(?:{_VERB})\b{_STEPS}|\b(?:{_WE_ASK}){_STEPS}|\b{_WHAT}")
EN_WHICH = re.compile(r"\b(?:which|what|whose)(?:\s(?:is|are|was))?(?:\s[\w\-']+){0,3}\s*$")
EN_WHICH_AFTER = re.compile(r"\W*(?:do|can|should|may|is|are|did|would|will|could)\s(?:you|we|i|best|the|yours)\b")
EN_YOURS = re.compile(r"^[\W\d_]*(?:and\s|so\s|also\s|now\s)?(?:your|ur|yr|my)\s(?:[\w\-']+\s){0,3}$")
EN_YOURS_AND = re.compile(r"\s?(?:and|&|,|/|\()(?!.*\b(?:is|are|was|were|should|do|does|did|can|could|will|matters?|help|look)\b)")
EN_NEEDED = re.compile(
    r"(?:\s?\([^)]{0,40}\))?[\s:,\-]*(?:(?:is|are)(?:\salso)?\s(?:required|needed|mandatory|necessary|compulsory|a\smust)"
    r"|must\s(?:be|also)|please\b|required\b|needed\b|mandatory\b|goes\shere|here\b|blank|empty|is[\W_]*$|=|:\s*_)"
)
EN_NOT = re.compile(
    r"\b(?:do\snot|don'?t|never|no\sneed\sto|needn'?t|not|without|won'?t|avoid|refrain|cannot|can'?t|shouldn'?t|mustn'?t"
    r"|instead\sof|rather\sthan|nor|no|doesn'?t|isn'?t|hide|remove|omit|cover|mask)\b([^,;:.!?。]{0,60})$"
)
EN_STILL = re.compile(r"\b(?:forget|fail|hesitate|neglect|skip|shy|afraid|worry|blank|but|only)\b|,")
EN_THREAT = re.compile(r"\b(?:if|when|unless|why)(?:\syou)?\s$")
# What may come right after the thing; another noun makes it another thing ("phone number portability").
EN_FOLLOW = re.compile(
    r"[\W_]*$|\s*[^\w\s\-]|\s*[^\x00-\x7f]|[\s\-]+(?:and|or|with|so|to|for|in|on|at|below|here|where|that|which|you|u|we|i"
    r"|please|pls|is|are|was|if|when|as|from|then|now|too|first|again|by|via|of|including|without|using|because|after|before"
    r"|into|also|the|your|plus|must|needed|required|mandatory|optional|details?|info|information|used|given|registered"
    r"|associated|linked|belonging|starting|ending|but|only|exactly|can|may|should|do|did|a|an|both|goes|be|even|just|not"
    r"|than|through|will|would|has|have|it|this|shown|printed|written|whether|since|until|while|though|right|\d)(?![a-z])"
)
EN_BARE_BEFORE = re.compile(
    r"^[\W\d_]*(?:(?:q|question|no|item|step|field)[\W\d_]*)?(?:(?:your|ur|my|the|full|current|contact|please|optional|required"
    r"|mobile|home|work|personal|customer|respondent|participant|member|worker|real|own|legal|valid|complete|enter)(?:'?s)?[\W_]+)*$"
)
EN_BARE_AFTER = re.compile(
    r"(?:[\W_]*\([^)]{0,60}\))?[\W_]*(?:please|pls|required|optional|here|below|again|needed|in\sfull|info|details)?[\W_]*$"
)

_END = (
    "(?:おい|みて|やつて|い?つて)?(?:くだ|下さ|くれ|くださ|ほし|欲し|いただけ|頂け|いただき|頂き|いただく|頂く|もらえ[まなる]|もらい"
    "|ちよ|頂戴|ね|や|よ|な[!。]|な$|な[あー]|けろ|つか|んか|[。!)」~〜♪♡★☆…w]|$)"
)
_ACT = (
    "(?:教え|おしえ|おせー|おせえ|おせ|書い|かい|書き込ん|知らせ|しらせ|聞かせ|きかせ|伝え|つたえ|答え|こたえ|打つ|打ち込ん|打ちこん|残し|載せ|送つ"
    "|見せ|みせ|貼つ|言つ|いつ|述べ|記し|付け|添え|入れ|いれ|埋め|出し|示し|聞い|名乗つ|晒し|さらし|くだ|足し|写し|選ん|貸し|明かし|寄せ|預け)て"
)
_HAND = (
    "(?:入力|記入|記載|登録|明記|回答|返信|送信|提出|申告|添付|提示|共有|開示|連絡|通知|申請|書き込み|お知らせ|お教え|お聞かせ|お伝え|お答え"
    "|お書き|お送り|送付|投稿|署名|登録|確認|提供|入れ|併記|列挙|追記|伝達|付記|こめんと|掲載|打ち込み|書き)"
)
_HANDED = (
    "(?:を|も|の(?:ほど|程)|のほう|まで)?(?:お?願|おねが|して" + _END + "|し(?:なさい|ましよう|ないと)|くだ|下さ|のこと|すること|するように"
    "|せよ|しろ|いただけ|頂け|いただき|頂き|いただく|頂く|が?必須|が?必要(?!な|か|だと|と)|ねがい|の?うえ|の?上|よろしく|たのむ|頼|は(?:こちら|必須)|欄|[。!)」]|$)"
)
_WISH = (
    "(?:知りたい|しりたい|知りたく|うかが|伺[いうわ]|お聞き(?!にな)|聞きたい|聞きます|教わり|お?尋ね(?:し|いた|ま|た)|頂戴|ちようだい|いただけ|いただき|頂け|頂き"
    "|求め(?:ます|て(?:い|お))|もとむ|求む|くれ|くだ|下さ|お願|おねがい|願い|どうぞ|ぷりーず|きぼう|希望し|たのむ|頼|よろしく|please|pls|plz|収集(?:し|いた|させ)"
    "|取得(?:し|いた|させ)|集め(?:ます|てい)|もらえ|もらい)"
)
_REQUEST = f"(?:{_ACT}{_END}|教え(?:よ|ろ|なさい|や|い$|ます?よう|てく)|(?:ご|お|御)?{_HAND}{_HANDED}|{_WISH}|お?(?:教え|聞かせ|書き|知らせ|答え)(?:くだ|下さ|願|いただ|頂))"
_TAIL = "(?:\\([^)]{0,40}\\))?[\\s」』】\\]\"'*)]*"
_LISTED = "(?:(?:[とや、,・/&＋+や]|及び|および|または|又は|もしくは|ならびに|並びに|それと|か)[^。!?\\nをはがにで]{1,25}?){0,5}"
_PART = "(?:など|等|とか|だけ|のみ|も含め|全部|すべて|とも)?(?:を|は|も|って|つて|が|だけ|のほう|の方を?|について|に関して|まで|で|と|の|、|:)?"
JA_ASK = re.compile(
    folded(
        f"{_TAIL}(?:の(?:下|上|末尾|最後|最初|頭|はじめ|一部|うち|ひんと|あどれす|番号|id)[^。をはが]{{0,10}}|の?[0-9]+(?:桁|けた|文字))?{_LISTED}{_PART}(?:{_REQUEST}|(?:ひらがな|かたかな|はいふん|はんかく|[^。!?\\nをがは]){{0,18}}{_REQUEST}|(?:は|って)\\s?[?:]\\s?$"
        "|[^。!?\\n]{0,8}(?:何(?!桁|回|個|件|種|人|台|枚|本|つ|年|文字|度|割|か)|なに|なん(?!か)|だれ|誰|何番)|(?:は|って)、?どちら(?!の|が)"
        "|(?:が|は|も)?(?:必須|必要(?!な|ない)|要り(?!ま)|いります|要(?:記入|入力)|欠か)|(?:ご)?(?:記入|入力)?(?:欄|らん)(?:に|$)"
        "|[^。!?\\nを]{0,10}(?:しない|かない|えない|がない|のない|なし|かなければ|しなければ)(?:と|場合|人|方|の|,|、|で)"
        "|の(?:ご)?(?:入力|記入|提出|登録|提供|申告|開示|記載|提示|明記|確認)(?:を|も|が|に(?:ご)?協力)?" + _HANDED + ")"
    )
)
JA_NOT = re.compile(
    folded(
        "[^。!?\\n]{0,30}?(?:ないで(?!は)|なくて(?:いい|よい|結構|構|かま|大丈夫|も|ok)|不要|禁止|控え|避け|やめて|必要(?:は|が)?(?:な[い。]|あり|ござ)"
        "|(?:聞き|きき|伺い|うかがい|求め|尋ね|収集し|収集いたし|取得し|取得いたし|要り|いり|保存し|いただき|頂き|お願いし|入力し|記入し|教え|書き|含み|含め)ません"
        "|(?:聞か|求め|尋ね|収集し|取得し|書か|入れ|伏せ|隠し|消し|けし|教え)(?:ない|て)(?=[。!]|$|ください|おいて|下さい)|伏せて|隠して|消して|ぬきで|抜きで|のぞいて|除いて|以外)"
    )
)
JA_NOT_NOT = re.compile(folded("教えて|入れて|忘れ|必ず|もれなく|ないと|なければ|ない場合"))
JA_BARE_BEFORE = re.compile(
    folded(
        r"^[\W\d_]*(?:(?:q|問|設問|質問|項目|no)[\W\d_]*)?(?:(?:必須|任意|あなた様?|貴方|貴殿|ご?自身|ご?本人|自分|回答者|会員|お客様|みなさま|皆様|現在"
        r"|今|主な|普段|ふだん|個人|連絡用|緊急|お?ご?自宅|勤務先|会社|日中|本当|君|きみ|おたく|正式な?|わたくし|作業者|わーかー|参加者|応募者)(?:様)?(?:の|で|に|は|[\W_])*)*$"
    )
)
JA_NOUNS_BEFORE = re.compile(folded(r"^[\W\d_]*(?!.*[い][^の]*$)[^\x00-\x7f。はがをにでへも、]{0,12}の$|^(?:[一-鿿ー]|らいん|ぽいんと|かーど){1,8}$"))
JA_BARE_AFTER = re.compile(folded(r"(?:の(?:下|上|末尾|最後|最初|頭|はじめ)[^はがをに]{0,8})?(?:[\W_]*\([^)]{0,60}\))?[\W_]*(?:は|を|も|について|のほう|の方|とか|など|等|ぷりーず)?[\W_]*(?:必須|任意|\(.*)?[\W_]*$"))

# A thing of a shop, a sign, a document or a work: of the material, not of the member.
JA_OWNER = re.compile(
    folded(
        "(?:店|店舗|みせ|しよつぷ|会社|企業|法人|施設|看板|画像|写真|ちらし|れしーと|商品|製品|広告|名刺|文章?|本文|記事|ぺーじ|さいと|資料|りすと|表|役所|役場"
        "|病院|くりにつく|ほてる|旅館|れすとらん|学校|俳優|歌手|選手|きやらくたー|きやら|登場人物|主人公|作者|著者|ぶらんど|めーかー|ぺつと|犬|猫|動物|花|植物|駅|町|市|曲|本|映画|料理|食べ物"
        "|人物|社長|首相|大臣|有名人|芸能人|先輩社員|さーびす|あぷり|げーむ|ちーむ|団体|業者|事業者|窓口|せんたー|公園|建物|びる|川|山|国|都市|色|道具|もの|物|こーひー|お?菓子|飲み物|番組|動画|店員|伝票|領収書)"
        "(?:さん|様|名)?(?:自身)?(?:の|に(?:ある|あつた|書かれ|記載|載つ|写つ|見え|表示|印刷|映つ|出て)|上の|内の|中の|から|で見|ごとの)[^。!?\\n]{0,14}$"
    )
)
JA_MINE = re.compile(folded("あなた|貴方|ご自身|ご本人|自分|回答者|会員様|お客様"))
_THINGS = (
    r"shops?|stores?|restaurants?|company|companies|business|brands?|products?|items?|signs?|signboards?|images?|photos?|pictures?"
    r"|receipts?|flyers?|leaflets?|texts?|articles?|pages?|posters?|menus?|characters?|actors?|actress|singers?|authors?|heroes|hero|films?|movies?|songs?|books?|cit(?:y|ies)"
    r"|towns?|places?|stations?|hotels?|offices?|ads?|advertisements?|business\scards?|invoices?|tables?|lists?|websites?|sites?|apps?"
    r"|teams?|plants?|animals?|flowers?|dogs?|cats?|dish(?:es)?|colou?rs?|tools?|customer\sservice|vendors?|suppliers?|documents?|screens?"
    r"|screenshots?|brochures?|labels?|packages?|packaging|storefronts?|facade|banners?|billboards?|building|clinic|hospital|sentence|snippet|drink|food|game|figure|celebrity|politician"
)
EN_OWNER = re.compile(rf"(?<![a-z])(?:{_THINGS})(?:'s|s')?\s(?:[\w\-]+\s){{0,2}}$")
EN_OWNER_AFTER = re.compile(
    r"\W*(?:(?:that|which)\s(?:is|are|appears?)\s)?(?:of|on|in|from|for|shown|printed|written|appears?|visible|displayed|given|listed|belonging)"
    rf"(?:\s(?!your|you|our|my|this\sform|payment)[\w\-']+){{0,5}}?\s(?:{_THINGS})(?![a-z])"
)
EN_MINE = re.compile(r"\b(?:your|ur|yr|yourself|you\sare)(?:\s(?:own|full|real|mobile|phone|work|home|email|personal|first|last))*\W*$")

# Who is spoken to, in material that otherwise only tells.
ADDRESSED = re.compile(folded(r"\b(?:you|your|ur|please|pls|kindly|us|me|here|below)\b|くだ|下さ|願|教え|お教え|必須|いただ|頂|お聞|なさい|せよ|しろ|あなた|入力|記入|たい"))
SPEECH = re.compile(folded(r"\b(?:said|says|say|asked|asks|wrote|writes|told|reads|quoted|according|replied|shouted|called|titled|message|displayed?)\b|と[^。、]{0,12}(?:言|い[うつわ]|書|述べ|話|語|尋ね|聞|叫|表示)|という|つて(?:言|いう)"))
TOLD_OF = re.compile(r"\b(?:my|his|her|their|our|its|whose|someone's)\s(?:[\w\-]+\s)?$")
REPORTED = re.compile(folded(r"(?:ください|下さい|てくれ|ですか|ますか|ね|よ|て|しろ|せよ)[」』\"]?(?:など)?と(?:言|い[うわつ]|頼|聞|尋|書|求|お願|表示|注意|伝|迫|電話|連絡|めーる|記|あ[りる])"))
QUOTED = re.compile("\"[^\"]{1,400}\"|「[^」]{1,400}」|『[^』]{1,400}』")

BARE_BEFORE = re.compile(f"(?:{EN_BARE_BEFORE.pattern})|(?:{JA_BARE_BEFORE.pattern})|(?:{JA_NOUNS_BEFORE.pattern})")
BARE_AFTER = re.compile(f"(?:{EN_BARE_AFTER.pattern})|(?:{JA_BARE_AFTER.pattern})")
FIELD_BREAK = re.compile(folded(r"[,/;、・&|+]|\s(?:and|or|with)\s|と|及び|および|や|または|又は"))
# Words without which a frame cannot ask for what a cell names.
FRAME_ASKS = re.compile(
    rf"\b(?:{_VERB}|your?|ur|what|which|who|when|where|how|please|pls|need|want|may|can|could|have|sign|like|follow|go|get|click|scan)\b|[ぁ-ゖ一-鿿]"
)
FIELD = re.compile(folded(r"(?!.*(?:ます|です|たい|思))[^はをがにへ?!。]{0,20}(?:は|を)?[\W_]*$"))
LIST_OPENS = re.compile(
    folded(
        r"\b(?:following|below|these|fields?|form)\b|(?:以下|次|下記)[^。]{0,20}(?:入力|記入|回答|答え|教え|書|お知らせ|提出|送)|"
        rf"(?:{_VERB})\W*$|(?:入力|記入|回答)(?:項目|事項|内容)|:\s*$"
    )
)
NOT_ASKED = _NOT_ASKED



def order_to(en: str) -> str:
    """A pattern for an order or plea to do one of these (English verbs in the base form)."""
    return rf"(?:{_LEAD}|\b(?:{_WE_ASK}|you\s(?:must|should|will))\s)(?:{pattern(en)})(?![a-z])"


def plea_for(ja: str) -> str:
    """A pattern for an order or plea to do one of these (Japanese nouns of action, or stems before て)."""
    chained = rf"し?て(?!い|る|も|お)[^。!?\nるたいうく]{{0,15}}{folded(_REQUEST)}"
    return rf"(?:{pattern(ja)})(?:{folded(_HANDED)}|て{folded(_END)}|{chained})"


# Facts about the member.
MEMBER = re.compile(
    folded(
        r"\b(?:you|your|ur|yours|yourself|u)\b|あなた|貴方|ご自身|ご本人|自分|お持ち|ありますか|あります[?。]|ある[?方]|いますか|いらっしゃ|されて"
        r"|していますか|してい(?:る|ます)か|ましたか|たこと|かかった|ですか|ますか|教えて|お聞かせ|お答え|選ん|選択|お選び|記入|入力|当てはま|あてはま|該当|ください|はどれ|はどちら|[はがを][?。:]?$"
    )
)
SPOKEN_TO = re.compile(folded(r"\b(?:you|your|ur|yourself)\b|あなた|貴方|ご自身|ご本人|自分の"))
OPINION = re.compile(
    folded(
        r"\b(?:opinions?|think|thoughts|heard|aware|agree|disagree|support|oppose|favou?r|interested|interests?|know (?:about|what|that)|feel about|views? (?:on|about)"
        r"|should|news|important|believe that|in your country|society|trust|attitudes?|likely (?:is|are)|better for)\b"
        r"|どう思|思います|思う[?か。]|賛成|反対|知って|ご存|聞いたこと|関心|興味|にゅーす|意見|考え[をはま方]|印象|いめーじ|社会|政策|制度|法律|重要|必要だと|支持しますか|べき"
    )
)
MATERIAL = re.compile(
    folded(
        r"\b(?:texts?|articles?|sentences?|passages?|tweets?|images?|photos?|pictures?|headlines?|hypothesis|posts?|reviews?|documents?|character|paragraph|words?|person in|mean|meaning|means|definition|synonyms?|antonyms?|translate|spell(?:ed|ing)?|opposite|patient|speaker|author|story|movie|brand|product|book)\b"
        r"|\{|文章|記事|画像|写真|本文|投稿|ついーと|次の文|見出し|れびゅー|登場|話者|筆者|著者|この人|その人|作品|映画|動画|対義語|反対語|類義語|同義語|の意味|英訳|翻訳|英語で|読み方|定義|単語|語句|患者|商品|製品|この文"
    )
)
QUESTION = re.compile(folded(r"\?|か[。?]?$|\b(?:please|tell|enter|write|provide|give)\b|ください|下さい|教え|願|記入|入力"))
