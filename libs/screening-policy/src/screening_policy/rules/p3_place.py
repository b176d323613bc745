"""P3: a place below the municipality, an exact position, a station together with a time of day."""

from collections.abc import Iterator
from dataclasses import replace

from screening_policy.around.places import PLACES, STATIONS
from screening_policy.asking import Thing, asked_in, phrases_in, talks_about
from screening_policy.blanks import LEFT_OUT, LEFT_OUT_EN, MYSELF
from screening_policy.clues import told_around
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Scene, is_japanese

_ADDRESS = Thing(
    en=r"(?:(?:full|complete|exact|precise|home|house|street|postal|mailing|delivery|shipping"
    r"|work|office|business"
    r"|residential|current|present|private|billing|living|workplace) ){1,3}address(?:es)?|address(?:es)?"
    r"|(?:house|flat|apartment|apt|unit|building|door|room|street) (?:number|no|name)s?"
    r"|street (?:and|&) (?:house )?number"
    r"|(?:number|name) (?:on|of) (?:your|the) (?:front )?(?:door|house|street|building|apartment|road|block)"
    r"|street (?:that |where )?you (?:live|are living|reside|work)(?: on| in)?|cross ?streets?"
    r"|(?:full |complete |whole )?(?:post ?codes?|zip(?: ?codes?)?|postal codes?)"
    r"|(?:gps )?coordinates|latitude|longitude|gps (?:location|position|data)|(?:exact|precise"
    r"|current|live) (?:location"
    r"|position|whereabouts)|plus ?code|what ?3 ?words|what three words|(?:three"
    r"|3)[\- ]words? (?:location |map )?(?:address|code)"
    r"|geo ?tag|map pin"
    r"|pin (?:of|for|on) (?:your|the) (?:home|house)",
    ja="(?:(?:お|ご)?(?:自宅|現|勤務先|会社|職場|お?届け先|送付先|配送先|お?送り先|居住地|住まい"
    "|住民票)(?:の)?)?(?:ご)?"
    "(?:住所|じゅうしょ|じうしょ|居所|アドレス帳の住所)(?!録|変更|入力|欄|不定|地特例|検索|から"
    "|の(?:入力|書き方|表記))"
    "|(?:自宅|会社|勤務先|職場|お住まい)の?(?:ご)?所在地|所番地|ところばんち|番地|何番地"
    "|(?:[0-9一]丁目|丁目)|町名|字名|町丁|町の名前|"
    "(?:お住まい|自宅|家|まんしょん|あぱーと|建物|部屋|お部屋)の?(?:建物|部屋)?(?:の)?(?:名称"
    "|名(?!義)|名前|番号|号室)|号室|部屋番号"
    "|郵便の?番号|ゆうびんばんごう|〒|緯度|経度|座標|gps(?:情報|の値)?|位置情報|現在地|居場所"
    "|ぷらすこーど|pluscode"
    "|what3words|(?:3つ|三つ)の単語(?:の住所)?|3語(?:の住所)?|最寄り?の?(?:ばす停|停留所)の名前と時刻",
    not_before=r"\s?(?:bar|book|form|label|change|line 2|field|format|lookup)\b|(?:の)?(?:一覧"
    r"|自動|録|帳|欄|入力|表記|変更)"
    "|(?:の)?(?:上|最初の|頭|はじめの|先頭の?)(?:の)?[3三]|(?:(?:の)?(?:利用|共有|設定|さーびす"
    "|おふ|おん)(?:を|は|の|に))",
    not_after=r"(?:e-?mail|mail|ip|mac|web|url|internet|bitcoin|wallet|network|server"
    r"|3\W?digits? of (?:the|your)|first three"
    r" digits of (?:the|your)|shop'?s?|contact|email)[\s\-]|(?:め[ーい]る|ip|mac|web"
    r"|url)の?|看板の|店の|お店の|上3桁の",
    of_material=True,
)
_ASKED = compiled(
    rf"(?:{MYSELF})(?:は|の(?:家|自宅)は)(?:[^。!?\n]{{0,10}}[都道府県市区町村]の)?{LEFT_OUT}に(?:住|居住|あり)"
    r"|(?:年賀状|手紙|荷物|小包|はがき|封筒)[^。!?\n]{0,24}(?:宛先|あて先|宛名|届け先)[^。!?\n]{0,6}(?:どう書|どこ|何と)"
    rf"|i (?:live|am living|reside) (?:at|on) {LEFT_OUT_EN}"
    r"|(?:which|what) (?:street|road|block|building)(?: and (?:\w+ )?\w+)? you (?:live|work"
    r"|reside)|(?:short )?(?:mix|string|code) of letters[^.?!\n]{0,30}plus|(?:on|over"
    r"|to) your (?:own )?(?:roof|house|home)[^.?!\n]{0,60}(?:map|pin|copy|paste|read)|(?:which"
    r"|what) (?:street|road|building|block|house|flat|neighbou?rhood|postcode|zip|station) (?:do"
    r"|are|is) you(?:r)?"
    r"(?: \w+)? (?:live|work|living|home|in|at|located)|where(?: exactly)? (?:do you live"
    r"|is your (?:home|house|flat|apartment))"
    r"(?=.{0,60}(?:street|number|door|exact|map|address|block))|where (?:exactly"
    r"|precisely) (?:do you (?:live|work)|are you)"
    r"|(?:find|locate|reach) your (?:house|home|front door)(?! (?:keys?|insurance))|drop a pin"
    r"|(?:exact|nearest) (?:corner|intersection|cross)"
    r"|what(?:'s| is) (?:written )?on your (?:letter ?box|mailbox)"
    r"|何町の?何丁目|何丁目|何番地|何町にお?住|町名(?:や|と|まで)|(?:町内|丁目|番地|町"
    r"|字)まで(?:お|ご|詳し|正確|記入|書)"
    r"|(?:家|お家|自宅|うち)の(?:場所|位置|目印)(?:を|は)(?:詳し|地図|教|記入|正確|どこ)|(?:家"
    r"|お家|自宅|うち)まで(?:の)?(?:道順|行き方)"
    r"|地図(?:上)?(?:で|に)[^。]{0,14}(?:ご?自宅|お?家|お住まい|職場)[^。]{0,14}(?:印|ぴん|示|指)"
    r"|どこ(?:に)?(?:の)?(?:まんしょん|あぱーと|団地|建物|びる)|(?:玄関|家の前"
    r"|自宅前)の(?:住居)?(?:表示|ぷれーと|住居番号)"
    r"|(?:いま|今|現在)(?:いる|居る|おられる|いらっしゃる)(?:場所|所|ところ)(?:の(?:緯度|住所"
    r"|番地)|を(?:正確|詳し|地図))"
)
_LIVES = compiled(
    r"[^\s。]{1,14}(?:丁目|番地|番町|町)(?:に|で)(?:住|居住|在住|暮ら)|[0-9]丁目|(?:live"
    r"|living) (?:on|in) [\w ]{2,20}"
    r"(?:street|road|avenue|lane|square|close|block)"
)
_STATION = compiled(
    r"(?:nearest|closest|home|local|your|boarding|starting) (?:\w+ )?(?:station|stop"
    r"|train station)(?! (?:staff|shop))|(?:railway |train |bus |tram )?stop (?:do you|you)"
    r"|station (?:you|do you|where you|near)"
    r"|(?:which|what) (?:\w+ )?(?:station|stop|platform) (?:do|is|are|does)"
    r"|最寄り?(?:の)?(?:駅|ばす停)|乗(?:る"
    r"|車)[^。]{0,4}駅|乗車駅|(?:お?使い|利用)の駅|駅名|どの?駅|(?:自宅|家|お家)(?:の|に)?近(?:く"
    r"|い)(?:の)?駅"
    r"|(?:乗り?降り|降り)(?:る|する)駅|駅はどこ|何駅"
)
_NOT_STATION = compiled(
    r"徒歩|歩いて|何分|まで(?:の)?(?:距離|時間)|how (?:far|long|many)|minutes|tv|radio|てれび|minute walk"
)
_CLOCK = compiled(
    r"(?:24-hour )?clock|pulls? out|何時(?!間)|何時何分|時刻(?!表)|何分発|(?:[0-9]{1,2}|何)時(?:台|頃"
    r"|ごろ|ころ|半|発)|発車|what time|at what (?:time|hour)|which (?:train|hour)"
    r"|\bwhen do you"
    r"(?: \w+)? (?:leave|get|board|catch|take|set|go|depart|arrive)|time (?:do|you|of|your)"
    r"|the minute|departure|\bhour\b|which bus"
)
_TRAVEL = compiled(
    r"駅|電車|列車|ばす|乗|通勤|通学|出勤|家を出|出発|帰宅|train|bus|board|commut|leave|station|ride"
    r"|home|depart|catch|platform"
)
_WISHED = compiled(r"思い(?:ます|う)|便利|ほしい|うれし|\b(?:think|would|should|prefer)\b")
_FIRST_THREE = compiled(
    r"上(?:の)?[3三]|(?:最初|頭|はじめ|先頭)の?[3三]|first (?:three|3)|(?:three"
    r"|3) (?:first )?digits|3桁(?:だけ|のみ)|前半"
)
_SAFE = (
    "お住まいの都道府県を教えてください。",
    "Which prefecture do you live in?",
)
_SAFE_CODE = ("郵便番号の上3桁を教えてください。", "What are the first 3 digits of the postal code?")
_CODE = compiled(r"郵便番号|〒|post ?code|postal code|\bzip")


