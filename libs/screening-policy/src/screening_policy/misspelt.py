"""Loan words and long compounds a slip away from a word that rules look for, as that word."""

import re
from collections.abc import Iterator

Edit = tuple[int, int, str]

_WORDS = """
アドレス メールアドレス アイピーアドレス マックアドレス アカウント パスワード パスコード パスポート
マイナンバー クレジットカード キャッシュカード ポイントカード フルネーム イニシャル インスタグラム
ユーザーネーム ログイン ログインパスワード セキュリティコード メッセンジャー コメント レビュー フォロワー
プロフィール スクリーンショット アンケートサイト バースデー 電話番号 携帯番号 生年月日 郵便番号 暗証番号
個人番号 社員番号 学籍番号 運転免許証 健康保険証 口座番号 有効期限 被保険者番号 会員番号 部屋番号 現住所
勤務先名 最寄り駅 世帯年収 既往歴 支持政党 身分証明書 会員登録 友達追加 初任給 ワンタイムパスワード
インストール ダウンロード ギフトカード アルバイト ビットコイン
"""
# Words that are right as they stand, though a slip away from one of those.
_RIGHT_WORDS = """
フォロー レビュアー コメンド プロフィル ドレス アカウンタ アカウンタント スポート
コメンテーター ログアウト バースデイ コメディ 電話帳 電話番 会員番 整理番号 受付番号 型番号
社員証 品番号 部品番号 案内番号 番号札 有効期間 会員証 年月日 部屋番 住所録 現場 会員制
整理番 世帯収入 注文番号 問題番号 追跡番号 銀行口座 保険証 免許証 運転免許 会員登 身分証
"""
_RIGHT = frozenset(_RIGHT_WORDS.split())
_KNOWN = frozenset(_WORDS.split())
_RUN = re.compile("[ァ-ヶー]{4,16}|(?<![ァ-ヶ一-鿿])[一-鿿ー]{3,9}")


def _shortened(word: str) -> Iterator[str]:
    """The word with one letter left out, each in turn."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


_NEAR = {shorter: word for word in sorted(_KNOWN) if len(word) > 3 for shorter in (word, *_shortened(word))}


def loan_words(text: str) -> Iterator[Edit]:
    """Runs of katakana or kanji with one letter wrong or missing, as the word that was meant."""
    for run in _RUN.finditer(text):
        if run[0] in _KNOWN or run[0] in _RIGHT:
            continue
        meant = _NEAR.get(run[0]) or next((_NEAR[s] for s in _shortened(run[0]) if s in _NEAR), None)
        if meant is not None and abs(len(meant) - len(run[0])) < 2:
            yield (*run.span(), meant)
