"""Which letters are read as which: width, case, accents, kana, and letters that look like others."""

import unicodedata

# Letters of other scripts (and kanji that look like kana) as a person reads them at a glance.
_LOOK_ALIKES = (
    "пnаaвbсcԁdеeёeԍgнhһhіiїiјjкkӏlмmոnоoрpԛqгrѕsтtцuѵvѡwхxуyʏyʐz"
    "αaβbεeηnιiκkνvοoρpτtυuχxγyωwσo"
    "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpǫqʀrꜱsᴛtᴜuᴠvᴡwᴢz"
    "📞☎📱☎☏☎✆☎📲☎"
    "ɑaɡgɩiıiłløođdħhŧtѐe"
    "力か口ろ工え夕た卜と囗ろ號号證証險険學学會会國国驗験"
)
_SMALL = "ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけ"


def _single(char: str) -> str:
    """What one character is read as; '' or several characters when no single one will do."""
    folded = unicodedata.normalize("NFKC", char).lower()
    if len(folded) == 1 and "À" <= folded <= "ỹ":
        base = unicodedata.normalize("NFD", folded)[0]
        folded = base if base.isascii() else folded
    if len(folded) == 1 and "ァ" <= folded <= "ヶ":
        folded = chr(ord(folded) - 0x60)
    return folded


def _tables() -> tuple[dict[int, str], dict[str, str]]:
    similar = {a: b for table in (_LOOK_ALIKES, _SMALL) for a, b in zip(table[::2], table[1::2], strict=True)}
    single: dict[int, str] = {}
    wide: dict[str, str] = {}
    blocks = (range(0x41, 0x3400), range(0xF900, 0xFFF0), range(0x1D400, 0x1D800), range(0x1F100, 0x1F200))
    for code in (point for block in blocks for point in block):
        char = chr(code)
        folded = _single(char)
        folded = similar.get(folded, folded)
        if folded == char:
            continue
        if len(folded) == 1:
            single[code] = folded
        elif folded.strip():
            wide[char] = "".join(similar.get(_single(c), _single(c)) for c in folded)
    for first in (0x1F150, 0x1F170, 0x1F1E6):  # white on black letters and flags, which NFKC leaves alone
        single |= {first + i: chr(ord("a") + i) for i in range(26)}
    # What one character alone cannot show: kanji look-alikes, and line breaks read as one.
    single |= {ord(a): b for a, b in similar.items()}
    single |= {ord(a): b for a, b in zip("ΝΗΥΜΧВНРСУХМТ", "nhymxbhpcyxmt", strict=True)}
    single |= dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n")
    single |= dict.fromkeys(map(ord, "\xa0\u1680\u3000\t"), " ")
    single |= {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'}
    return single, wide


FOLD, WIDE = _tables()

_HIDDEN = "\u115f\u1160\u2800\u3164\uffa0"  # fillers that take up room and show nothing
_KANA_MARKS = "\u3099\u309a"
_MARKED_BLOCKS = (
    range(0x80, 0x10000),
    range(0x10A00, 0x11A00),
    range(0x1D100, 0x1D250),
    range(0xE0000, 0xE0200),
)


def _unseen() -> str:
    """Every character that shows nothing by itself: formats, marks on other letters, selectors, fillers."""
    points = (chr(point) for block in _MARKED_BLOCKS for point in block)
    marks = (char for char in points if unicodedata.category(char) in ("Cf", "Mn", "Me"))
    return "".join(char for char in marks if char not in _KANA_MARKS) + _HIDDEN


UNSEEN = _unseen()
