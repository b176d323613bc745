"""Full names of Japan in running text, unless the words around speak of somebody whom all know."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import NEAR
from screening_policy.guard.names import FAMILY, GIVEN_JAPANESE
from screening_policy.guard.places import PLACE_NAMES

_RUN = re.compile("(?<![一-鿿々ヶ])[一-鿿々ヶ]{2,4}[ \u3000]?[一-鿿々]{1,3}(?![一-鿿々])")
_FAME = re.compile(
    "選手|俳優|女優|歌手|監督|作家|小説|漫画|マンガ|主演|出演|声優|アイドル|芸人|タレント|ファン|推し"
    "|好き|映画|ドラマ|ＣＭ|CM|著|作曲|作詞|作者|原作"
    "|首相|大統領|総理|大臣|議員|知事|市長|氏|投手|騎手|棋士|力士|横綱|武将|将軍|大河|歴史|銅像|記念館"
    "|美術|展|ライブ|コンサート|アルバム|曲|歌"
    "|番組|漫才|コント|演技|役|本を|本が|本は|本の|作品|舞台|ミュージカル|テレビ|ラジオ|ユーチューバ"
    "|キャスター|アナウンサ|司会|先生の|画家|名言|伝記"
    "|キャラ|主人公|ゲーム|アニメ|映像|ニュース|引退|優勝|活躍|メダル|金メダル|デザイナー|博士|教授"
    "|社長の|創業|聴|聞く|出てい|出る|出た|広告|世代|演じ|主題|ブランド|衣装|読ん|読む|部屋|かっこい"
    "|かわい|すごい|対局|世界|さん(?:が|の|は|も|に|を|と)"
)
_PRIVATE = re.compile(
    "私|僕|俺|自分|本人|うち|妻|夫|母|父|兄|弟|姉|妹|息子|娘|孫|嫁|親戚|家族|友人|友達|知人|同僚|上司"
    "|部下|隣|近所|大家|担任|親友"
    "|様|宛|名|本人|確認|登録|注文|予約|書|記入|歳|電話|連絡|送|届|荷物|申|応募|担当|会員|領収|請求|契約"
    "|口座|住|です|（|より|署|検索|発行|手続|購入|利用"
)
_AROUND, _LEAST = 14, 4


def whole_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each beside a word of private life; alone it may be a singer's."""
    for match in _RUN.finditer(text):
        plain = "".join(match[0].split())
        if len(plain) < _LEAST or not any(
            plain[:cut] in FAMILY
            and plain[:cut] not in PLACE_NAMES
            and plain[cut:] in GIVEN_JAPANESE
            and len(plain) - cut > 1
            for cut in (2, 3)
        ):
            continue
        around = (
            text[max(0, match.start() - _AROUND) : match.start()] + text[match.end() : match.end() + _AROUND]
        )
        if _PRIVATE.search(around) and not _FAME.search(around):
            yield (*match.span(), NEAR)
