"""Words of both languages: who is spoken to, what is a field or a list, what a question is about."""

import re

from screening_policy import english, japanese
from screening_policy.patterns import folded

# Who is spoken to, in material that otherwise only tells.
ADDRESSED = re.compile(
    folded(
        r"(?:^|[.!?:(\[。\n]\s*|\b(?:first|then|now)\s)(?:sign|register|log|install|download|scan"
        r"|visit|go|click|tap"
        r"|open|call|text|dm|message|mail|email|join|add|subscribe|upvote|vote|write|enter|type|send"
        r"|tell|leave)\b"
        r"|\b(?:workers?|annotators?|raters?|label+ers?|editors?|readers?)\s?[,:]"
        r"|\b(?:you|yours?|ur|please|pls|kindly|us|me|here|below)\b|くだ|下さ|願|教え|お教え|必須|いただ"
        r"|(?:作業|回答|担当|判定|分類|評価)(?:者|する(?:方|人))(?:の(?:方|皆さ[まん]|皆様|みなさん))?(?:は|へ|に|:|、)"
        r"|頂|お聞|なさい|せよ|しろ|あなた|入力|記入|たい|よろしく"
        r"|[てで](?:お(?:いて|く[ねよ])|ほしい|欲しい|くれ|ちょうだい|もら[いえ]|[ねなやよ])(?=[^\w]|[なねよや]|$)"
        r"|(?:書い|添え|入れ|送っ|教え|知らせ|残し|貼っ|付け|答え|打っ)て(?=[。!]|$)|(?:[るくす]こと|べし)(?:[。!」』]|$)"
    )
)
SPEECH = re.compile(
    folded(
        r"\b(?:said|says|say|asked|asks|wrote|writes|told|reads|quoted|according|replied|shouted"
        r"|called|titled|message|displayed?)\b|と[^。、]{0,12}(?:言|い[うつわ]|書|述べ|話|語|尋ね|聞"
        r"|叫|表示)|という|つて(?:言|いう)"
    )
)
APOSTROPHES = r"(?<![\w'])'(?=\w)(?:[^'\n]|(?<=[^\W_])'(?=[^\W_])){1,400}'(?!\w)"
"""What stands between single quotes, which words may have inside."""
QUOTED = re.compile(f'"[^"]{{1,400}}"|「[^」]{{1,400}}」|『[^』]{{1,400}}』|{APOSTROPHES}')