def find(scene: Scene) -> Iterator[Hit]:
    """Addresses and positions in any words, options that name a block, and a station together with a time."""
    named = list(_named(scene))
    yield from named
    yield from map(_whole, told_around(scene, *PLACES, *STATIONS, beside=named))


def _named(scene: Scene) -> Iterator[Hit]:
    for hit in asked_in(scene, _ADDRESS):
        if not _is_start_of_code(hit):
            yield _mended(hit)
    for hit in phrases_in(scene, _ASKED):
        yield _mended(hit)
    for place in scene.of("option"):
        if match := place.search(_LIVES):
            hit = Hit(place, *match.span())
            yield replace(hit, mend=_area(place), mended=(0, len(place.reading.text)))
    yield from _station_and_time(scene)


def _is_start_of_code(hit: Hit) -> bool:
    text = hit.place.reading.text
    first, last = hit.place.sentence(hit.start, hit.end)
    return bool(_CODE.search(text, hit.start, hit.end) and _FIRST_THREE.search(text, first, last))


def _mended(hit: Hit) -> Hit:
    """The whole sentence that asks for it is put differently."""
    text = hit.place.reading.text
    first, last = hit.place.sentence(hit.start, hit.end)
    first += len(text[first:last]) - len(text[first:last].lstrip())
    safe = _SAFE_CODE if _CODE.search(text, hit.start, hit.end) else _SAFE
    return replace(hit, mend=safe[0 if is_japanese([text[first:last]]) else 1], mended=(first, last))


