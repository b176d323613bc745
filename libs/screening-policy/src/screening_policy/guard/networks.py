"""Social networks by their names, and what cannot be a name in one."""

import re

from screening_policy.guard.email import TLD

NETWORK = (
    r"(?:(?<![a-z])line(?![a-z])|ライン|らいん|インスタ(?:グラム)?|(?<![a-z])instagram"
    r"|(?<![a-z])insta(?![a-z])|(?<![a-z])ig(?![a-z])|twitter|(?<![a-z])bsky(?![a-z])"
    r"|ツイッター|エックス|(?<![a-z])x(?=の| ?id|のid|\s?[:：は]\s?@|\(旧| @| アカウント)|discord"
    r"|ディスコード|ディスコ|telegram|テレグラム|テレグラ|signal|シグナル|snapchat|スナチャ"
    r"|(?<![a-z])snap(?![a-z])|tiktok|ティックトック|facebook|フェイスブック|(?<![a-z])fb(?![a-z])|skype"
    r"|スカイプ|wechat|ウィーチャット|微信|カカオ(?:トーク)?|kakao(?:talk)?|threads|スレッズ|mixi|ミクシィ"
    r"|twitch|ツイッチ|viber|(?<![a-z])sns(?![a-z])|bluesky|ブルースカイ|paypay|ペイペイ|メルカリ|ラクマ"
    r"|steam|スチーム|psn|プレステ|switch|スイッチ|フレンドコード|friend code|youtube|ユーチューブ|reddit"
    r"|linkedin|pinterest|github|mastodon|マストドン|misskey|ピクシブ|pixiv|ピンタレスト|リンクトイン|(?<![a"
    r"-z])line(?=id(?![a-z]))|(?<![a-z])rain(?= no id)|whatsapp|xbox|gamertag"
    r"|roblox|vrchat|minecraft|spotify|チャットワーク|slack|weibo|ウェイボー|ツイキャス|ニコニコ"
    r"|クックパッド|tumblr"
    r"|ワッツアップ)"
)
_NO_HANDLE_LIST = """
asked required needed blocked banned hacked private public down gone deleted locked annoying great good
fine never always not the this that mine his her very too boring fun useful required. pay-by app apps
old new mine ours different same dead
account accounts users user use used often daily every ads and for but with when because since is are was
"""
_NO_HANDLE = frozenset(_NO_HANDLE_LIST.split())
_PRODUCT = re.compile(
    r"(?:iphone|ipad|ios|android|windows|galaxy|pixel|ps|mp|web|ver|v|covid)[\d.\-]+[a-z]{0,5}"
)
_SHORTEST = 3
_DOMAIN = re.compile(rf"[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.{TLD}")


def may_be_handle(value: str) -> bool:
    """Whether it is no word of a sentence, no product and no host."""
    return (
        len(value) >= _SHORTEST
        and value not in _NO_HANDLE
        and not _DOMAIN.fullmatch(value)
        and not _PRODUCT.fullmatch(value)
    )
