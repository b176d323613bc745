"""Names that are given as such; a famous person, a shop, a brand or a pet that is merely named passes."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, SHAPED, Hit, hit
from screening_policy.guard.names import (
    FAMILY,
    FAMILY_KANA,
    GIVEN,
    NO_ENGLISH_NAME,
    NO_NAME,
)
from screening_policy.guard.places import PLACE_NAMES
from screening_policy.guard.spelling import Page, Spelling

_HAN = "[一-鿿々〆ヶ]"
_KANJI = rf"{_HAN}(?:\s?{_HAN}){{0,6}}"
_VALUE = (
    rf"(?:{_KANJI}|{_KANJI}\s?[ぁ-んァ-ヶ]{{2,4}}?|[ァ-ヶー]{{2,10}}(?:[\s・][ァ-ヶー]{{2,10}})?"
    rf"|[ぁ-んー]{{2,8}}?(?:\s[ぁ-んー]{{2,6}}?)?|[A-Za-zＡ-Ｚ]{{2,20}}(?:\s[A-Za-z]{{2,20}}){{0,2}})"
)
_ENDS = (
    r"(?=\s?(?:です|でし|でご|と申|とい[いう]|と言|っていい|ちゃん|さん|くん|君|だ(?:よ|ね|。|$)|desu"
    r"|。|、|,|\n|[（(）)]|$))"
)
_ENDS_OR_USE = r"(?=\s?(?:です|で|と|。|、|\n|$))"
_IS = r"\s{0,2}(?:[（(][^）)\n]{1,6}[）)])?\s{0,2}(?:は、?|が|:|=|→|\s){1,3}\s?"
_PERSON = "(?:私|わたくし|わたし|あたし|僕|ぼく|俺|おれ|自分|本人|うち)"
_RELATION = (
    "(?:夫|妻|旦那|主人|嫁|息子|娘|長男|長女|次男|次女|子供|子ども|母|父|兄|弟|姉|妹|祖父|祖母"
    "|彼氏|彼女|友人|友達|友だち|親友|上司|同僚|部下|先生|担任|隣人)"
)
_GIVEN_AS_NAME = (
    rf"{_PERSON}の(?:名前|なまえ|氏名|本名|フルネーム|苗字|名字){_IS}(?P<value>{_VALUE}){_ENDS}",
    rf"(?:本名|氏名|フルネーム|旧姓){_IS}(?P<value>{_VALUE}){_ENDS}",
    rf"{_RELATION}の(?:名前|なまえ|本名){_IS}(?P<value>{_VALUE}){_ENDS}",
)
_OF_A_PERSON = re.compile(
    rf"(?:担当|{_RELATION})の(?P<value>{_KANJI}|[ァ-ヶー]{{2,8}}|[ぁ-ん]{{2,5}}?)"
    r"(?:さん|(?P<familiar>ちゃん|くん|君))"
)
_NAME_ALONE = re.compile(rf"(?:本名|氏名|署名|フルネーム)(?P<value>{_KANJI}){_ENDS_OR_USE}")
_JAPANESE = tuple(re.compile(source) for source in _GIVEN_AS_NAME)
_LINE = re.compile(
    rf"(?:^|[。、\n!！])\s{{0,3}}(?:お?(?:名前|なまえ)|署名|ふりがな|フリガナ){_IS}(?P<value>{_VALUE}){_ENDS}"
)
_CALLED = re.compile(
    rf"(?<!{_HAN})(?P<value>{_KANJI}|[ァ-ヶー]{{2,8}}|(?<![ぁ-ん])[ぁ-ん]{{2,8}}?)\s?"
    rf"(?:[（(][^）)\n]{{1,20}}[）)])?\s?と申し(?:ます|上げ|おり)"
)
_SAID = re.compile(rf"(?:^|[。\n!！、は])\s?(?P<value>{_KANJI}[ぁ-ん]{{0,4}}?)\s?と(?:いい|言い)ます")
_INTRO = re.compile(
    rf"(?:^|[。\n!！])\s{{0,2}}(?P<greeting>(?:はじめまして|初めまして|こんにちは|こんばんは|どうも"
    rf"|お世話になります)[、。!！]?\s?)?"
    rf"(?P<value>{_KANJI})です(?P<goes_on>。\s?[^\s]|[。!！]?\s*$)"
)
_I_AM_KANJI = re.compile(rf"{_PERSON}は、?(?P<value>{_HAN}{{2,6}})(?=です|。|$)")
_MY_NAME_KANJI = re.compile(rf"(?i:my name is)\s(?P<value>{_VALUE}){_ENDS}")
_READ_AS = re.compile(r"\s?[（(][ぁ-んァ-ヶー\sA-Za-z]{2,30}[）)]")
_ROMAJI = re.compile(
    r"\b(?:no )?namae (?:wa|ha)[\s:](?P<value>[a-z]{2,15}(?: [a-z]{2,15})?)(?= desu|[.。\n]|$)"
)
_INITIALS = re.compile(
    r"(?i:イニシャル(?:は|:|\s)|(?:my )?initials (?:are|is)"
    r"|initials:)\s?(?P<value>[A-Z][.・\s]{0,2}[A-Z]?\.?)(?![A-Za-z])"
)

_CAP = r"[A-Z][\w'’\-]{1,20}"
_FULL = rf"{_CAP}(?:\s(?:[A-Z]\.\s)?{_CAP}){{1,2}}"
_NOT_A_THING = r"(?!['’]s|\s(?:was|is|isn|were)\b)"
_MY_NAME = re.compile(
    r"(?i:\b(?:my|(?:husband|wife|son|daughter|mother|father|mom|dad|brother|sister|partner|friend|boss"
    r"|neighbou?r|colleague"
    r"|teacher|boyfriend|girlfriend)['’]s)\s(?:full |real |first |last |maiden )?name\s?(?:['’]?s|is|:))\s"
    rf"(?P<value>{_CAP}(?:\s{_CAP}){{0,3}}|[a-z]{{2,15}}(?:\s[a-z]{{2,15}})?(?=\s?(?:[.,!\n]|$|and\b"
    rf"|but\b))){_NOT_A_THING}"
)
_NAME_LINE = re.compile(
    rf"(?:^|\n)\s?(?i:(?:full |first |last )?name)\s?:\s{{0,3}}(?P<value>{_CAP}(?:\s{_CAP}){{0,2}})"
    rf"(?=\s*(?:\n|$|[.,;]))"
)
_I_AM = re.compile(
    rf"\b(?:(?i:i['’]?m|i am)\s(?P<value>{_FULL})(?![\w'’])"
    rf"|(?i:this is|it['’]s)\s(?P<value2>{_FULL})(?=\s(?:speaking|here|writing|calling|from|again)\b|[.,]))"
)
_CALL_ME = re.compile(r"\b(?i:call me|known as)\s(?P<value>[A-Z][a-z]{1,15})(?=[.!,\n]|$)")
_CALL_ME_PLAIN = re.compile(r"\bcall me (?P<value>[a-z]{2,12})(?![\w])")
_SIGNED_INLINE = re.compile(rf"(?i:\bsigned)[,:]?\s(?P<value>{_CAP}(?:\s{_CAP}){{1,2}})\s*[.!]?\s*$")
_SIGNED = re.compile(
    rf"(?i:(?:regards|sincerely|best|thanks|thank you|yours|cheers))[^\n.!?]{{0,20}}\n+\s?"
    rf"(?P<value>{_CAP}(?:\s{_CAP}){{0,2}})\s*$"
)


def names(page: Page) -> Iterator[Hit]:
    """Names of the member and of others, in the forms in which people give them."""
    yield from _japanese(page.words)
    yield from _english(page.words)


def _japanese(words: Spelling) -> Iterator[Hit]:
    for start, end, rank in _japanese_spans(words.text):
        read_as = _READ_AS.match(words.text, end)
        yield hit("name", words, (start, read_as.end() if read_as else end), rank)


def _japanese_spans(text: str) -> Iterator[tuple[int, int, int]]:
    for pattern in _JAPANESE:
        for match in pattern.finditer(text):
            if _may_be_name(match["value"]):
                yield (*match.span("value"), LABELLED)
    for match in _OF_A_PERSON.finditer(text):
        if match["familiar"] or _is_known(match["value"]):
            yield (*match.span("value"), LABELLED)
    for pattern in (_LINE, _SAID, _NAME_ALONE):
        for match in pattern.finditer(text):
            if _is_known(match["value"]):
                yield (*match.span("value"), LABELLED)
    for pattern in (_CALLED, _INITIALS):
        for match in pattern.finditer(text):
            yield (*match.span("value"), LABELLED)
    for match in _MY_NAME_KANJI.finditer(text):
        if not match["value"].isascii():
            yield (*match.span("value"), LABELLED)
    for match in _I_AM_KANJI.finditer(text):
        if match["value"][:2] in FAMILY - PLACE_NAMES:
            yield (*match.span("value"), SHAPED)
    for match in _INTRO.finditer(text):
        value, greeting = match["value"], match["greeting"]
        if _is_known(value) and (
            greeting or (value not in PLACE_NAMES and match["goes_on"].strip("。!！ \n"))
        ):
            yield (*match.span("value"), SHAPED)


def _may_be_name(value: str) -> bool:
    return not value.startswith(NO_NAME)


def _is_known(value: str) -> bool:
    """Whether it begins with a family name, or is two words in kana or Latin letters."""
    plain = "".join(value.split())
    if plain.isascii():
        return len(value.split()) > 1 or plain.lower() in GIVEN
    kana = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in plain)
    family = FAMILY if "一" <= plain[0] <= "鿿" else FAMILY_KANA
    return any(kana[:length] in family for length in range(1, 5)) and len(plain) <= 7


def _english(words: Spelling) -> Iterator[Hit]:
    text = words.text
    for pattern in (_MY_NAME, _NAME_LINE, _SIGNED, _SIGNED_INLINE, _CALL_ME):
        for match in pattern.finditer(text):
            if match["value"].split()[0].lower() not in NO_ENGLISH_NAME:
                yield hit("name", words, match.span("value"), LABELLED)
    for match in _I_AM.finditer(text):
        group = "value" if match["value"] else "value2"
        if match[group].split()[0].lower() in GIVEN:
            yield hit("name", words, match.span(group), SHAPED)
    for match in _CALL_ME_PLAIN.finditer(text):
        if match["value"] in GIVEN:
            yield hit("name", words, match.span("value"), SHAPED)
    for match in _ROMAJI.finditer(words.text.lower()):
        yield hit("name", words, match.span("value"), LABELLED)
