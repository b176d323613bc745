"""What instructions and questions say of answers: how many, how long, in which form and language."""

from screening_policy.patterns import compiled

SINGLE = "(?:[1一ー](?:つ|個|こ)|ひとつ|いつこ)"  # 一 between kana is read as a long vowel
ONE = compiled(
    rf"(?:答え|回答|選択(?:肢)?|選ぶ)[^。!?\n]{{0,12}}?{SINGLE}(?:だけ|のみ|まで|に限|しか|です|や|を?選|$)"
    rf"|{SINGLE}(?:だけ|のみ|まで|に(?:限|絞|しぼ)|しか)|(?:[2二ふ](?:つ|個|たつ)"
    rf"|複数)(?:以上)?[^。!?\n]{{0,8}}?"
    r"(?:選[^。]{0,4}(?:ないで|あか|だめ|でき)|不可|禁止|できません|あかん)"
    r"|複数(?:回答|選択)?(?:は|を|の回答は)?(?:不可|でき(?:ない|ません)|禁止|選べ(?:ない|ません)"
    r"|無効|しないで|お?控え|認め(?:ない|ません)|だめ)"
    r"|複数(?:を)?選(?:ば|択|ん)[^。!?\n]{0,10}(?:無効|不可|対象外|認め)|multiple (?:answers?"
    r"|choices?|selections?) (?:are|is|will be)"
    r" (?:not|n't|never|in ?valid|rejected|ignored)"
    r"|単一(?:選択|回答)|\b(?:only|exactly|just) (?:one|1|a single) (?:answer"
    r"|option|choice|box"
    r"|item|reply)|\b(?:one|a single|1) (?:answer|option|choice)s? (?:only|per question|for each|each)"
    r"|\b(?:never|not|n't) (?:\w+ )?(?:more than one|several|multiple)|hitotsu dake|\b(?:single best"
    r"|best one)\b"
)
MANY = compiled(
    r"(?:すべて|全て|全部|いくつでも|なんこでも|何個でも|複数|あてはまるだけ"
    r"|当てはまるだけ)(?:を)?(?:選|お選|ちえつく|回答)|あてはまる(?:もの)?(?:を)?(?:すべて"
    r"|全て)"
    r"|(?:[2-9]|二|三|四|五|ふた|みっ|よっ|いく)(?:つ(?!か)|個|こ)(?:以上|まで"
    r"|ほど)?(?:を)?(?!の?(?:質問|設問|問))[^。!?\n]{0,6}?(?:選|挙|答|お選|えら)|複数(?:回答|選択)?(?:も|が"
    r"|は)?(?:可|でき|ok|です)"
    r"|\b(?:all|any)(?: \w+){0,2} (?:that|which) (?:apply|fit|you)|\b(?:every|each) (?:box|option|answer"
    r"|item|one|statement)(?: \w+)? (?:that|which|applies)|as many as|(?:at least |up "
    r"to )?(?:two|three|four|five|[2-9]) (?:or more )?(?:options|answers|items|things)"
    r"|(?:choose|select|pick|tick|name|mark) (?:at least |up to )?(?:two|three|four|five"
    r"|several|[2-9])\b|multiple answers"
)
PICKING = compiled(
    r"選|えら|ちぇっく|ちえつく|当てはまる|あてはまる|\b(?:choose|select|pick|tick|mark|check|apply)\b"
)
NO_WRITING = compiled(
    r"(?:文章|文字|記述(?:式)?(?!欄)|文)(?:を|で|での|による|の(?:質問|設問|問))?(?:書く|書い|入力|回答|答え"
    r"|記入)?[^。!?\n]{0,12}?(?:ありません|ございません|ないで|不要|不可|でき(?:ません|ない)|禁止"
    r"|必要(?:は)?(?:ない|あり)|1つも|しない|なし|受け付けません|受け付けていません)"
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
SOME_WRITING = compiled(
    r"(?:自由記述|自由回答|記述|文章|書く(?:の|質問|問)|ひとこと|こめんと)[^。!?\n]{0,8}?(?:[0-9]問"
    r"|[0-9]つ(?!も)|だけあり|があり|もあり(?!ませ)|任意|最後|できれば)"
    r"|最後(?:だけ|のみ|に|の)|\b(?:one|a|two|last|final|short)(?: \w+){0,2} (?:written|comment|free|open"
    r"|text|sentences?)"
    r"|\b(?:except|apart from|mostly|only the last)\b"
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
    r"(?:すべて|全て|どの(?:質問|設問|問い?)|全問|いずれの(?:質問|設問)|全部|どれも|全項目)(?:の(?:質問"
    r"|設問|項目))?(?:も|は|が)?[^。!?\n]{0,6}?"
    r"(?:任意|飛ば[しせ]|とば[しせ]|空欄で|答えなくて|回答しなくて)|答えたい(?:質問|もの"
    r"|とこ)[^。!?\n]{0,4}?だけ|空(?:欄|白)のまま(?:で)?(?:送信|提出|送|出|次へ)"
    r"|何も(?:書|入力|記入|選)(?:かず|か?ないで|せず|しないで|ばず)に?(?:、|送信|提出|次へ)"
    r"|(?:答えたくない|書きたくない|気が進まない|わからない)(?:質問|もの|設問|項目|ところ)(?:は"
    r"|が)[^。!?\n]{0,8}?(?:空欄|飛ばし|とばし|すきっぷ|答えなくて)"
    r"|\b(?:all|every|everything|each)(?: of)?(?: the)?(?: questions?| answers?)?(?: \w+)? (?:are "
    r"|is )?(?:optional|voluntary)"
    r"|\bskip (?:any|whatever|whichever|every)\b(?! \w+ (?:that|which|with|boards))|leave (?:out )?(?:any"
    r"|every) (?:question|answer|of)"
    r"|\bno question is (?:required|compulsory|mandatory)"
)
MUST = compiled(r"必ず(?:お?答|記入|回答|入力|選)|必須|\b(?:required|mandatory|must answer|compulsory)\b")
_DIGITS = "[0-9一二三四五六七八九十百]{1,5}"
_UNIT = r"\s?(?:文字|字|words?|characters?|letters?|語|文|sentences?|行|lines?)\s?"
AT_MOST = compiled(
    rf"(?P<n>{_DIGITS}){_UNIT}(?:以内|以下|まで|未満|or (?:fewer|less)|at most|maximum|max)"
    r"|(?:at most|no more than|up to|within|under|fewer than|less than|maximum(?: of)?|max) "
    rf"(?P<m>[0-9]{{1,5}}|five|ten|fifteen|twenty|thirty|fifty){_UNIT}"
)
AT_LEAST = compiled(
    rf"(?P<n>{_DIGITS}){_UNIT}(?:以上|程度|ほど|くらい|ぐらい|前後|は必要|or more|at least|minimum)"
    r"|(?:at least|no (?:fewer|less) than|minimum(?: of)?|more than|over|about|around) "
    rf"(?P<m>[0-9]{{1,5}}|five|ten|fifteen|twenty|thirty|fifty){_UNIT}"
)
BRIEF = compiled(
    r"(?:[1一ー](?:言|単語|語|文字|文)|ひとこと|単語)(?:だけ|のみ|で(?!も))|短(?:い|め)?(?:文|く|め)(?:に"
    r"|で|だけ)?(?:お?答え|書|回答|お願い)"
    r"|\b(?:one|a single|1) (?:word|line) ?(?:only|answers?|each)?\b|\bin a word\b|\bone-word\b"
    r"|\bsingle words?\b|\bshort answers?\b|\b(?:[1-9]|two|three|four|five|six|ten) words? (?:at most"
    r"|or (?:less|fewer)|max\w*)"
)
AT_LENGTH = compiled(
    r"(?:[2-9]文|[3-9]行|(?:[3-9][0-9]|[1-9][0-9]{2,3}|[3-9三四五六七八九][十百]|百)(?:文字|字))(?:以上"
    r"|程度|ほど|くらい)"
    r"|(?:詳し|くわし|細か|こまか)く(?:お?書|説明|教え|記|述べ|お聞かせ)|長文|具体的に[^。]{0,6}(?:説明|書)"
    r"|\b(?:at least|minimum of|more than) (?:two|three|four|five|six|ten|[2-9]"
    r"|[1-9][0-9]{1,3}) (?:\w+ )?(?:sentences|words|lines)"
    r"|\bin (?:full )?detail\b|\b(?:several|a few|full|complete) (?:full |complete )?(?:sentences"
    r"|paragraphs)|\ba paragraph\b"
)
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
NUMBERS |= {"ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50}
NUMBERS |= {char: number for number, char in enumerate("一二三四五六七八九十", 1)}
COUNT_WORD = "[0-9一二三四五六七八九十]{1,3}|" + "|".join(NUMBERS)
COUNT = compiled(
    rf"(?:質問|設問|問い|問題|調査|作業|あんけーと|ぜんぶ|全部で?|全|合計|計|ぜんぶで)(?:は|が|で|数は"
    rf"|の数は)?[^。!?\n0-9]{{0,6}}?(?P<a>{COUNT_WORD})\s?(?:問(?!目|[0-9一二三])|つの?(?:質問"
    rf"|設問|問)|個の?(?:質問|設問)|項目|つ(?:です|だけ|のみ|ほど|あり|聞|きき|伺|うかが|お聞|、|$)|個です)"
    rf"|(?P<b>{COUNT_WORD})\s?(?:つの?|個の?|こ?の)?\s?(?:質問|設問)(?!目|[0-9])"
    rf"|\b(?P<c>{COUNT_WORD}) (?:\w+ ){{0,2}}?questions?\b"
)
IN_ALL = compiled(
    r"全|ぜんぶ|合計|計|(?:問|つ|個|質問|設問)(?:だけ|のみ|で(?:す|終|おわ|完))|(?:問|つ|個|質問"
    r"|設問)(?:です|あり|ござ)|\b(?:just|only|total|in all|there (?:is"
    r"|are)|consists?|has|contains?|all)\b"
)
CHOOSE_OF = compiled(r"(?:of|any|first|last|question|or more|の[うな]ち|目|以上|まで)")
COMPARED = compiled(r"\b(?:same|different\w*|mean|alike|equivalent|duplicates?)\b")
NUMBERED = compiled(r"(?<![a-z])(?:問|設問|質問|q|question )\.?\s?(?P<n>[0-9]{1,3})(?![0-9]|問|つ|個)")
BEST = (
    "(?:excellent|best|very good|great|superb|perfect|very satisfied|strongly agree|satisfied"
    "|good|agree|high(?:est)?|always|easy|very|とても(?:良|よ|満足|そう思)[^。、0-9]{0,4}"
    "|最高|良い|よい|満足|大満足|(?:最も|もっとも|一番|いちばん|ー番)(?:良い?|よい?|高い|好き)|とても)"
)
WORST = (
    "(?:terrible|worst|very (?:poor|bad|dissatisfied)|awful|poor|bad|dissatisfied|strongly "
    "disagree|disagree|low(?:est)?|never|hard|not at all|とても(?:悪|不満)[^。、0-9]{0,4}"
    "|最低|悪い|わるい|不満|最悪|(?:最も|もっとも|一番|いちばん|ー番)(?:悪い?|低い|嫌い)|まったく|全く)"
)
LINK = r"\s?(?:=|:|means?|is|stands for|for|が|は|:|を|で|→)?\s?(?:the |a |an )?\W{0,2}"
HIGH = compiled(rf"\b(?P<n>[0-9]{{1,3}}){LINK}{BEST}|{BEST}{LINK}(?P<m>[0-9]{{1,3}})(?![0-9])")
LOW = compiled(rf"\b(?P<n>[0-9]{{1,3}}){LINK}{WORST}|{WORST}{LINK}(?P<m>[0-9]{{1,3}})(?![0-9])")
TURNED = compiled(
    r"(?:数字|点数?|値|数)が(?:大き|高|多)い(?:ほど|方が|ほうが)(?:(?P<down>悪|低|不満|嫌|わる|よくない)|良"
    r"|よ|高|満足|好)"
    r"|\b(?:higher|bigger|larger)(?: \w+){0,2} (?:is|are|means?|=)(?: \w+)? (?:better|best|good)"
    r"|\b(?:lower|smaller)(?: \w+){0,2} (?:is|are|means?|=)(?: \w+)? (?:(?:worse|worst|bad)|(?P<turn>better"
    r"|best|good))"
)
RANGE = compiled(
    r"(?<![0-9])(?P<low>[01])\s?(?:~|〜|-|から|to|–"
    r"|through)\s?(?P<high>[0-9]{1,3})(?=[\s]?(?:の|で|点|まで|段階|[)）。.,、]|$| ?(?:scale"
    r"|points?)|\s?\())|(?P<steps>[0-9]{1,2})段階"
)
MEANT = (
    compiled(r"録音|音声|音源|\b(?:recordings?|audio|sound clips?|listen to|clips?)\b"),
    compiled(r"動画|映像|びでお|\b(?:videos?|film clips?|footage|clips?)\b"),
)
PICTURE = compiled(r"写真|画像|いらすと|\b(?:photos?|pictures?|images?)\b")
LET_OFF = compiled(
    r"ありません|不要|いりません|いらない|必要(?:は|が)?(?:な|あり)|しない|しなくて|ないで|なくて"
    r"|ても(?:かま|よ|い|結構)"
    r"|場合|について|関する|習慣|ことが多|方への|お持ち|方に|\b(?:no|not|n't|never|if|may|can|optional"
    r"|without|think"
    r"|(?:that|which|videos?|music) you)\b"
)
USED = compiled(
    "聞[いき]|聴[いき]|見て|みて|見比べ|見くらべ|書き取|撮|送|あっぷ|添付|投稿|再生|視聴|listen|watch|look"
    "|take"
    "|upload|send"
    "|attach|transcribe|view|play"
)
PHOTO_WANTED = compiled(
    r"(?:写真|画像)[^。!?\n]{0,10}?(?:撮(?:っ(?!た)|影し|り)|送|あっぷ|添付|投稿|必要|枚)|\b(?:take|upload"
    r"|send"
    r"|attach)(?: "
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
PICKS = compiled(
    r"(?P<n>[2-9])(?:つ|個)(?:以上|まで|だけ|ずつ|を)?(?:を)?(?:選|お選|えら|挙げ|あげ)|\b(?:choose|select"
    r"|pick|tick|name|mark|your)"
    r" (?:exactly |only |at least |your |the |top |favou?rite |best )*(?P<m>[2-9]|two|three|four"
    r"|five)\b(?! ?(?:questions|items in all))"
)
PHOTOS = compiled(
    r"(?:写真|画像)(?:を|は)?(?:必ず)?(?P<n>[0-9]{1,2})枚|(?P<m>[0-9]{1,2}|one|two|three|four|five"
    r"|a single) (?:\w+ )?"
    r"(?:photos?|pictures?)\b"
)
QUOTE = compiled('[「『"][^」』"]{6}')
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
ABSENT = compiled(
    r"(?:別紙|別添|添付(?:の|し(?:た|てい?る))?(?:資料|ふぁいる|pdf|図|表|書類|文書|まにゅある|用紙)|手順書"
    r"|作業まにゅある|仕様書|指示書"
    r"|要領書|(?:前回|いつも|先日|昨日|これまで)(?:と同じ|の|お?(?:伝え|話し|送り)した)[^。]{0,6}?(?:要領"
    r"|手順|やり方|方法|とおり|通り|基準|資料)"
    r"|前の?(?:ぺーじ|画面)|先(?:ほど|に)お?(?:見せ|送り|配り|渡し))[^。!?\n]{0,16}?(?:を|に|の|で|は|と)"
    r"|\b(?:(?:attached|enclosed|accompanying) (?:\w+ ){0,2}?(?:file|manual|pdf|document|sheet|guide\w*"
    r"|instructions|chart|table|brief)"
    r"|(?:previous|last|earlier) (?:page|screen|task|job|time|brief)|same (?:\w+ ){0,2}as (?:before|usual"
    r"|last time|always)"
    r"|(?:do|proceed|continue|work)(?: \w+)? as (?:before|usual|last time)|as explained (?:earlier|before)"
    r"|the (?:\w+ )?(?:manual|handbook|style ?guide|brief) (?:we|you|that|i)\b)"
)
REFUSED = compiled(
    r"(?P<a>[一-鿿ぁ-ん]{2,6}?)(?:に(?:は)?|は|も|を|について(?:は)?)(?:書か|触れ|入力し|記入し|記載し|答え"
    r"|教え|挙げ|述べ|お書きになら|含め|入れ|言わ)"
    r"ない(?:で|こと)|\b(?:do not|don't|never|please avoid|without) (?:give|giving|write|writing|mention"
    r"|mentioning|include"
    r"|including|state|stating|explain|explaining|name|naming|list|listing|enter|entering|add) (?:the |any "
    r"|your |a )?+"
    r"(?!(?:the|any|your|own|more)\b)(?!(?:own |full |real )?(?:name|address|phone|email|e-mail|personal"
    r"|contact))(?P<b>[a-z]{4,12}?)s?\b"
)
WANTS = (
    r"(?<![名住氏])THING(?:を|も|について|は)?[^。!?\n]{0,8}?(?:書(?!か)|入力(?!し?ない)|記入|教え|お聞かせ"
    r"|答え(?!な)|述べ|説明|挙げ)"
    r"|\b(?:explain|give|write|tell us|describe|state|name|list|enter|mention|what|which"
    r"|type)(?: \w+){0,4} THING"
)
ONLY_ONE = compiled(
    r"(?:問|設問|質問|q)\.?\s?[0-9]{1,2}(?:だけ|のみ)(?:に|を|、)?[^。!?\n]{0,10}?(?:お?答え"
    r"|回答)|(?:最初|1問目|最後)の(?:質問|設問|問|[1ー一](?:問|つ))?(?:だけ|のみ)"
    r"|(?:ほか|他|それ以外|残り)の(?:質問|設問|問い?)(?:に|は|には)[^。!?\n]{0,6}(?:答え|回答し|回答は?)(?:ないで|なくて|ず|不要)"
    r"|\b(?:ignore|skip|leave out|disregard) (?:all )?(?:the )?(?:other|remaining|rest)\b"
    r"|\b(?:answer|complete) only "
    r"(?:the (?:first|last) question|question [0-9])"
)
DIGITS = compiled(
    r"(?:数字|数値)(?:だけ|のみ)|(?:すべて|全て|全問|回答は|答えは)[^。!?\n]{0,6}(?:数字|数値)で|数字以外[^。!?\n]{0,8}?(?:不可|入力しない|でき|書かない)"
    r"|\b(?:numbers?|digits?|figures) only\b|\bonly (?:\w+ )?(?:numbers?|digits?|figures)\b"
)
INTO = compiled(
    r"(?P<a>日本|英|中国|韓国)(?:語|文)?(?:に|へ)(?:翻)?訳|\b(?:translate"
    r"|put)\b[^.!?\n]{0,40}?\binto (?P<b>english|japanese|chinese|french|german|spanish)"
)
