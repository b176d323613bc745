"""What instructions and questions say of answers: how many, how long, in which form and language."""

from screening_policy.patterns import compiled

SINGLE = "(?:[1一ー](?:つ|個|こ)|ひとつ|いつこ)"  # 一 between kana is read as a long vowel
ONE = compiled(
    rf"(?:答え|回答|選択(?:肢)?|選ぶ)[^。!?\n]{{0,12}}?{SINGLE}(?:だけ|のみ|まで|に限|しか|です|や|を?選|$)"
    rf"|{SINGLE}(?:だけ|のみ|まで|に限|しか)|(?:[2二ふ](?:つ|個|たつ)|複数)(?:以上)?[^。!?\n]{{0,8}}?"
    r"(?:選[^。]{0,4}(?:ないで|あか|だめ|でき)|不可|禁止|できません|あかん)"
    r"|複数回答(?:は)?(?:不可|でき|禁止)|\b(?:only|exactly|just) (?:one|1|a single) (?:answer"
    r"|option|choice|box"
    r"|item|reply)|\b(?:one|a single|1) (?:answer|option|choice)s? (?:only|per question|for each|each)"
    r"|\b(?:never|not|n't) (?:\w+ )?(?:more than one|several|multiple)|hitotsu dake"
)
MANY = compiled(
    r"(?:すべて|全て|全部|いくつでも|なんこでも|何個でも|複数|あてはまるだけ"
    r"|当てはまるだけ)(?:を)?(?:選|お選|ちえつく|回答)|あてはまる(?:もの)?(?:を)?(?:すべて"
    r"|全て)"
    r"|(?:[2-9]|二|三|四|五|ふた|みっ|いく)(?:つ|個|こ)(?:以上|まで"
    r"|ほど)?(?:を)?[^。!?\n]{0,6}?(?:選|挙|答|お選)|複数回答(?:可|でき|ok|です)"
    r"|\b(?:all|any)(?: \w+){0,2} (?:that|which) (?:apply|fit|you)|as many as|(?:at least |up "
    r"to )?(?:two|three|four|five|[2-9]) (?:or more )?(?:options|answers|items|things)"
    r"|(?:choose|select|pick|tick|name|mark) (?:at least |up to )?(?:two|three|four|five"
    r"|several|[2-9])\b|multiple answers"
)
NO_WRITING = compiled(
    r"(?:文章|文字|記述(?!欄)|文)(?:を|で|での|による)?(?:書く|書い|入力|回答|答え"
    r"|記入)?[^。!?\n]{0,12}?(?:ありません|ないで|不要|でき(?:ません|ない)|禁止"
    r"|必要(?:は)?(?:ない|あり)|1つも|しない|受け付けません|受け付けていません)"
    r"|(?:選ぶ|選択する|えらぶ|ぼたんを押す)だけ(?!で(?:は|なく))|(?:はい|yes)(?:か|または|/"
    r"|・|と|,| or )(?:いいえ|no)(?:だけ|のみ|で(?:お|のみ|答))|「?(?:はい)」?(?:か|または"
    r"|と)「?(?:いいえ)」?(?:だけ|のみ|で)|\b(?:answer|reply|respond)(?: "
    r"\w+){0,3} (?:with )?(?:only )?yes or no\b"
    r"|(?:do not|don't|never|no need to|without|not have to|not need to) (?:write|writing|type"
    r"|typing|enter)(?: \w+){0,3}? (?:sentences?|text|words?|anything|answers?)"
    r"|\bno (?:free[ -]?text|writing|typing|text|written)\b|(?:just|only|simply) (?:click"
    r"|choose|select|tick|tap)|multiple[ -]choice only"
)
NO_LIST = compiled(
    r"(?:do not|don't|never) (?:choose|select|pick|tick)(?: \w+){0,2} (?:from|anything|any "
    r"(?:option|answer|box))|選択肢は(?:ありません|ない|使)|選択肢から選ばな|(?:すべて|全て"
    r"|全問)(?:の質問)?[^。!?\n]{0,6}?(?:自由記述|記述式|文章で(?:お?答|書))"
    r"|(?:all|every|each) (?:questions?|answers?)(?: \w+){0,3}? (?:free text|in your own words"
    r"|open[ -]ended|full sentences)"
)
WRITTEN = compiled(
    r"(?:文章|文字|ことば|言葉|理由|自由)(?:を|で|に|も)?[^。!?\n]{0,10}?(?:書|記入|入力|説明"
    r"|お書|述べ|お聞かせ|教え)|(?:くわし|詳し)く|書いて|お書き"
    r"|\b(?:explain|describe|write|sentences?|in (?:your )?own words|why|tell us|type)\b"
)
FULL = compiled(
    r"(?:空欄|空らん|空白|未回答|無回答|未記入|すきっぷ|飛ばし)[^。!?\n]{0,12}?(?:不可|認め"
    r"|見とめ|みとめ|無効|禁止|でき(?:ません|ない)|だめ|あか|しないで|なし|却下|困)"
    r"|(?:do not|don't|never|cannot|must not) (?:skip|leave)(?: \w+){0,4}|\b(?:no|every|each"
    r"|all)(?: \w+){0,3} (?:blank|empty|skipp\w+|is required|are required|are mandatory|must "
    r"be answered|is compulsory)"
    r"|(?:全問|全て|すべて)(?:の質問)?(?:が|は|に)?[^。!?\n]{0,6}?(?:必須|必ず|かならず)"
)
OPEN = compiled(
    r"(?:空欄|空らん|空白|未記入|無回答|未回答)[^。!?\n]{0,10}?(?:かまいません|構いません"
    r"|けっこう|結構|ok|よい|いい|大丈夫|可|どうぞ)|(?:書か|答え|かか|回答し)なくても(?:いい"
    r"|よい|かま|構|けっこう|結構|大丈夫|ok)"
    r"|(?:飛ばし|とばし|すきっぷし)ても|(?:may|can|free to|like to) (?:skip|leave (?:it|this"
    r"|the box|this one)(?: blank| empty)?)|leave (?:it|this)? ?(?:blank|empty) if|skip (?:it"
    r"|this) if|optional"
)
FREE = compiled(
    r"(?:すべて|全て|どの質問|全問|いずれの質問)(?:の質問)?(?:(?:も|は"
    r"|が)[^。!?\n]{0,6}?)?(?:任意|飛ばし|とばし)"
    r"|\b(?:all|every)(?: of)?(?: the)? questions?(?: \w+){0,1} (?:are|is) optional|skip any"
)
MUST = compiled(r"必ず(?:お?答|記入|回答|入力|選)|必須|\b(?:required|mandatory|must answer|compulsory)\b")
ENGLISH = compiled(
    r"(?:英語|えいご)(?:だけ|のみ|で(?:お願い|感想|(?!は)[^。!?\n]{0,6}?書|お?答え|書|ご?回答"
    r"|ご?記入|入力))|\bin english(?: "
    r"only)?\b|only (?:in )?english"
)
JAPANESE = compiled(
    r"(?:日本語|にほんご)(?:だけ|のみ|で(?:お願い|感想|(?!は)[^。!?\n]{0,6}?書|お?答え|書"
    r"|ご?回答|ご?記入|入力))|\bin japanese(?: "
    r"only)?\b|only (?:in )?japanese"
)
LANGUAGE_OF = compiled(r"日本語|英語|にほんご|えいご|japanese|english")
AT_MOST = compiled(
    r"(?P<n>[0-9]{1,5})\s?(?:文字|字|words?|characters?|letters?|語|文|sentences?)\s?(?:以内"
    r"|以下|まで|まで|未満|or (?:fewer|less)|at most|maximum|max)"
    r"|(?:at most|no more than|up to|within|under|fewer than|less than|maximum(?: of)?|max) "
    r"(?P<m>[0-9]{1,5})\s?(?:words?|characters?|letters?|sentences?)"
)
AT_LEAST = compiled(
    r"(?P<n>[0-9]{1,5})\s?(?:文字|字|words?|characters?|letters?|語|文|sentences?)\s?(?:以上"
    r"|or more|at least|minimum)"
    r"|(?:at least|no (?:fewer|less) than|minimum(?: of)?|more than|over) "
    r"(?P<m>[0-9]{1,5})\s?(?:words?|characters?|letters?|sentences?)"
)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
NUMBERS |= {"ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20}
NUMBERS |= {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
COUNT_WORD = "[0-9一二三四五六七八九十]{1,3}|" + "|".join(NUMBERS)
COUNT = compiled(
    rf"(?:質問|設問|問い|問題|調査|作業|あんけーと|ぜんぶ|全部で?|全|合計|計|ぜんぶで)(?:は|が|で|数は"
    rf"|の数は)?[^。!?\n0-9]{{0,6}}?(?P<a>{COUNT_WORD})\s?(?:問(?!目|[0-9一二三])|つの?(?:質問"
    rf"|設問|問)|個の?(?:質問|設問)|項目|つです|個です)"
    rf"|(?P<b>{COUNT_WORD})\s?(?:つの?|個の?|こ?の)?\s?(?:質問|設問)(?!目|[0-9])"
    rf"|\b(?P<c>{COUNT_WORD}) (?:\w+ ){{0,2}}?questions?\b"
)
IN_ALL = compiled(
    r"全|ぜんぶ|合計|計|(?:問|つ|個|質問|設問)(?:です|あり|ござ)|\b(?:total|in all|there (?:is"
    r"|are)|consists?|has|contains?|all)\b"
)
CHOOSE_OF = compiled(r"(?:of|any|first|last|question|or more|の[うな]ち|目|以上|まで)")
NUMBERED = compiled(r"(?<![a-z])(?:問|設問|質問|q|question )\.?\s?(?P<n>[0-9]{1,3})(?![0-9]|問|つ|個)")
BEST = (
    "(?:excellent|best|very good|great|superb|perfect|very satisfied|strongly agree|satisfied"
    "|good|agree|high(?:est)?|always|easy|very|とても(?:良|よ|満足|そう思)[^。、0-9]{0,4}"
    "|最高|良い|よい|満足|大満足|最も良い|とても)"
)
WORST = (
    "(?:terrible|worst|very (?:poor|bad|dissatisfied)|awful|poor|bad|dissatisfied|strongly "
    "disagree|disagree|low(?:est)?|never|hard|not at all|とても(?:悪|不満)[^。、0-9]{0,4}"
    "|最低|悪い|わるい|不満|最悪|まったく|全く)"
)
LINK = r"\s?(?:=|:|means?|is|stands for|for|が|は|:|を|で|→)?\s?(?:the |a |an )?\W{0,2}"
HIGH = compiled(rf"\b(?P<n>[0-9]{{1,3}}){LINK}{BEST}|{BEST}{LINK}(?P<m>[0-9]{{1,3}})(?![0-9])")
LOW = compiled(rf"\b(?P<n>[0-9]{{1,3}}){LINK}{WORST}|{WORST}{LINK}(?P<m>[0-9]{{1,3}})(?![0-9])")
RANGE = compiled(
    r"(?<![0-9])(?P<low>[01])\s?(?:~|〜|-|から|to|–"
    r"|through)\s?(?P<high>[0-9]{1,3})(?=[\s]?(?:の|で|点|まで|段階|[)）。.,、]|$| ?(?:scale"
    r"|points?)|\s?\())|(?P<steps>[0-9]{1,2})段階"
)
MEDIA = {
    "sound": "録音|音声|音源|\b(?:recordings?|audio|sound clips?|listen to)\b",
    "picture": "写真|画像|いらすと|\b(?:photos?|pictures?|images?|photographs?)\b",
    "film": "動画|映像|びでお|\b(?:videos?|film clips?|footage)\b",
}
SHOWN = (
    "聞[いき]|聴[いき]|見て|みて|見比べ|見くらべ|撮|送|あっぷ|添付|投稿|listen|watch|look|take|upload|send"
    "|attach|transcribe|view"
)
MEANT = {name: compiled(f"(?:{words})") for name, words in MEDIA.items()}
USED = compiled(SHOWN)
PHOTO_WANTED = compiled(
    r"写真[^。!?\n]{0,10}?(?:撮|送|あっぷ|添付|投稿|必要|枚)|\b(?:take|upload|send|attach)(?: "
    r"\w+){0,4}? (?:photos?|pictures?|images?)"
)

CHOOSE = compiled(
    r"(?:選択肢|候補|下の(?:中|うち)|次の(?:中|うち)|りすと)(?:の中)?から[^。!?\n]{0,12}?選"
    r"|\b(?:choose|select|pick|tick)(?: \w+){0,4}? (?:from|among|of the)"
    r" (?:\w+ ){0,2}?(?:list|options|choices|answers|boxes)|\btick (?:the|a|one|all)"
)
COMPOSE = compiled(
    r"(?:文章|自分の言葉|ご自身の言葉|自由)(?:で|に)[^。!?\n]{0,10}?(?:書いて|お書き|記述"
    r"|説明)|(?:感想|理由)を[^。!?\n]{0,12}?(?:文字|字)[^。!?\n]{0,8}?書"
    r"|\b(?:write|answer|explain|describe)\b[^.!?\n]{0,40}?\b(?:in your own words|full "
    r"sentences?|sentences|words each|a paragraph|an essay)"
)
RATE = compiled(
    r"(?<![0-9])(?:[0-9]{1,2}段階|[01]\s?(?:から|~|〜"
    r"|-)\s?[0-9]{1,3}(?:点)?)[^。!?\n]{0,12}?(?:評価|点|つけ|お答え|選)|\b(?:rate"
    r"|score)\b[^.!?\n]{0,40}?(?:from|on a scale|between) (?:of )?(?:[01]|one|zero)"
)
RATED = compiled(
    r"段階|点数|(?<![0-9])[1-5](?![0-9])|満足|評価|\b(?:rate|scale|stars?|score|satisfied|agree|good|poor)\b"
)
PICKS = compiled(
    r"(?P<n>[2-9])(?:つ|個)(?:だけ|を)?(?:選|お選|挙げ)|\b(?:choose|select|pick|tick|name) "
    r"(?:exactly |only )?(?P<m>[2-9]|two|three|four|five)\b"
)
QUOTE = compiled('[「『"][^」』"]{12}')
LINK_ITSELF = compiled("http")
LINKED = compiled(
    r"(?:下|以下|次|上|こちら)の(?:りんく|url|ぺーじ|さいと)(?:先)?[^。!?\n]{0,10}?(?:読|見"
    r"|ご覧|開)|\b(?:link|page|website)(?: \w+){0,2} (?:below|above)|\blinked (?:page|article)"
)
PASSAGE = compiled(
    r"(?:下|以下|次|上)の(?:文章|記事|文|てきすと|れびゅー|物語|会話"
    r"|広告文)を[^。!?\n]{0,10}?(?:読|訳|要約|分類)|\bread the (?:\w+ )?(?:passage|text"
    r"|article|story|review|paragraph|dialogue)(?: \w+)? (?:below|above|carefully)"
)
ONLY_ONE = compiled(
    r"(?:問|設問|質問|q)\.?\s?[0-9]{1,2}(?:だけ|のみ)(?:に|を|、)?[^。!?\n]{0,10}?(?:お?答え"
    r"|回答)|(?:最初|1問目|最後)の(?:質問|設問|問)?(?:だけ|のみ)|\b(?:answer|complete) only "
    r"(?:the (?:first|last) question|question [0-9])"
)
DIGITS = compiled(
    r"(?:数字|数値)(?:だけ|のみ)|数字以外[^。!?\n]{0,8}?(?:不可|入力しない|でき|書かない)"
    r"|\b(?:numbers?|digits?) only\b|\bonly (?:\w+ )?(?:numbers?|digits?|figures)\b"
)
INTO = compiled(
    r"(?P<a>日本|英|中国|韓国)(?:語|文)?(?:に|へ)(?:翻)?訳|\b(?:translate"
    r"|put)\b[^.!?\n]{0,40}?\binto (?P<b>english|japanese|chinese|french|german|spanish)"
)

SEEN = compiled(
    r"見や(?:す|さ)|見え|分かりやす|わかりやす|看板|でざいん|写真のとおり|\b(?:looks?"
    r"|legible|readable|design)\b"
)
