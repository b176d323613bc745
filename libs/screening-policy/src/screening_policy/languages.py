"""Which stretch of a text is in neither Japanese nor English, so that no rule can judge it."""

import re
from functools import lru_cache

from screening_policy.patterns import folded
from screening_policy.readable import hides
from screening_policy.scene import Place

Span = tuple[int, int]
_SPEAKING = frozenset({"title", "instructions", "question", "hint"})
LETTERS_MIN = 12
"""Letters of a stretch in another script; names of languages and short foreign words have fewer."""

# What sentences of ten languages (German, French, Spanish, Portuguese, Italian, Dutch, Indonesian, Tagalog,
# Turkish, Polish) are made of, and neither English ones nor romaji.
_FOREIGN_WORDS = """
wie ihre ihr ihren ist sind und der das dem nicht bitte sie welche welches haben mit eine einen auf ein oder
wir lautet nennen geben telefon telefonnummer
quel quelle est votre vos le les des une dans vous avez nom pour avec et indiquez saisissez veuillez numero
cual es tu el los las que por favor donde usted escriba nombre para del correo telefono
qual seu sua voce nome onde com seus digite informe telefone uma
il tuo suo di che inserisci dove della delle indirizzo vostro quale
wat uw je het een bent heeft geef welke jouw voor niet graag
anda berapa siapa yang nomor telepon silakan masukkan alamat dengan untuk adalah tulis
ang ng iyong mga pangalan ilagay saan kailan telepono isulat
nedir lutfen adresiniz numaraniz isminiz girin yaziniz kac siz ve bir
jaki jest twoj numer telefonu prosze podac gdzie imie nazwisko czy pan pani oraz
"""
_ENGLISH_WORDS = """
a an the and or of to in on at for with from by as is are was were be been do does did have has had you your i
my we our it its this that these those what which who whom whose where when why how not no if can could will
would should may please any all about than there their they he she his her
"""
_FOREIGN, _ENGLISH = frozenset(_FOREIGN_WORDS.split()), frozenset(_ENGLISH_WORDS.split())
_JAPANESE = "々〆〇ぁ-ヿー一-鿿"
_FOREIGN_LETTER = re.compile(f"[^\\W\\d_a-z{_JAPANESE}]")
_STRETCH = re.compile(f"(?:[^\\W\\d_{_JAPANESE}]+[\\W\\d_]{{0,3}})+")
_LATIN_WORD = re.compile("[a-z]+")
_SENTENCE = re.compile(r"[^.!?。\n]+")
_HANGUL = range(0xAC00, 0xD7A4)
_VIETNAMESE = re.compile("[ơưđăƠƯĐĂ\u1ea0-\u1ef9]")
_HAN = re.compile("[一-鿿]{4,}")
_CHINESE = frozenset(folded("你您妳吗嗎这這们們"))


def unread(place: Place) -> Span | None:
    """The first stretch of a text (folded offsets) that no rule can judge.

    The order's own words to members are held to it more strictly than what they are to work on or to choose.
    """
    text, speaks = place.reading.text, place.kind in _SPEAKING
    if hides(place.text) or len(_VIETNAMESE.findall(place.text)) >= 3:
        return 0, len(text)
    found = _of_other_words(text, *((3, 2) if speaks else (5, 3)))
    if found or text.isascii():
        return found
    return _of_other_script(text, whole=speaks) or _chinese(text)


def _of_other_words(text: str, words_min: int, foreign_min: int) -> Span | None:
    """A sentence that is made of another language's words in Latin letters."""
    if len(_FOREIGN.intersection(_LATIN_WORD.findall(text))) < foreign_min:
        return None
    for sentence in _SENTENCE.finditer(text):
        words = _LATIN_WORD.findall(sentence[0])
        foreign = len(_FOREIGN.intersection(words))
        if len(words) >= words_min and foreign >= foreign_min and foreign > len(_ENGLISH.intersection(words)):
            return sentence.span()
    return None


def _of_other_script(text: str, whole: bool) -> Span | None:
    """A stretch of words in another script; whole: also a short one that is most of the text."""
    if not _FOREIGN_LETTER.search(text):
        return None
    letters = sum(map(str.isalpha, text))
    for stretch in _STRETCH.finditer(text):
        words = [word for word in re.split(r"[\W\d_]+", stretch[0]) if _FOREIGN_LETTER.search(word)]
        weight = sum(2 if ord(char) in _HANGUL else 1 for word in words for char in word)
        if weight >= LETTERS_MIN or (whole and 3 <= sum(map(len, words)) * 2 >= letters):
            return stretch.span()
    return None


def _chinese(text: str) -> Span | None:
    """A stretch of kanji of which some are written in Chinese alone."""
    for stretch in _HAN.finditer(text):
        chars = set(stretch[0])
        if chars & _CHINESE or sum(map(_is_no_japanese, chars)) >= 2:
            return stretch.span()
    return None


@lru_cache(maxsize=4096)
def _is_no_japanese(char: str) -> bool:
    try:
        char.encode("euc_jis_2004")
    except UnicodeEncodeError:
        return True
    return False
