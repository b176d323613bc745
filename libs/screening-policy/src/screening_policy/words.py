"""One Latin word as a person reads it: leet, misspelling, romaji, and words written without spaces."""

import re
from functools import lru_cache
from itertools import product

from screening_policy.alphabet import FOLD

# Words that rules look for and that clients may misspell or disguise; keep them to what rules need.
_KEYWORDS_LIST = """
account address authentication birthday birthdate birthplace cellphone cellular children citizenship
contact credential credentials criminal cvv cvc diagnosed diagnosis download disability disabled disease
email employee ethnicity expiry facebook firstname follow gender gmail handle illness income initials
instagram install insurance interview lastname licence license login maiden marital medical medication
messenger mobile mother mynumber name number passcode passphrase passport password payment phone pin
political prescription profile register registration religion review subscribe religious reward salary
savings security sign signature snapchat social surname telegram telephone tiktok tweet twitter twitch
username viber wechat whatsapp youtube zoom discord skype advertising apartment birth boyfriend brother
certificate citizen class colleague colleagues college company confirm daughter debt device digits divorced
driving driver employer faith fertility follower followers friend friends gender girlfriend husband income
information investment job member messages mortgage neighbour neighbor nearest number's pregnant parents
partner photo photograph picture postcode postal profile pronouns recruiter relatives gay lesbian bisexual
straight imei screenshot selfie serial married ethnic sexual sexuality sister sixteen station street
testimonial union university vaccinated vaccination vaccine verification verify voted website workplace
"""
_FUNCTION_LIST = """
a an and any at answer below birth box call can card code company could current date do enter family for
four full give here home i id in is it last line list me my new of on or our please pls provide put ss sns
send share tell text the this to type us was we what whats when where which who with work write you your ur
bank digits birthday
"""
_ROMAJI_PAIRS = """
anata=あなた ansho=暗証 bango=番号 denwa=電話 denwabango=電話番号 keitai=携帯 keitaibango=携帯番号
renrakusaki=連絡先 meado=メアド meruado=メルアド mero=メール meru=メール adoresu=アドレス
meruadoresu=メールアドレス namae=名前 onamae=お名前 shimei=氏名 simei=氏名 fururnemu=フルネーム
furunemu=フルネーム myoji=名字 hommyo=本名 honmyo=本名 pasuwado=パスワード seinengappi=生年月日
seinengapi=生年月日 tanjobi=誕生日 koza=口座 kozabango=口座番号 anshobango=暗証番号 menkyo=免許
menkyosho=免許証 mainamba=マイナンバー mainanba=マイナンバー kado=カード kurejitto=クレジット
oshiete=教えて osiete=教えて kudasai=ください kudasaimase=くださいませ onegai=お願い
onegaishimasu=お願いします nyuryoku=入力 kinyu=記入 kaite=書いて shite=して shitekudasai=してください
nan=何 nani=何 desu=です desuka=ですか watashi=私 jibun=自分 seibetsu=性別 seibetu=性別 nenshu=年収
shunyu=収入 kekkon=結婚 shukyo=宗教 byoki=病気 byomei=病名 jibyo=持病 honseki=本籍 kazoku=家族 hitsuyo=必要
hissu=必須 tomodachi=友だち tsuika=追加 toroku=登録 kaiin=会員
"""
# Words that are right as they stand, though a slip away from a keyword.
_REAL_LIST = """
accounts apartments barth berth birch birthdays births bitch bother bothers boyfriends broth brothel
brothers cases cass casts cellphones certificates childrens citizens clams clans claps clash clasp classed
classy claus claws clays collage colleen colleges confirms conform contacts context contract contracts
crass criminals daughters derive deriving devices devine devise diagnose diagnoses digit disable discard
diseased diseases diver divers divert diving divorce divorces downloads drier drive driven drivers drives
emails emil emile emily employe employed employees employers expire faint fait faiths fallow fatah fellow
fiend fiends fifth filth firth fitch followed follows fried gail gander genders genera girlfriends grail
hadley handed handel hander handled handler handles hanley husbands incomes initial installs instill
interviews investments licences licensed licensee licenses logan logic loin lovin madden maidens martial
massages mather medial mediation medications meditation members message messaged messengers mobil mobiles
mortgages mothers neighbors neighbours numbers parent partners passports passwords patents payments phoned
phones phonograph phony photographs photography photon photos pictured pictures ponce ponte portal porto
prescriptions profiled profiles prone pronoun proto reared recruited recruiters regard registers
registrations registry relative religions retard reviews revise revive rewards saving sayings scalar
screenshots selfies serbia serials shave shaving signatures singer sisters sitter skye socal spelled
stanton stating stations streep streets subscribed subscriber surnames teeth telephoned telephones
telephony tenet testimonials titter tweed tween tweets twister unions unison unwin usernames vaccinations
vaccines verily verity vibe vibes viper vote voter votes vowed websites webster workplaces workspace
youtuber
"""

