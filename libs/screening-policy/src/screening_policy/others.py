"""Whose thing is asked for: the member's own, or somebody else's."""

from screening_policy.patterns import compiled
from screening_policy.scene import Hit

_PEOPLE_EN = (
    r"mothers?|fathers?|mum|mom|dad|parents?|wife|husband|spouse|partner(?! company)|child"
    r"|children|kids?|sons?"
    r"|daughters?|babys?|bab(?:y|ies)|brothers?|sisters?|siblings?|grand(?:mother|father|parents?"
    r"|child(?:ren)?|ma|pa|son"
    r"|daughter)s?"
    r"|uncles?|aunts?|cousins?|nieces?|nephews?|relatives?|relations|in-?laws?|famil(?:y|ies)"
    r"|family members?|friends?|mates?"
    r"|buddy|flat-?mates?|house-?mates?|room-?mates?|class-?mates?|girl ?friends?|boy ?friends?"
    r"|fianc[eé]e?s?|exs?|ex"
    r"|neighbou?rs?|colleagues?|co-?workers?|boss(?:es)?|managers?|supervisors?|team leaders?"
    r"|employees|teachers?|professor"
    r"|doctors?|dentists?|landlords?|landlad(?:y|ies)|acquaintances?|best man|emergency contacts?"
    r"|referees?|guarantors?|next of kin"
    r"|person (?:you|who|next)|people you|someone (?:you|who|else)|somebody (?:you|who|else)"
    r"|anyone (?:you|who|else)"
    r"|teammates?|coach|hairdresser|pen ?pal|guests?|caregivers?|carers?|mentor|instructor"
    r"|trainer|principal|headmaster|secretary|assistant|godmother|godfather|stepmother|stepfather"
    r"|crush|fellow \w+|lodger|partner at work|staff|person in charge|your (?:oldest|youngest"
    r"|eldest)|ex-\w+|nanny|baby-?sitter|tenants?"
)
_PEOPLE_JA = (
    "友人|友だち|友達|ともだち|知人|知り合い|同僚|上司|部下|先輩|後輩|ご?家族|家の人|親御|両親"
    "|親(?=[のごはが御さ])|父|母|祖父"
    "|祖母|おじい|おばあ|じいちゃん|ばあちゃん|(?<![一-鿿])[兄姉弟妹](?!妹|弟)|きょうだい|兄弟"
    "|姉妹|夫|妻|配偶者|主人(?!公)|奥さ"
    "|奥様|旦那|ぱーとなー|恋人|彼氏|彼女|彼(?=[のが])|子ども|子供|お子|息子|娘"
    "|孫(?=[のさごが])|親戚|親類|隣人|お隣|おとなり|隣の"
    "|となりの|隣に住(?:んで(?:い|は)?る|む)?(?:人|方|ひと)?|近所|大家|担任|恩師|先生|連れ(?=[のが合])|つれ(?=のl)|まま友|ぱぱ友"
    "|くらすめー?と|同級生|(?:その|この|あの|紹介する|紹介したい"
    "|助けてもらった|お世話になった)(?:方|人|ひと|子)|どなた|誰か|だれか|緊急連絡先|保証人|家主"
    "|管理人さん|世帯主|保護者|身内|婚約者|元かれ|元かの"
    "|仲間|取引先|るーむめいと|同居人|同居(?:して|の方)|しゅうと|姑|舅|義理|ままさん|まま(?=の|は"
    "|が|に)|ぱぱ(?=の|は|が|に)|家内|いとこ|従兄弟|従姉妹|甥|姪|おじさん|おばさん|叔父|叔母"
    "|伯父|伯母|店長|部長|課長|社長|園長|校長|こーち|監督|担当医|主治医|かかりつけ医|美容師|親友"
    "|幼なじみ|幼馴染|教え子|部員|ちーむめいと|お客様(?=の.{0,6}(?:名|電話|連絡))|住人"
    "|ご?紹介(?:者|いただける方|してくださる方)|応援してくれる人|身近な(?:人|方)|一番親しい"
    "|いちばん親しい|親しい(?:人|方)|片思い|好きな人(?=の)|元夫|元妻|義父|義母|義兄|義姉|下の子"
    "|上の子|ご?遺族|故人|面倒を見ている|介護している|同じ(?:職場|会社|くらす|学校)の(?:人|方)"
    "|おかん|おとん|ばあば|じいじ|相方|嫁(?=[のはがさ])|ぱぱの|ままの|お嬢|坊ちゃん|ぼっちゃん|ご子息|ご令[嬢息]"
    "|(?:一緒|いっしょ|一つ屋根の下|同じ家)に(?:暮ら|住)[^。、はがを]{0,6}(?:方|人|ひと|もの|者)"
)
# Together with, told to, next to somebody: the thing itself may still be the member's own.
_NEAR_JA = compiled(
    f"(?:{_PEOPLE_JA})(?:の)?(?:たち|達|さん|様|さま|ちゃん|くん|君|方|かた|ら)?"
    "(?:それぞれ|各自|全員|全て|みんな|みなさん|皆さん|皆様|お?(?:2|1|3)人(?:とも)?|両方|どちら(?:も|か)?)?(?:の|が|は"
    f"|って|、|で|に(?:あたる|なる)|も|が?いら|を紹介|$)"
    "[^。!?\\n]{0,40}$"
)
_WITH_JA = compiled(
    f"(?:{_PEOPLE_JA})(?:たち|さん|様|さま)?(?:と(?:一緒|いっしょ|暮ら|住)|へ|に(?:聞|話|見|教"
    f"|送|内緒)|から|より|にも)"
)
_NEAR_EN = compiled(
    rf"\b(?:your|ur|yr|the|a|an|their|his|her|one of your"
    rf"|each)\s(?:[\w\-]+\s){{0,3}}?(?:{_PEOPLE_EN})(?:'s|s'|s|')?(?![a-z])"
    rf"|^\W*(?:{_PEOPLE_EN})(?:'s|s'|')\s|\bwhose\b(?! (?:logo|letterhead|sign|name) (?:is|hangs|stands"
    rf"|appears)\b)|\b(?:his|her|their)\s(?:[\w\-]+\s){{0,3}}$"
)
_SAYS_EN = compiled(
    rf"\b(?:your|the) (?:{_PEOPLE_EN}) (?:decide|call|give|gave|named?|know|see|use|would|can"
    rf"|could|will|might|tell)[sd]?\b"
    rf"|(?:tell|ask|for|to|with|by) (?:your|a|an|the) (?:\w+ )?(?:{_PEOPLE_EN})(?!'s"
    rf"|s')(?![a-z])(?! (?:of|who|you|next))"
)
_AFTER_EN = compiled(
    rf"[^.!?\n]{{0,30}}?\b(?:of|for|from|does|do|did|is|can|was|at which|where) (?:your|the|a"
    rf"|an) (?:[\w\-]+ ){{0,2}}?"
    rf"(?:{_PEOPLE_EN})(?:'s)?(?![a-z])"
)
_OWN = compiled(
    r"回答者|ご自身の|あなた自身の|あなたの|ご本人(?!以外)|自分の(?!親|家族|友)|your own|yourself"
)


def is_of_others(hit: Hit) -> bool:
    """Whether what a hit asks for belongs to somebody else than the member."""
    if hit.about_member:
        return False
    text = hit.place.reading.text
    first, last = hit.place.sentence(hit.start, hit.end)
    first = max(first, hit.start - 80)
    before, inside, after = text[first : hit.start], text[hit.start : hit.end], text[hit.end : last]
    if japanese := _NEAR_JA.search(before):
        return not _OWN.search(before[japanese.start() :]) and not _WITH_JA.match(before, japanese.start())
    if _NEAR_JA.search(inside) or _NEAR_JA.match(inside):
        return True
    if _NEAR_EN.search(f"{before}{inside}") and not _OWN.search(before):
        return not _SAYS_EN.search(before)
    return bool(_AFTER_EN.match(after) and not _SAYS_EN.match(after))
