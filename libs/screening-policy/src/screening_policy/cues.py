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
        r"|\b(?:you|your|ur|please|pls|kindly|us|me|here|below)\b|くだ|下さ|願|教え|お教え|必須|いただ"
        r"|頂|お聞|なさい|せよ|しろ|あなた|入力|記入|たい"
    )
)
SPEECH = re.compile(
    folded(
        r"\b(?:said|says|say|asked|asks|wrote|writes|told|reads|quoted|according|replied|shouted"
        r"|called|titled|message|displayed?)\b|と[^。、]{0,12}(?:言|い[うつわ]|書|述べ|話|語|尋ね|聞"
        r"|叫|表示)|という|つて(?:言|いう)"
    )
)
QUOTED = re.compile('"[^"]{1,400}"|「[^」]{1,400}」|『[^』]{1,400}』')

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
SPOKEN_TO = re.compile(folded(r"\b(?:you|your|ur|yourself)\b|あなた|貴方|ご自身|ご本人|自分の"))
OPINION = re.compile(
    folded(
        r"\b(?:opinions?|think|thoughts|heard|aware|agree|disagree|support|oppose|favou?r|interested"
        r"|interests?|know (?:about|what|that)|feel about|views? (?:on|about)"
        r"|should|news|important|believe that|in your country|society|trust|attitudes?|likely (?:is"
        r"|are)|better for)\b"
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
QUESTION = re.compile(
    folded(r"\?|か[。?]?$|\b(?:please|tell|enter|write|provide|give)\b|ください|下さい|教え|願|記入|入力")
)
