"""Places, said around (P3)."""

from screening_policy.clues import TALK, TELL, Clue, words

_HOME = (
    "お?うち|ご?自宅|お?家|お宅|おすまい|お住まい|寝起き|住んで|住む|暮らし|部屋"
    "|玄関|門(?:に|の)|郵便受け|いつも(?:の|出前|届け)|あなたの(?:家|所|ところ)"
    "|届け先|お届け|出前|回覧板|電柱|年賀(?:状|はがき)|宅配|救急車"
    "|"
    + words(
        "home|house|front door|doormat|door|your (?:flat|place|gate|office|desk|roof"
        "|bed)|you live|you sleep|deliver(?:ed|y)?|ambulance|pizza|courier|taxi"
        "|where you (?:work|live|sleep)|mailbox"
    )
)
_WHERE = (
    "丁目|丁日|番地|番他|番池|町会|第○組|赤い枠|7つの(?:数字|枠|ます)|七つの(?:数字"
    "|枠|ます)|緯度|経度|北緯|東経|小数(?:の|第)|座標|号数|号室|びるめい|建物名"
    "|部屋番号|まんしょん名|お?届け先(?:の欄|1|に|」)|どこへ届け|札|道順|目印"
    "|地図(?:で|の|を|に)[^。!?\\n]{0,24}(?:押|ぴん|印|数字|写)|曲がり角|交差点|街区"
    "|何階"
    "|"
    + words(
        "streets? (?:cross|called|name)?|corner|building, floor|latitude|longitude"
        "|coordinates?|gate|maps? (?:link|pin)|google maps|right door|which door is"
        "|house number|number on|where should we (?:go|come)|top right corner"
        "|find (?:the|your) (?:right )?(?:door|house|place)|block|exactly is your"
        "|turn left|landmark|lines? of your|postcode|directions"
    )
)
_NOT_HOME = (
    TALK + "|お書きにならず|お店|店舗|会場|会社の住所|本社|広さ|間取り|何階建|向き"
    "|日当たり(?:は|が)|築|家賃|掃除|位置づけ|置き場|駅から|表札の文字|好きな|旅行"
    "|宿題|部屋の(?:数|温度|広さ)|何部屋|色は|収納|玄関(?:の)?(?:収納|靴|の色)|段差|"
    + words(
        "shop|store|museum|hotel|rent|colou?r|garden|size|tidy|rooms|park(?:ing)?|noise"
        "|noisy|feel|safe|neighbou?rly|painted|storefront|image"
    )
)
_AT_HOME = Clue((_WHERE, _HOME, TELL), unless=_NOT_HOME)
_MAP = Clue(
    (
        r"(?:google ?)?maps? link to your|drop[^.?!]{0,20}your (?:house|home)|(?:住ん"
        r"|寝起き)[^。!?\n]{0,30}(?:小数|数字が二つ|数字が2つ)"
        r"|(?:今|いま|現在)(?:いる|の)(?:場所|地点|ところ)[^。!?\n]{0,30}(?:こーど|英数字|座標|単語|小数)"
        r"|(?:こーど|英数字|座標|単語|小数)[^。!?\n]{0,30}(?:今|いま|現在)(?:いる|の)(?:場所|地点|ところ)"
        r"|(?:仕事|勤務|働い?[くて])[^。!?\n]{0,16}(?:建物|びる|場所|職場)[^。!?\n]{0,16}(?:何町|何丁目|何番|番地)"
        r"|おうちにいる[^。!?\n]{0,40}(?:北緯|測)|(?:お?部屋|ご?自宅)の(?:号数|番地|番号)",
    ),
    unless=TALK + "|画像|地理|城|山|県庁|日本の|" + words("mountain|capital|city of"),
)
_COURIER = Clue(
    (
        "(?:出前|宅配|配達|ぴざ|伝票|注文画面|通販)[^。!?\\n]{0,30}(?:届け先|どこへ|住所"
        "|送り先)|届け先[0-9]|(?:電柱|柱)に?[^。!?\\n]{0,14}(?:札|何と)"
        "|回覧板[^。!?\\n]{0,40}(?:組|町会|何と)|救急(?:車|隊"
        "|の電話)[^。!?\\n]{0,40}(?:どこ|場所|何と)|"
        + words("pizza rider|ambulance dispatcher|taxi driver|delivery (?:driver|rider)|courier"),
        "何と|どんな文字|どう(?:書|伝|言|答)|ふだん|いつもの言い方|教え|そのとおり|"
        + words("what (?:would|do|will) you (?:tell|say|answer|write)|your answer|what would your answer"),
    ),
    unless="どう思|満足|置き配|再配達|" + words("tip|satisf\\w+|late"),
)
_POSTAL = Clue(
    (
        "郵便番号|〒|" + words("post ?code|postal code|zip"),
        "最初の3桁|上3桁|前半|" + words("first (?:three|half|part)"),
        "うしろの4?桁|後ろの4|下4桁|後半|はいふんの(?:うしろ|後)|残り|" + words("last|rest|second half"),
    ),
    scope="order",
    unless="不要|いりません|だけ(?:を|で)|" + words("only"),
)
_STREET_BY_STREET = Clue(
    (
        "どの?(?:市|町)|" + words("which city|what city|which town"),
        "通りの名|町名|" + words("street"),
        "番地|門の番号|家の番号|" + words("number on|house number|the number"),
    ),
    scope="order",
    unless=TALK,
)
_STATION = (
    "もより ?えき|どこ ?の ?えき|えき ?から|最寄リ?り?駅|最寄り|乗る駅|お使いの駅|ふだん(?:利用する|使う)駅"
    "|駅を?(?:一つ|ひとつ|1つ)?書|(?:自宅|家)[^。!?\\n]{0,8}駅|[^\\s\\W]{1,6}駅を"
    "|(?:あざみ野|[一-鿿]{2,6}駅?)[ 　][0-9]{1,2}時台|(?:自宅|家)[^。]{0,6}ばす停|"
    + words("home station|nearist staton|nearest station|bus stop near|stop near your|station you")
)
_CLOCK = (
    "なん ?じ ?なん ?ぷん|時刻|時こく|じこく|何時|[0-9]{1,2}時[0-9]{0,2}分?(?:台|ごろ|頃|発)|何時何分"
    "|いつも乗る電車|"
    + words(
        "what time|time you|time of your|tiem of|hour|usual train|pass the gate"
        "|when do you (?:leave|board|catch)"
    )
)
_STATION_AND_TIME = Clue(
    (
        _STATION,
        _CLOCK,
        "お使い|利用|乗|のり ?ます|のる|通勤|通学|自宅|家|ふだん|平日|"
        + words("home|you|your|catch|train|bus"),
    ),
    scope="order",
    unless="時刻表|混[雑み]|何分(?:かか|歩)|徒歩|待ち合わせ|旅先|広告|改札の数|終電は|てれび|"
    + words("minutes? walk|how (?:long|many minutes)|tourist|radio|opening hours"),
)
PLACES = (_AT_HOME, _MAP, _COURIER, _POSTAL, _STREET_BY_STREET)
STATIONS = (_STATION_AND_TIME,)
