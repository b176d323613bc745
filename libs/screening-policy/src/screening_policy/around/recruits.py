"""Jobs, faiths, parties and dates, said around (F3)."""

from screening_policy.around.surveyed import SURVEYED
from screening_policy.clues import Clue, words

_SEEK = (
    "ませんか|来られる|来ませんか|いかが|お待ち|待っています|いませんか|募集|慕集"
    "|ぼしゅう|探して|さがして|手を挙げ|足りま?せん|足りない|なります(?:か)?\\n"
    "|なって(?:くだ|下)|なってくださる|空けておきま|空けて|働いてくださる|ご招待"
    "|会ってもよい|いてくれれば|いればと|一言|ひとこと|めっせーじ|お力|どこかにい"
    "|急募|ぜひ|参加する|応募|受けに|面接|選ぶと|入部|入党|支えてくれ|約束する"
    "|応援する|手続き|面談|やらへん|希望する|ご案内|します\\n|加わ"
    "|"
    + words(
        "shall we keep|keep the stool|join|wantd|wanted|volun\\w+|can u|can you help"
        "|hopes? a|looking for|would like you to|become one|when will you"
        "|come an?'? ?join|come and|count me in|matched with|tell me|be matched"
        "|waiting for your|saturday\\?|sunday\\?"
    )
)
_HIRE = Clue(
    (
        "求人|採用|面接|正社員|契約社員|期間工|すたっふ採用|保険の外交|営業すたっふ"
        "|看護師の資格|厨房|賄い|お給金|時給|入社|会社説明会|働き方をしてみたい"
        "|手が(?:一本|いっぽん)?足り|一緒に働|いっしょに働|工場の|寮に入|配達員|"
        + words(
            "decent salary|empty stool|pair of hands|our workshop|hourly|interview|apply"
            "|shifts?|our team|vacanc\\w+|a job with us"
        ),
        _SEEK,
    ),
    unless=SURVEYED
    + "|貴社|御社|給食|転職した|就職活動で|面接(?:で|の(?:とき|日|服))|説明会の(?:時間|長さ)|"
    + words("interview suit|last interview|job hunting|when you apply"),
    scope="order",
)
_FAITHS = Clue(
    (
        "かみさま|神さま|神様|教祖|教会|礼[拝排]|信者|入信|新宗教|集い|先達|滝の音|唱え"
        "|光の輪|真理|お話を聞く|おはなしを ?きく|心を洗|生まれ変わ|先生のお話"
        "|悩みも自然|御?祈り|いのり|洗礼|経を|"
        + words(
            "chapel|baptised|flock|seekers|hears more than others|old book together"
            "|candlelight|church|worship|our prayers?|guru|enlighten\\w*|saved by"
            "|door is always open|bible"
        ),
        _SEEK
        + "|きませんか|座ってみ|次の「皆さま」|行ってみたい|"
        + words("this sunday|next sunday|on sunday|most guests"),
    ),
    unless=SURVEYED
    + "|観光|建築|旅行|見学|結婚式の|こんさーと|聖地巡礼|お正月|"
    + words("wedding|architect\\w*|concert|candle ?light dinner|tour"),
    scope="order",
)
_PARTY = Clue(
    (
        "党[貝員]|わが党|党の|[^\\s]{1,4}党|等員|候補|比例|参院選|衆院選|町議|市議|選挙"
        "|街頭|後援会|青年部|陣営|"
        + words("cadidate|candidate|canvas\\w*|poll+ing day|campaign|our party|leaflets?|petition|ballot"),
        _SEEK + "|よろしくお願い|書いてくださる|お伝えください|当会の",
    ),
    unless=SURVEYED
    + "|関心|投票に行|支持する政策|"
    + words("vote yourself|party (?:food|dress|games?)|birthday"),
    scope="order",
)
_DATE = Clue(
    (
        "婚活|独身|彼女(?:募|慕|に)|彼氏(?:募|慕|に)|寂しい|さみしい|お付き合いしたく"
        "|お付き合い(?:し|を)|会ってもよい|殿方|隣を歩いて|恋人|お相手を|出会い"
        "|食事に行(?:きませ|ける)|二人で会|"
        + words(
            "singles'? (?:night|evening|party|event)|your (?:perfect )?match|girlfriend|boyfriend"
            "|sweet ?heart|widow(?:er)?|lonely|kind lady|first (?:date"
            "|picnic)|single (?:m[ae]n|wom[ae]n)|matched with tonight|soul ?mate|get along"
        ),
        _SEEK + "|私\\(|当方|(?:わたし|私|ぼく|僕)(?:と|に|の隣)|i'm waiting|i am|hopes"
        "|ideal first|who you would like",
    ),
    unless=SURVEYED.replace("好き|", "").replace("favou?rite|", "")
    + "|どらま|漫画|映画|番組|主題歌|小説|"
    + words("film|song|drama|novel|single (?:room|bed|ticket|use)"),
    scope="order",
)
RECRUITS = (_HIRE, _FAITHS, _PARTY, _DATE)
