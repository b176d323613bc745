"""Passwords, passphrases, keys, and the answers to secret questions; what is merely said about one passes."""

from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, NOT_A_UNIT, Hit, compiled, hit
from screening_policy.guard.spelling import Page

_KEYWORD = (
    r"パスワード|ぱすわーど|パスコード|合言葉|(?<![a-z])(?:pass(?: ?(?:word|code|phrase)|(?=\s?[:=]))|pw|pwd"
    r"|passwd|パス|pass)(?![a-z])|ログインパス|パスフレーズ|api ?(?:key|キー)|(?:secret"
    r"|access) ?(?:key|token)"
    r"|暗証|ログイン情報|(?:wpa2?|wi-?fi|network|暗号化|セキュリティ) ?(?:key|キー)|秘密の言葉"
    r"|secret word|シークレット"
)
_MINE = r"(?:私|僕|俺|わたし|自分|my|the|our)?\s?の?\s?(?:wi-?fi\s?の?\s?)?"
_IS = r"\s?(?:が|は|を|って|=|→|\bis\b|\bwas\b|\bas\b)\s?"
_SAYS = r"\s?(?:は|が|を|、|:|=|→|is(?![a-z])|was(?![a-z])|here|now|変更後|\s){1,5}"
_SIGNS = r"[!-~]"
_STRONG = rf"(?=[!-~]{{0,30}}[\d@#$%&_+*!])(?=[!-~]{{0,30}}[a-z\d]){_SIGNS}{{4,40}}+"
_ENDS = r"\s?(?:$|[.。!\n、,」]|です|でした|だ|のまま|にして|に変|に設定|を使|で(?:ログ|入|統一)|and\b)"
_PATTERNS = tuple(
    compiled(source)
    for source in (
        rf"(?:{_KEYWORD})(?:{_SAYS})?[「\"'“](?P<value>[^」\"'”\n]{{3,40}})[」\"'”]",
        rf"(?:{_KEYWORD}){_SAYS}(?P<value>{_STRONG}){NOT_A_UNIT}",
        rf"(?:{_KEYWORD}){_SAYS}(?P<value>[a-z0-9](?: [a-z0-9!-/]){{3,30}}+)(?![a-z])",
        rf"(?:{_KEYWORD})\s?(?::|=|は|を|\sis )\s{{0,2}}(?P<value>[a-z]{{4,30}}+(?:[\- ][a-z]{{2,"
        rf"20}}){{0,4}}){_ENDS}",
        rf"(?:{_KEYWORD})\s(?P<value>[a-z]{{6,30}}+)(?=です|でした|$)",
        rf"(?:パスワード|ぱすわーど|(?<![ァ-ヶー])パス|(?<![a-z])pw)(?P<value>(?=[!-~]{{0,30}}\d)(?=[!-~]"
        rf"{{0,30}}[a-z])"
        rf"{_SIGNS}{{4,40}}+)",
        rf"(?<![!-~])(?P<value>(?=[!-~]{{0,30}}\d){_SIGNS}{{4,40}}+){_IS}{_MINE}(?:{_KEYWORD})",
        rf"(?:login|log in|ログイン|id)\s?(?::|は)?\s?[!-~]{{2,30}}\s?/\s?(?P<value>{_STRONG})",
        rf"(?:{_KEYWORD}){_SAYS}(?P<value>[ぁ-んー]{{0,10}}(?:はち|なな|ぜろ|いち|にー|さん|よん|ごー"
        rf"|ろく|きゅー){{2,8}}[ぁ-んー]{{0,6}}?)"
        rf"(?=です|でし|だ|。|、|$|\s)",
        rf"(?:{_KEYWORD}){_SAYS}(?P<value>(?:the word|all (?:caps|lower ?case)|capital"
        rf"|lower ?case|upper ?case) [^\n.]{{3,60}})",
        r"(?<![a-z0-9])(?P<value>(?:ghp_|github_pat_|sk-|pk_|akia|xox[bp]-|eyj)[a-z0-9_\-.]{10,80})",
        rf"(?<![a-z])(?:token|secret)\s?[:=]?\s?(?P<value>(?=[!-~]{{0,30}}\d)(?=[!-~]{{0,30}}[a-z])"
        rf"{_SIGNS}{{10,80}}+)",
        r"(?:first pet|maiden name|first school|favou?rite teacher)[^\n.]{0,24}?\s(?:is"
        r"|was called|was named|was|called|named)\s(?!called)(?P<value>[a-z]{3,20})(?=[,.\s]|$)",
        r"(?:名前|旧姓|学校|先生|町|街)(?:は|、)?(?P<value>[^\s、。はがの]{2,10})(?:が|は)(?:秘密の質問|秘密の答|合言葉)",
        r"(?:は|が|:|\s)(?P<value>[^\s、。（(は]{2,16})[（(](?:秘密の質問|秘密の答|secret|security question)",
        rf"(?<![!-~])(?P<value>(?=[!-~]{{0,30}}\d)(?=[!-~]{{0,30}}[a-z])[!-'*-~]{{5,40}})\s?[（(](?:{_KEYWORD})[^）)\n]{{0,8}}[）)]",
        r"(?:合言葉|秘密の(?:言葉|ことば|キーワード))(?:は|:|が)\s?[「\"]?(?P<value>(?!何|なん|誰|どこ)[^\s、。」\"]{2,20}?)[」\"]?(?=です|でした|だ|。|$)",
        r"(?:秘密の質問|秘密の|secret question|security question)[^\n。.]{0,20}?(?:答え?|回答"
        r"|answer)\s?(?:は|:|is)\s?[「\"]?"
        r"(?P<value>(?!何|なん|誰|どこ)[^\s、。」\"]{2,20}?)[」\"]?(?=です|でした|だ|[。.]|$)",
        r"(?:母の旧姓|初めて飼った|最初のペット|mother's maiden name|first pet)[^\n。.はi→:]{0,12}("
        r"?:は|\sis\s|→|:)[「\"]?"
        r"(?P<value>(?!何|なん|誰|どこ)[^\s、。」\"]{2,20}?)[」\"]?(?=です|でした|だ|[。.]|$)",
        rf"(?:{_KEYWORD})[、はが:\s]{{1,3}}(?P<value>[^\n。]{{0,24}}?(?:大文字|小文字|おおもじ"
        rf"|こもじ)の[^\n。]{{2,40}}?)"
        rf"(?=です|でした|。|$)",
    )
)
_ADJECTIVES_LIST = """
weak strong long short same easy different secure saved unique forgotten reset complex simple required
expired wrong incorrect invalid hard annoying stupid fine good null none hidden secret safe changed lost
unknown stored managed written important necessary difficult enough bad useful outdated gone blank empty
optional manager managers resets rules policy policies protected recovery expiry change
not very too really always never still also just kept being only
"""
_ADJECTIVES = frozenset(_ADJECTIVES_LIST.split())
_NO_SECRET = compiled(
    "忘れ|秘密|内緒|ない|なし|同じ|長い|短い|複雑|簡単|必要|不要|面倒|大事|知ら|わから|難し|覚え|古い|変え"
)


def passwords(page: Page) -> Iterator[Hit]:
    """Values that a word of secrecy names."""
    for spelling in (page.words, page.digits):
        for pattern in _PATTERNS:
            for match in pattern.finditer(spelling.folded):
                value = match["value"].rstrip(".,)")
                plain = value.split()[0] if value.split() else ""
                if plain in _ADJECTIVES or len(value) < 2 or _NO_SECRET.search(value):
                    continue
                start = match.start("value")
                yield hit("password", spelling, (start, start + len(value)), LABELLED)
        if page.words is page.digits:
            break
