"""Ways to decline a question, words that close them, and exits."""

from functools import lru_cache

from screening_policy.patterns import compiled
from screening_policy.reading import read

DECLINES = compiled(
    r"(?:prefer|rather|choose|wish|want|like)(?: \w+){0,2} not|not (?:to )?(?:say|answer|disclose"
    r"|state|share|tell)|decline|no answer|no comment|do ?n[o']?t (?:want|wish|care)|skip(?: this"
    r"| the)?(?: question)?|refuse"
    r"|(?:答え|言い|教え|回答し|応え|申し上げ|明かし|開示し|選び)たく(?:ない|ありません|は)|(?:回答"
    r"|返答|開示)(?:を|は)?(?:しない|し?ません|控え|差し控え|拒否|辞退|遠慮)|答えない|無回答"
    r"|のーこめんと|keep (?:it|that|this)? ?(?:to myself|private|secret)"
    r"|not telling|no thank|pass$|withhold|none of your|(?:leave"
    r"|left) (?:it )?(?:blank|empty)|blank is fine|空欄|(?:書き|話し|知らせ|伝え"
    r"|申し)たく(?:ない|ありません)|(?:答え|言え|回答でき|お答えでき)(?:ない|ません"
    r"|かね)|内緒|ひみつ|回答なし|伏せ"
    r"|(?:公開|申告|回答|返答|開示|記入|入力|共有|お答え)(?:を)?(?:したく|希望し)(?:ない|ません|ありません)"
    r"|(?:申告し|明かさ|申し上げ)(?:ない|ません)|答えるのを(?:控え|やめ|遠慮)|(?:質問|設問|問い?)[はを]飛ばす"
    r"|^飛ばす$|^遠慮する$|想像にお?任せ|^未回答"
    r"|prefer(?:red)? (?:to )?(?:skip|pass|keep)|(?:un|not )disclosed|^private$"
    r"|(?:not|un) ?comfortable (?:with )?(?:answer|say|shar|tell)ing|opt(?:ing)? out"
    r"|(?:答え|応え|こたえ|おしえ|はなし|話し|伝え|教え|知らせ|聞かせ|示し|言い|申し|申し上げ|明かし|選び)(?:に)?"
    r"(?:(?:(?:なり|し|いたし)?た|な|でき|いたし|し|られ)?[くか]?(?:は|も)?(?:ない|なか|ません|ありません)"
    r"|(?:いたし|し|でき)?かね)"
    r"|(?:言わ|いわ|答え|こたえ|教え|おしえ|言え|いえ)(?:ん(?:$|と|わ|で|です|よ)|へん|まへん|しまへん)"
    r"|勘弁|黙秘|ないしょ|(?:秘|伏)(?:する|します)|答えを(?:控え|避け)"
    r"|\bprivate$|(?:that|this|it) is private|that's private|won't (?:say|answer|tell)"
    r"|will not (?:say|answer|tell)|not (?:answering|saying|sharing)|(?:my|own|your) (?:own )?business$"
    r"|いわない|言わない|いえない|kotaetaku|iitaku|kotaenai|言いた[くぐ]ね|答えと[うお]ない"
    r"|言いと[うお]ない|お?答え(?:できません|しません|を控え|は控え)|こたえたくない|いいたくない|秘密"
    r"|非公開|すきっぷ|ぱす(?:する|$)|遠慮し|控え(?:ます|たい|させ)"
)
FORBIDS = compiled(
    r"(?:do not|don't|\bnever\b|must not|cannot|can't|not allowed|not accepted|not (?:be )?(?:paid|valid"
    r"|permitted)|invalid|rejected|forbidden|disqualif\w*|excluded|void|unpaid"
    r"|avoid|other than|except|refrain|rather than|removed|reduced|fewer|\blose"
    r"|\bloses|without)|以外(?:を|から|の)|選ばず|飾り|ならないで|使わ(?:ない"
    r"|ず)|選び直|減(?:額|り|ら)|差し引|対象となりません"
    r"|かうんと(?:し|され)|選ばない"
    r"|選択しない|不可|無効|禁止|できません|認め(?:ません|ない)|しないで|除外|却下|非承認|支払われ"
    r"|支払い?ません|対象外|だめ|ご遠慮|お控え|困ります"
    r"|(?:受け付け|受けつけ|数え|取り合い)(?:ません|ない|られ(?:ません|ない)|かね)|受理(?:し|でき|いたし)(?:ません|ない|かね)"
    r"|(?:集計|採用|承認|有効|回答と)(?:と)?(?:し|され|みなし|なり)(?:ません|ない)|成立し(?:ません|ない)|差し戻|やり直し|再提出"
)
_COSTS_NOTHING = compiled(
    r"(?:not|n't|never|without|no)(?: \w+){0,3} (?:reduc\w+|los(?:e|es|ing|s)\b|affect\w*|invalid\w*|cost\w*"
    r"|penal\w+|chang\w+|removed|rejected|excluded|disqualif\w*|fewer|hurt\w*|unpaid|matter\w*"
    r"|count\w* against)"
    r"|no (?:wrong|right|bad) answers?"
    r"|(?:do not|don't) (?:hesitate|worry|be shy|feel obliged|have to|need to)"
    r"|(?:減(?:額|点|[りるら])?|不利益?|無効|除外|影響|損|対象外|差し引(?:き|か)|却下|失格)"
    r"(?:する|される|となる|になる|なる)?(?:こと)?(?:には|とは|でも|[はもがにを])?(?:一切|いっさい|全く|まったく)?"
    r"(?:あり|なり|し|され|いたし|受け|れ)?(?:ません|ない|なく|ず)|遠慮(?:なく|せず|は(?:いり|不要|無用))"
    r"|ご?無理(?:に|を|は)[^。]{0,8}?(?:ありません|なさら|ない|せず)"
)
ALL_REQUIRED = compiled(
    r"(?:answer|complete|fill)(?: in| out)? (?:all|every|each)(?: \w+){0,4}? (?:questions?|fields?"
    r"|items?)|(?:all|every) (?:\w+ )?(?:questions?|fields?|items?) (?:are|is"
    r"|must)(?: be)? (?:required|mandatory|compulsory|answered|filled|completed)|(?:no|not"
    r"|never)(?: \w+){0,3} (?:blank|skip\w*|empty)|skipping(?: \w+){0,3} not|(?:do not|don't) skip"
    r"|(?:全問|全て|すべて|全部)(?:の)?(?:質問|設問|項目|問い)?(?:に|が|は|を)?[^。]{0,6}?(?:必須|必ず"
    r"|お答え|答えて|回答(?:して|必須|が必要|し)|記入|入力)|(?:空欄|未回答|未記入|無回答"
    r"|すきっぷ)[^。]{0,8}?(?:不可|無効|禁止|できません|認め|しないで|却下|対象外|ないよう|だめ)"
)
EXIT = compiled(
    r"(?:survey|task|questionnaire|study|job|session)(?: \w+){0,2} (?:ends?|over|finish\w*|stops?"
    r"|terminat\w*)"
    r"|(?:end|exit|leave|stop|close|quit)(?: \w+){0,2} (?:survey|task|here|questionnaire|study|now)"
    r"|(?:→|->|=>|-) ?(?:the )?(?:end|exit|stop|finish)\b|(?:you are|you're) (?:done|finished)"
    r"|(?:please )?(?:stop|close|leave|exit)(?: \w+){0,2} (?:here|now|window|page|survey)"
    r"|thank you(?:,)? (?:and )?goodbye|cannot (?:continue|take part|go on)|can't (?:continue"
    r"|take part)|(?:not|isn't) for you|screen(?:ed|s|ing)? out|disqualif\w*|(?:do|does|will|are"
    r"|is) not (?:qualify|eligible)"
    r"|(?:sent|taken|shown|let|dropped|turned|filtered|kicked|thrown) (?:out|away|home|off)\b"
    r"|not eligible|no further questions"
    r"|対象外|(?:→|⇒|ー>|->) ?(?:終了|おわり|終わり)|(?:回答|調査|あんけーと)?終了$"
    r"|これ以上(?:は)?(?:進め|お答え)|進め(?:ません|ない)|参加(?:でき|いただけ)(?:ません|ない)"
    r"|回答(?:でき|いただけ)(?:ません|ない)|以上で(?:す|終)|ご遠慮(?:ください|願)|ここまで(?:です"
    r"|と)|(?:ここで|こちらで|その時点で|あんけーと(?:は|を)?|調査(?:は|を)?|回答(?:は"
    r"|を)?)[^。]{0,4}?(?:終了|終わり|おしまい)|終了(?:です|し(?:て|ます)|となり)|足切り"
    r"|すくりーにんぐ(?:あうと|落ち)|回答(?:不要|いただけません)|お?引き取り|失格"
)

_REMEMBERED = 20_000


def forbids(text: str) -> bool:
    """Whether a folded text that tells of declining forbids it, or says what it costs."""
    return bool(FORBIDS.search(_COSTS_NOTHING.sub(" ", DECLINES.sub(" ", text))))


def closes(sentence: str, after: str) -> bool:
    """Whether a folded sentence, with what comes after it, forbids to decline or to leave a question out."""
    if ALL_REQUIRED.search(_COSTS_NOTHING.sub(" ", sentence)):
        return True
    return bool(DECLINES.search(sentence)) and forbids(sentence + after)


@lru_cache(_REMEMBERED)
def declines(option: str) -> bool:
    """Whether choosing this option means "I would rather not answer"."""
    text = read(option).text
    return bool(DECLINES.search(text)) and not forbids(text)