def _whole(hit: Hit) -> Hit:
    """The whole text that asks for it in other words is put differently."""
    place = hit.place
    safe = _SAFE[0 if is_japanese([place.text]) else 1]
    return replace(
        hit, mend=_area(place) if place.kind == "option" else safe, mended=(0, len(place.reading.text))
    )


def _area(place: Place) -> str:
    return "同じ市区町村に住んでいる" if is_japanese([place.text]) else "I live in the same municipality"


def _station_and_time(scene: Scene) -> Iterator[Hit]:
    """A station that is asked for while the order also asks at what time one is there."""
    places = list(scene.of("question", "hint", "instructions", "rendered"))
    stations = [hit for place in places if (hit := _station(place)) is not None]
    if not stations:
        return
    if any(_CLOCK.search(text) and _TRAVEL.search(text) for place in places for text in _sentences(place)):
        yield from map(_mended, stations)


def _station(place: Place) -> Hit | None:
    text = place.reading.text
    for match in place.finditer(_STATION):
        first, last = place.sentence(*match.span())
        away = _NOT_STATION.search(text, first, last)
        before, after = text[first : match.start()], text[match.end() : last]
        is_own_time = _CLOCK.search(text, first, last) and not _WISHED.search(text, first, last)
        talked = talks_about(before, after) and not is_own_time
        if not away and not talked and (place.kind != "question" or place.open):
            return Hit(place, *match.span())
    return None


