"""What a survey asks about acts that an order may not ask for, and how such acts are asked for."""

from screening_policy.clues import TALK, words

# What a survey asks about such acts: habits, views, texts to be worked on.
SURVEYED = (
    TALK + "|たこと(?:は|が)あ|聞いたこと|見かけ|べき|賛成|反対|規制|被害|だまされ"
    "|詐欺(?:に|の手口を)?(?:見分|遭|あ)|記事|文章|校正|翻訳|誤字|この(?:文|動画"
    "|広告|画像)|重視|満足|不安|心配|しますか$|していますか|ましたか$|架空"
    + r"|\b(?:have you (?:ever|seen|been)|how (?:do|did)|did you|should|heard of"
    r"|article|sentence|agree|scams?|worried|aware|annoys?|trust)\b"
)
PLEA = (
    "ください|下さい|くだせ|下ち|くだち|くださ|くれ(?:る|ん|へん|ます|ません"
    "|ないか)?|もらえ|もらい|いただ|頂|お願|おねが|ほしい|欲しい|聞きたい|ませんか"
    "|ましょう|まへんか|てね|てや|てよ|でね|どうぞ|けん|頼|たのむ|なってくだ|やつ"
    "|お力|お手伝い|ご協力|係|作業です|お仕事|いけますか|できますか|できる(?:こと"
    "|もの)|賜|つかあさい|みねが|や(?:り|ら)ませんか|しない\\?|にきて|きてね"
    "|"
    + words(
        "please|pls|plz|would you|will you|can you|could you|can u|would yours|may we"
        "|shall we|we need|we want|wanted?|wantd|your (?:part|job|turn|mission)"
        "|tell the world|let us|put on|giv|give|write|tell|paste|past your|pretend"
        "|become?|wanna|how many|are you in|you in|sign me up|join|count me in|pick"
        "|choose|do the|then|might they|does that suit|done|when will you"
    )
)
DONE = "(?:まし)?た(?:\\n|$|\\?|ら)|まだ|済|すみ|おわ|終わ|できた|" + words(
    "done|not yet|yes|no|ok|sorry|pass|skip"
)