# What an advertisement says to its readers, who only judge it here; OF_THE_TASK makes it a request again.
INVITES = re.compile(
    r"\W*(?:please\s)?(?:call|text|e?-?mail|ring|contact|message|follow)\s(?:(?:us|me)\b(?!\syour)|\+?\d[\d\-]{4,14})"
)
ADVERT = re.compile(
    r"\bfor (?:more|further|details|info\w*|reservations?|bookings?|orders?|help|support|a quote)\b"
    r"|\bto (?:book|reserve|order|learn more|find out)\b|\bmaybe\b|\bwith (?:any )?questions\b"
)
OF_THE_TASK = re.compile(
    r"\b(?:points?|rewards?|paid|pay|answer\w*|task|survey|(?<!with )(?<!any )questions?|first|before"
    r"|then|instead|confirm\w*)\b"
)
BARE_BEFORE = re.compile(
    f"(?:{english.BARE_BEFORE.pattern})|(?:{japanese.BARE_BEFORE.pattern})"
    f"|(?:{japanese.NOUNS_BEFORE.pattern})"
)
BARE_AFTER = re.compile(f"(?:{english.BARE_AFTER.pattern})|(?:{japanese.BARE_AFTER.pattern})")
FIELD_BREAK = re.compile(folded(r"[,/;、・&|+]|\s(?:and|or|with)\s|と|及び|および|や|または|又は"))
# Words without which a frame cannot ask for what a cell names.
FRAME_ASKS = re.compile(
    rf"\b(?:{english.VERB}|your?|ur|what|which|who|when|where|how|please|pls|need|want|may|can|could|have"
    rf"|sign|like|follow|go|get|click|scan)\b|[ぁ-ゖ一-鿿]"
)
FIELD = re.compile(folded(r"(?!.*(?:ます|です|たい|思))[^はをがにへ?!。]{0,20}(?:は|を)?[\W_]*$"))
LIST_OPENS = re.compile(
    folded(
        r"\b(?:following|below|these|fields?|form)\b|(?:以下|次|下記)[^。]{0,20}(?:入力|記入|回答|答え"
        r"|教え|書|お知らせ|提出|送)|"
        rf"(?:{english.VERB})\W*$|(?:入力|記入|回答)(?:項目|事項|内容)|:\s*$"
    )
)
# Facts about the member.
MEMBER = re.compile(
    folded(
        r"\b(?:you|your|ur|yours|yourself|u)\b|あなた|貴方|ご自身|ご本人|自分|お持ち|ありますか"
        r"|あります[?。]|ある[?方]|いますか|いらっしゃ|されて"
        r"|していますか|してい(?:る|ます)か|ましたか|たこと|かかった|ですか|ますか|教えて|お聞かせ"
        r"|お答え|選ん|選択|お選び|記入|入力|当てはま|あてはま|該当|ください|はどれ|はどちら"
        r"|[はがを][?。:]?$"
    )
)
# Right before a fact: it is the member's own, whatever is thought of it.
MEMBERS_OWN = re.compile(
    folded(r"\b(?:your|ur)\s(?:own\s)?$|(?:あなた|貴方|ご自身|ご本人|自分)(?:自身)?の(?:現在の|今の)?$")
)
SPOKEN_TO = re.compile(folded(r"\b(?:you|your|ur|yourself)\b|あなた|貴方|ご自身|ご本人|自分の"))
OPINION = re.compile(
    folded(
        r"\b(?:opinions?|think|thoughts|heard|aware|agree|disagree|support|oppose|favou?r|interested"
        r"|interests?|know (?:about|what|that)|feel about|views? (?:on|about)"
        r"|should|news|important(?!\s?[:!])|believe that|in your country|society|trust|attitudes?"
        r"|likely (?:is"
        r"|are)|better for|expect\s+(?:\w+\s){0,3}(?:rates?|prices?|costs?|markets?))\b"
        r"|どう思|思います|思う[?か。]|賛成|反対|知って|ご存|聞いたこと|関心|興味|にゅーす|意見"
        r"|考え[をはま方]|印象|いめーじ|社会|政策|制度|法律|重要|必要だと|支持しますか|べき"
    )
)
MATERIAL = re.compile(
    folded(
        r"\b(?:texts?|articles?|sentences?|passages?|tweets?|images?|photos?|pictures?|headlines?"
        r"|hypothesis|posts?|reviews?|documents?|character|paragraph|words?|person in|mean|meaning"
        r"|means|definition|synonyms?|antonyms?|translate|spell(?:ed|ing)?|opposite|patient|speaker"
        r"|author|story|movie|brand|product|book)\b"
        r"|\{|文章|記事|画像|写真|本文|投稿|ついーと|次の文|見出し|れびゅー|登場|話者|筆者|著者|この人"
        r"|その人|作品|映画|動画|対義語|反対語|類義語|同義語|の意味|英訳|翻訳|英語で|読み方|定義|単語"
        r"|語句|患者|商品|製品|この文"
    )
)
# Words of a frame that, like those of MATERIAL, make of what is shown something to be worked on.
WORKED_ON = re.compile(
    folded(
        r"\b(?:messages?|entail\w*|impl(?:y|ies)|contradict\w*|sentiment|polite\w*|tone|emotions?|grammar"
        r"|grammatical|language|lines?|comments?|quotes?|titles?|labels?|signs?|phrases?|expressions?|nouns?"
        r"|verbs?|adjectives?|transcri\w+|summari\w+|classif\w+|categor\w+|rewrite|paraphrase|pronounce"
        r"|same as|look-?ups?|queries|query|search terms?)\b"
        r"|めっせーじ|せりふ|台詞|は正しい|発言|文(?:の|は|が|に|を|と)|言葉|表現|感情|丁寧|含意|矛盾"
        r"|たいとる|こめんと"
        r"|分類|要約|書き起こ|口調|文法|名詞|動詞|看板|らべる|検索語|ねがぽじ|反対の意味|読み方"
        r"|(?:書き|言い)(?:直|換え|替え|かえ)|置き(?:換え|かえ|替え)|訂正|校正|誤字|脱字|用語|使い方|同じ意味|意味は|区切"
        r"|会話[:「]|段落|例文|作文|原稿|れしぴ|材料|ちけっと|難し(?:い|さ)|やさしさ|という(?:語|言葉|ことば|単語)|類語|対義|反意|反対語|語源|画数|部首|(?:漢字|英語|がな|かな|ろーま字)で書くと|どの(?:分野|分類|かてごり|部署|話題|担当|種類に)"
        r"|元の文|文:|説明:|まとめ(?:て|る)|字以内|ことばづかい|書式|そろえ|何について|何文字|(?:短|丁寧|簡潔)[にく](?:して|書|直)"
        r"|\b(?:shorten|simplif\w+|rephrase|reword|same meaning|clearer|neutral|tickets?"
        r"|paragraphs?|announcements?|ocr"
        r"|which (?:queue|categor\w+|topic|section|version|department)|errors?|mistakes?|typos?"
        r"|misspel\w+|proofread"
        r"|how many (?:words|sentences|letters))\b"
    )
)
# Of a frame that has what is shown put into other words or letters: its cell asks nothing even at the end.
RENDERED = re.compile(
    folded(
        r"(?:語|弁|敬体|常体|ですます調|言葉|漢字|がな|かな|点字|ろーま字)(?:だけ)?(?:に|で)[^。]{0,8}(?:訳|直|変え|して|書き?換え|置き)"
        r"|[翻英和]訳|(?:次|つぎ|以下|下)の[^。]{1,8}を[^。]{0,16}(?:訳し|直し|言い?換え|書き?換え|縮め|要約|校正|整え|書き起こ|読み上げ)"
        r"|[0-9]+字(?:以内)?(?:に|で)|\b(?:translate|rewrite|rephrase|paraphrase|shorten|proofread|transcribe)\b"
    )
)
# Of a frame that asks how what is shown sounds. ANSWERED makes the member answer it after all.
JUDGED = re.compile(
    folded(
        r"\b(?:e?-?mails?|spam|utterances?|transcripts?|intent|aspect|worded|wording|original|translation"
        r"|wrote|captions?|slogans?|headings?|sounds?\s(?:like|polite|rude|warm|natural)|curious|rude"
        r"|well put)\b"
        r"|用件|問い合わせ|文面|説明[「『]|説明(?:文|は)|見本|一文|例文|原文|訳の|読み上げ|声に出|発話"
        r"|口こみ|くちこみ|失礼"
        r"|(?:分か|わか|読み|聞き取り|見)りやす|読みやす|自然(?:です|な|か)|せりふ|台詞|見出し|こぴー"
        r"|広告|文言|注意書き"
        r"|案内|掲示|きゃっちこぴー|意図|の印象"
    )
)
ANSWERED = re.compile(
    folded(
        r"返事|返答|返信|答えて|お答え|ご自身|あなた(?:の|自身|が|は|なら)|\b(?:reply|respond|(?:your"
        r"|own)\s(?:answer|reply)"
        r"|answer\s(?:it|as|for|the)|about\syou|yourself)\b"
    )
)
# A cell that is itself a short question, or (NAMES) short enough for the name of a field.
SHORT_ASK = re.compile(folded(r"\?|[:=][\W_]*$|(?:は|か|って)[\W_]*$|^\W*[\[(【<「『].*[\])】>」』]\W*$"))
NAMES = re.compile(folded(r"^(?=.*[^\W\d_]{2})[^。.!;\n]{2,30}\W*$"))
QUESTION = re.compile(
    folded(r"\?|か[。?]?$|\b(?:please|tell|enter|write|provide|give)\b|ください|下さい|教え|願|記入|入力")
)
# Right after a thing that an option names: it is to be written there.
FILL = re.compile(
    folded(
        r"[^。!?\n]{0,16}?(?:入力|記入|書|添え|載せ|お?知らせ|教え|\(\s*\)|→)|.{0,16}?\b(?:enter|write"
        r"|type|give|fill|add|here|below)\b|\W{0,3}:"
    )
)
# What an open question wants instead of the thing that it names: how often, why, what one thinks of it.
TALK = re.compile(
    folded(
        r"^\W*(?:do|does|did|is|are|was|were|have|has|had|will|should|which of)\s"
        r"|\b(?:how(?! (?:can|may|do|should|could) (?:we|i))|why|\babout\b|which month|what month"
        r"|do you usually|what do you (?!call)|where do you (?:keep|store)"
        r"|reasons?|feel|felt|think|thoughts|opinions?|views?|prefer\w*|favou?rite|like (?:best"
        r"|most|about|to)"
        r"|annoy\w*|describe|improve\w*|experience[sd]?|would you|should|ideas?|invent|imagine|suggest\w*"
        r"|comes? to mind|story|stories|memor(?:y|ies)|tips?|advice|come up with|make up|made-?up|fictional"
        r"|do you (?:remember|think|like|trust|know)|have you ever|did you (?:ever|like|enjoy)"
        r"|meaning|explain|mean by"
        r"|brands?|suits?|nickname|origin|read aloud|pronounce[sd]?|(?:looks?|sounds?) (?:to you"
        r"|best|better|good))\b"
        r"|と思いますか|どう(?:思|感|考|やって|して|いう)|なぜ|なんで|どうして"
        r"|何[回個件枚台通度割人社種年]|いくつ|どのくらい|どれくらい"
        r"|どれほど|思い浮か|思いつ|思い出(?!し)|架空|仮の|想像|理想|好きな|おすすめ|印象"
    )
)
TALK_AFTER = re.compile(
    folded(
        r"[^。!?\n]{0,40}?(?:(?:て(?:い)?|べ|し|り|み|ち)ますか(?!.{0,3}教)"
        r"|ありますか|ござい(?:ます|まし)|おあり(?:です|でし|でいらっしゃ)|お持ちですか|たいですか|べきだ|どちら(?:が|の|を)|思いますか|覚えにく|何色|代わり"
        r"|を(?:聞い|耳にし|見)た(?:こと|覚え)|どれ(?:です|が|を)|知って|過ごし方|経験|使いやす|画面|理由|わけ|感想|意見|要望|不満"
        r"|お?(?:忘れ(?!なく|ず)|困り|手間|見やす|手続|(?:わか|分か)り(?:に)?(?:なり)?やす)|ご?変更|どちらで"
        r"|点(?=[はをがにで])|こと(?=[はをがにで])|とき|場面|場合|工夫"
        r"|方法|仕方|やり方|頻度|種類|気持ち|好き|嫌い|便利|不便|面倒|大切|重視|由来"
        r"|[選使決覚付作]び?い?め?え?け?り?方"
        r"|色(?=[はをが])|長さ|でざいん|機種|めーかー|ぶらんど|使い分け|機能|対策|違い|いめーじ"
        r"|案(?=[をが])|あいで[いぃ]?あ|考え|つけて|付けて|名づけ|ひらめ|見つけ"
        r"|何月(?!の?何日)"
        r"|えぴそーど|きっかけ|意味|話題)"
    )
)
# Words for one who works on material, or who is spoken to in it as such.
WORKER = re.compile(
    folded(
        r"\b(?:workers?|annotators?|label+ers?|raters?|reviewers?|translators?|transcribers?"
        r"|taggers?|editors?|judges?"
        r"|members?|participants?|respondents?|readers?|whoever|you who|those who|task"
        r"|survey|points?|your answers?|if you (?:read|see|are reading)"
        r"|(?:you are|you're) reading|reading this"
        r"|first,? (?:sign|register|log|install|download|scan|visit|go|click|open|send|enter|type"
        r"|write|give|tell|add)"
        r"|(?:box|field|space|line) (?:below|above|under)"
        r"|(?<!link )(?<!button )(?<!number )(?<!address )below"
        r"|comment box|remark box"
        r"|(?:before|after|while|when|once|then)(?: you)?(?:'ve| have| are)? (?:shorten|rat|label"
        r"|translat|answer|classif|mark|judg|read"
        r"|summar|tag|transcrib|sort|choos|pick|writ|cop|rewrit|check|do)\w*)\b|[(\[【※]"
        r"|作業|回答|担当|あなた|わーかー|あのてーたー|読んだ|読んで|答え|分類|判定|要約|訳した"
        r"|(?:終わ[っり]|終え|済ん|でき|書け|読め|言え|選べ|解け|わかっ|分かっ|並べ|選ん|縮め|訳し|直し|読み|付け|つけ|書い|数え|聞い|見|比べ|まとめ)(?:てくれ|てくださっ|まし)?た(?:ら|あと|後|うえ|上|(?:方|かた|人)[はもにへ])"
        r"|ついでに|あわせて|併せて|末尾に|最後に|なお、"
        r"|訳す|書きかえ|つけた(?:方|人|あなた)|貴方|見ている"
    )
)
# What is only shown, sold or kept: a question about it is none about the member.
SHOWN = re.compile(
    folded(
        r"席を譲|(?:人|方)(?:を|の)?(?:お?手伝|手助け|介助)|絵本|表紙|(?:どの|どちらの|好きな)柄"
        r"|\bhelp(?:ed|ing)?\s(?:someone|somebody|people|a\sperson|passengers?|strangers?)\b|picture\sbooks?"
        r"|\b(?:give|gave|given|offer\w*)(?:\sup)?(?:\syour|\sa)?\sseats?\b|\bbadges?\b"
        r"|広告|ぽすたー|どらま|親しみやす|言葉選び|言い換え|正しいですか|でざいん|読みやす|見やす"
        r"|分かりやす|わかりやす|聞き取りやす|売り場"
        r"|看板|ろご|文字の大きさ|すぽーつ|図柄|絵柄"
        r"|ぱんふれっと|ちらし|ぴくとぐらむ|あいこん|小説|愛犬|愛猫|犬|猫|ぺっと|金魚|\b(?:adverts?|ads?"
        r"|posters?|dramas?|logos?|designs?|pictograms?|symbols?|emojis?|mascots?"
        r"|sitcoms?|comed(?:y|ies)|quiz(?:zes)?|fantasy|easy to read|easier to read|legible|fonts?"
        r"|labels?|leaflets?|icons?|pets?|dogs?|cats?"
        r"|pupp(?:y|ies)|kittens?|novels?|sofa)\b"
    )
)
# Right after a fact: only the word for it is spoken of, or a sign that shows it.
MENTIONED = re.compile(
    folded(
        r"\W*と(?:いう|言う)(?:言葉|ことば|語|字|単語|表現|文字|用語|制度|仕組み)"
        r"|\W*の?(?:意味|字|漢字|読み方|表示|まーく|ばっじ|ぽすたー|ちらし|広告|看板)"
        r"|\s(?:adverts?|advertisements?|posters?|leaflets?|badges?|signs?)\b"
    )
)
# Words that keep something out of the answers.
UNWANTED = re.compile(
    folded(
        r"関係なく|かかわらず|関わらず|拘らず|を問わ|regardless|問わず|問いません|ないで|書かず|ふれず|架空|物語|場面|触れず|不要|控え"
        r"|必要(?:は)?(?:ない|あり)"
        r"|せん(?:でよい|。|$)|除い|以外|\b(?:not"
        r"|n't|no|never|without|avoid|except|leave out|instead)\b"
        r"|についての(?:記事|文|本|番組|ドラマ)|分類|要約|翻訳"
    )
)