def _sentences(place: Place) -> Iterator[str]:
    return (place.reading.text[first:last] for first, last in place.sentences())


RULE = Rule(
    id="P3",
    verdict="fix",
    reason=(
        (
            "市区町村より細かい住所や正確な位置（駅と時刻の組を含む）は求められません。都道府"
            "県か市区町村、郵便番号の上3桁なら尋ねられます。"
        ),
        "No place finer than the municipality may be asked, nor a station with a time; the prefecture or "
        "municipality, or the first 3 digits of the postal code, may.",
    ),
    find=find,
    identifies=True,
    found=(
        "ご住所を教えてください",
        "お住まいの町名と番地を入力してください",
        "郵便番号",
        "空欄を埋めてください：僕は＿＿に住んでいます。",
        "毎朝何時ごろ、どの駅のホームに立っていますか。",
        "年賀状を出すとしたら、宛先はどう書けば届きますか。",
        "私は○○市の○○に住んでいます、の続きを書いてください",
        "Complete the line: I live at ____ and like tea.",
        "じゅうしょ を かいてね",
        "現在地の緯度と経度を入力してください",
        "マンション名と部屋番号をお書きください",
        "お宅は何丁目何番地ですか",
        "住／所／を／記／入",
        "jitaku no juusho wo oshiete kudasai",
        "ご自宅のプラスコードを貼ってください",
        "What is your home address?",
        "Please enter your full postcode.",
        "Your house number and street name",
        "GPS coordinates of where you are now",
        "Yоur hоmе аddrеss",
        {"instructions": "最後に、自宅の住所を書き添えてください。"},
        {
            "questions": [
                {"id": "a", "kind": "text", "text": "最寄り駅はどこですか", "required": False},
                {
                    "id": "b",
                    "kind": "text",
                    "text": "朝、その駅から何時の電車に乗りますか",
                    "required": False,
                },
            ]
        },
        {
            "questions": [
                {
                    "id": "a",
                    "kind": "text",
                    "text": "Which station is nearest to your home?",
                    "required": False,
                },
                {"id": "b", "kind": "text", "text": "What time does your train leave?", "required": False},
            ]
        },
    ),
    passes=(
        "お住まいの都道府県を教えてください",
        "お住まいの市区町村はどこですか",
        "最寄り駅はどこですか",
        "終電は何時ごろまで、どの駅にあると便利だと思いますか。",
        "「私は駅から遠いのに住んでいる街が好きです」という文は自然ですか",
        "家を出るのは何時ごろですか",
        "郵便番号の上3桁を入力してください",
        "メールアドレスの見やすい書き方はどれだと思いますか",
        "アドレスバーは上と下のどちらが好きですか",
        "看板に書かれたお店の住所を書き写してください",
        "ご自宅から最寄り駅まで歩いて何分ですか",
        "住所の入力で面倒なことは何ですか",
        "Which prefecture do you live in?",
        "Which station is nearest to your home?",
        "How long does your journey to work take?",
        "What are the first 3 digits of your postal code?",
        "Do you find postcodes easy to remember?",
        "Copy the address on the shop sign.",
        "Which region would you like to visit?",
    ),
)
