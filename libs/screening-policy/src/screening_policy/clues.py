"""Finds what is asked in words none of which names it: words of several kinds that stand together.

"The twelve digits on the card that lets you drive" names no licence number; a card that lets one drive,
digits, and a plea to write them say it all the same, in whatever order and form they come.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import islice
from operator import or_
from re import Match, Pattern
from typing import Literal

from screening_policy.asking import denied, is_of_material
from screening_policy.copying import is_of_shown
from screening_policy.patterns import compiled
from screening_policy.quick import bits, commonness, expected, numbered
from screening_policy.quoting import is_cited
from screening_policy.scene import Hit, Place, Rendered, Scene
from screening_policy.soliciting import works_on

Scope = Literal["place", "question", "order", "option"]
_MOST = 6
_REACH = {"place": 160, "option": 160, "question": 320, "order": 600}

# A wish to be given the thing itself, whatever it is.
TELL_JA = (
    "教え|おしえ|おせ[ーえて]|書|かいて|かき|写し|うつし|入力|にゅうりょく|記入|記し"
    "|打[っちつ]|打ち込|貼|はりつけ|どうぞ"
    "|ください|下さい|くださ|下ち|聞かせ|見せ|埋め|添え|付け|何と|なんと|何て|なんて"
    "|何です|何でし|なんです|何番|何という"
    "|は[?]?$|って[?]?$|の[?]$|並べ|並んで|読み上げ|お願い|ちょうだい|何でし|挙げ"
    "|残して|示し|伝え|知りたい|どれ|どちら|どこ"
    "|いつ|どう|何を|何が|何の|何年|何月|何日|を[。.]?$|ぷりーず|お漏らし|入れて|入る文字|必須|申告|申し出"
)
TELL_EN = (
    r"\b(?:what|which|who|whose|where|when|how do|how would|how does|how is|type"
    r"|write|enter|copy|paste|give|tell"
    r"|share|put|fill|name|spell|feed|add|include|insert|start with|begin with|finish"
    r"|read (?:it )?out|please|pls|plz"
    r"|post|list|show|state|send|supply|quote|recite|provide|need|key in|dictate|jot)\b|:\s*_*$|_{2,}"
)
TELL = f"{TELL_JA}|{TELL_EN}"
# What is only talked about: habits, opinions, texts to be worked on.
TALK = (
    r"(?:た|る)こと(?:が|は)(?:よく)?あり|画像|看板|興味は|のはいつ|どう思|どう感|と思いますか"
    r"|思いますか|感じますか|印象|何回|何枚|いくつ(?:の|あ"
    r"|持|使)|どのくらい|どれくらい|頻度|なぜ|理由"
    r"|好き|きらい|でざいん|便利|不便|使いやす|見やす|架空|想像|例文|訳して|訳す|英訳"
    r"|翻訳|要約|分類|校正|誤字|広告|小説|映画"
    r"|知っていますか|知ってますか|ご存じですか|感想(?!の)|作品|きゃらくたー|主人公"
    r"|親しみやす|言い換え|書き直|言葉選び|どちらの(?:文|表現|言い方)"
    r"|店の|お店(?!で|に)|画像の|写真の文|看板(?:の|を見)|工夫|困[っる]|面倒|こつ"
    r"|\b(?:looks?|sentences?|the word|(?:shown|printed|painted|written) (?:in|on) (?:the|this)|(?:in|on"
    r"|of) (?:the|this) (?:image|photo|picture|sign|storefront|shop|restaurant|text"
    r"|article|leaflet|receipt)|how (?:often|many|much|well|far|long|easy|hard"
    r"|likely)|why"
    r"|do you (?:think|like|prefer|feel|find|trust)|opinion"
    r"|favou?rite|design|translate|summari\w+|fictional|imaginary|character|novel"
    r"|film|advert\w*|poster|have you ever|pictograms?|glossary|clearer|clearest|means"
    r"|useful|easy|difficult|annoy\w*|worried|advice|tips)\b"
)
# Somewhere to write, inside an option.
BLANK = (
    r"_{2,}|[:#@(\[] ?[)\]>」】]|\( ?\)|[:@#] ?$|[:@#]\s*[)\]]|記入|記載|併記|入力"
    r"|書いて|\b(?:fill (?:it )?in|write (?:it|which|them|your)"
    r"|type (?:it|which|the|your)|enter (?:it|your)|specify|please state|comment box)\b|\.{3,}|…"
)
# What is kept out, already gone, or looked at only for its form.
_KEPT_OUT = compiled(
    r"(?:名前|氏名|番号|住所|名称|連絡先|月日|病名|学校名|会社名)(?:など|等)?(?:の(?:ご)?記入)?[はもを][^。!?\n]{0,6}"
    r"(?:書かなくて|不要|要しない|結構|必要(?:は)?(?:ない|ありません)|(?:伺|聞|いただ|頂戴いた)[いきし]?ません)"
    r"|(?:写さ|映さ|書か|記さ|入れ)(?:ず|ないで|ない(?:よう|$|。|\)))|(?:は|も)(?:要りません|不要|いりません)"
    r"|ではありません|願いはありません|ことはありません|黒塗り|伏せて|ぼかし"
    r"|already blurred|leave out|placeholders?"
    r"|気に(?:し|なり)ますか|見た目|書体|読みやす|見えやす|どの柄|表紙|素材|何味"
    r"|違いを知って|対策|やめたくな|やめた理由"
    r"|見本|綴り|誤字|自信はあり|見出し|plainer word|どちらがよい|年だけ|西暦4桁で|さいず|言われてうれし"
)


def words(english: str) -> str:
    """English alternatives, each whole words."""
    return rf"(?<![a-z])(?:{english})(?![a-z])"


@dataclass(frozen=True)
class View:
    """The texts of several places, one a line, as one text."""

    places: tuple[Place, ...]

    @cached_property
    def text(self) -> str:
        """The folded texts."""
        return "\n".join(place.reading.text for place in self.places)

    @cached_property
    def possible(self) -> int:
        """The patterns that may match in one of the places, a bit for each number."""
        return reduce(or_, (place.possible for place in self.places))

    def hit(self, start: int, end: int) -> Hit:
        """The part of `start:end` that lies in the place where it starts."""
        at = 0
        for place in self.places:
            length = len(place.reading.text)
            if start <= at + length:
                return Hit(place, start - at, max(start - at, min(end - at, length)))
            at += length + 1
        return Hit(self.places[-1], 0, 0)


@dataclass(frozen=True, eq=False)
class Clue:
    """Words of several kinds (`parts`, alternations) that together ask for what none of them names.

    All must stand near the first: in one text (`place`), in a question with its options (`question`), in an
    option alone (`option`), or anywhere in the order (`order`). `unless` lets off the text around them;
    with `of_material`, so do words before the first that make it a shop's, a sign's or a document's.
    What is found is the part number `at`.
    """

    parts: tuple[str, ...]
    unless: str = TALK
    scope: Scope = "place"
    of_material: bool = False
    at: int = 0

    def __post_init__(self) -> None:
        expected.append(lambda: self.needed)

    @cached_property
    def _patterns(self) -> tuple[Pattern[str], ...]:
        return tuple(compiled(part) for part in self.parts)

    @cached_property
    def needed(self) -> int:
        """The patterns that must all match, a bit for each number."""
        return bits(numbered(pattern) for pattern in self._patterns)

    @cached_property
    def rarest(self) -> int:
        """The number of the pattern that the fewest texts will match."""
        return min(map(numbered, self._patterns), key=commonness)

    @cached_property
    def _unless(self) -> Pattern[str]:
        return compiled(self.unless)

    def found(self, view: View) -> Hit | None:
        """The first place where all stand together."""
        if view.possible & self.needed != self.needed:
            return None
        first, *others = self._patterns
        text, reach = view.text, _REACH[self.scope]
        for match in islice(first.finditer(text), _MOST):
            near = (max(0, match.start() - reach), min(len(text), match.end() + reach))
            if all(other.search(text, *near) for other in others) and not self._is_let_off(text, match, near):
                shown = self._patterns[self.at].search(text, *near) if self.at else match
                return view.hit(*(shown or match).span())
        return None

    def _is_let_off(self, text: str, match: Match[str], near: tuple[int, int]) -> bool:
        if self._unless.search(text, *near) or _KEPT_OUT.search(text, *near) or is_cited(text, *match.span()):
            return True
        line, end = text.rfind("\n", near[0], match.start()) + 1, text.find("\n", match.end(), near[1])
        after = text[match.end() : end if end >= 0 else near[1]]
        before = text[max(line, near[0]) : match.start()]
        return denied(before, after) or (self.of_material and is_of_material(before, after))


def views_of(scene: Scene, scope: Scope) -> Sequence[View]:
    """The texts that are read together under a scope."""
    known = scene.views.get(scope)
    if known is None:
        known = scene.views[scope] = tuple(_views(scene, scope))
    return known


def _views(scene: Scene, scope: Scope) -> Iterator[View]:
    if scope == "option":
        yield from (View((place,)) for place in scene.of("option") if not place.material)
        return
    if scope == "order":
        places = tuple(scene.of("title", "instructions", "question", "option", "hint"))
        if places:
            yield View(places)
        return
    for place in scene.of("title", "instructions", "question", "hint", "cell", "rendered"):
        if place.kind == "cell" and not place.asks:
            continue
        if isinstance(place, Rendered) and (not place.may_be_personal or works_on(place)):
            continue
        together = place.kind == "question" and scope == "question"
        options = scene.options_of(place.question) if together else ()
        yield View((place, *(option for option in options if not option.material)))


def told_around(scene: Scene, *clues: Clue, beside: Iterable[Hit] = ()) -> Iterator[Hit]:
    """Where one of these is asked for in other words, in places other than those of `beside`."""
    known = {hit.place.where for hit in beside if hit.place.where}
    for clue in possible_in(scene, clues):
        for view in views_of(scene, clue.scope):
            hit = clue.found(view)
            if hit is None or hit.place.where in known or (clue.of_material and is_of_shown(scene, hit)):
                continue
            yield hit


def possible_in(scene: Scene, clues: tuple[Clue, ...]) -> Iterator[Clue]:
    """Those that the texts of the scene do not rule out."""
    possible = scene.possible
    if not possible & _first_of(clues):
        return
    for clue in clues:
        needed = clue.needed
        if possible & needed == needed:
            yield clue


@lru_cache(maxsize=1024)
def _first_of(clues: tuple[Clue, ...]) -> int:
    """A pattern of each clue without which it cannot be found, a bit for each number."""
    return bits(clue.rarest for clue in clues)


def or_around(scene: Scene, found: Iterable[Hit], *clues: Clue) -> Iterator[Hit]:
    """What was found by its name; only without any of that, what is asked for in other words."""
    named = False
    for hit in found:
        named = True
        yield hit
    if not named:
        yield from told_around(scene, *clues)