KEYWORDS = frozenset(_KEYWORDS_LIST.split())
_REAL = frozenset(_REAL_LIST.split())

ROMAJI = {word: kana.translate(FOLD) for word, kana in (pair.split("=") for pair in _ROMAJI_PAIRS.split())}
_LEET = {
    "0": "o",
    "1": "il",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "ao",
    "$": "s",
    "!": "i",
}
_LEET |= {"|": "li", "+": "t"}
LONG_VOWEL = re.compile("o[uo]|uu")
_LENGTHENED = re.compile(r"(?<=.)(.)\1{2,}|^(.)\2{3,}")
_KNOWN = KEYWORDS | frozenset(_FUNCTION_LIST.split())
_SPLITTABLE = frozenset(word for word in _KNOWN if len(word) > 1)
_LONGEST = max(map(len, _KNOWN))


# Every keyword under each spelling that leaves out one of its letters, and under its own.
_NEAR = {
    shorter: word
    for word in sorted(KEYWORDS, reverse=True)
    if len(word) > 4
    for shorter in (word, *(word[:at] + word[at + 1 :] for at in range(1, len(word))))
}
_MISSPELT: dict[str, str] = {}
_MISSPELT |= {
    "phon": "phone",
    "fone": "phone",
    "fon": "phone",
    "adress": "address",
    "addy": "address",
    "nmae": "name",
    "wich": "which",
    "yuo": "you",
    "yor": "your",
    "rite": "write",
    "wat": "what",
    "dait": "date",
    "wurk": "work",
    "yeer": "year",
    "skool": "school",
    "pleese": "please",
    "munth": "month",
    "mony": "money",
    "frend": "friend",
}
_MISSPELT |= {
    "eimail": "email",
    "emial": "email",
    "mial": "mail",
    "daet": "date",
    "brith": "birth",
    "brithday": "birthday",
    "compeny": "company",
    "compny": "company",
    "woking": "working",
    "wroking": "working",
    "numbr": "number",
    "telefon": "telephone",
    "maried": "married",
    "salery": "salary",
    "religon": "religion",
    "passwort": "password",
    "pasword": "password",
    "naem": "name",
    "plz": "please",
}
_MISSPELT |= {
    "nme": "name",
    "nubmer": "number",
    "numer": "number",
    "nr": "number",
    "numba": "number",
    "pls": "please",
}


@lru_cache(maxsize=65_536)
def plain_word(word: str) -> str:
    """`word` (folded, lower case) or the word, words or Japanese it stands for."""
    if word in _KNOWN or word in _REAL:
        return word
    if word.isalpha():
        shorter = _LENGTHENED.sub(r"\1\2", word)
        kana = ROMAJI.get(LONG_VOWEL.sub(lambda m: m[0][0], word))
        return (
            kana
            or _MISSPELT.get(word)
            or (shorter if shorter in _KNOWN else _split(word) or meant(word))
            or word
        )
    return _unleet(word) or word


def meant(word: str) -> str | None:
    """The keyword that is one slip away: a letter wrong, missing, too many, or two of them swapped."""
    if not 4 <= len(word) <= 20 or word in _REAL:
        return None
    for shorter in (word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))):
        near = _NEAR.get(shorter)
        if near is not None and abs(len(near) - len(word)) < 2:
            return near
    return None


def _unleet(word: str) -> str | None:
    if not any(char.isalpha() for char in word) or len(word) > 24:
        return None
    choices = [_LEET.get(char, char) for char in word]
    if sum(len(choice) > 1 for choice in choices) > 4:
        return None
    for letters in product(*choices):
        plain = "".join(letters)
        if plain in KEYWORDS or plain in ROMAJI:
            return ROMAJI.get(plain, plain)
        found = _MISSPELT.get(plain) or (_split(plain) or meant(plain) if plain.isalpha() else None)
        if found:
            return found
    return None


def _split(word: str) -> str | None:
    """`whatisyourname` as words we know, the fewest that cover it; None when they do not."""
    if not 8 <= len(word) <= 120:
        return None
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            head, piece = best[start], word[start:end]
            if (
                head is not None
                and piece in _SPLITTABLE
                and (best[end] is None or len(head) < len(best[end] or []) - 1)
            ):
                best[end] = [*head, piece]
    pieces = best[-1]
    if pieces is None or not any(piece in KEYWORDS for piece in pieces):
        return None
    return " ".join(pieces)
