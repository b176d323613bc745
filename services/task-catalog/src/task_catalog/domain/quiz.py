"""The rules that a client has to know before its first order, as questions in Japanese and English."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """`right` is the id of the only right option."""

    id: str
    text: Words
    options: Mapping[str, Words]
    right: str


QUIZ = (
    Question(
        "contact",
        Words(
            "会員の電話番号やLINEのIDをたずねてもよいのはどのようなときですか。",
            "When may an order ask for a member's telephone number or messenger id?",
        ),
        {
            "if_needed": Words("連絡が必要なとき", "When the client has to get in touch"),
            "if_optional": Words("回答が任意のとき", "When the question is optional"),
            "never": Words("どのようなときもたずねてはいけない", "Never"),
        },
        "never",
    ),
    Question(
        "decline",
        Words(
            "年収や婚姻状況などの個人的な質問に会員が「回答しない」を選びました。報酬はどうなりますか。",
            "A member chooses 'prefer not to answer' on a personal question such as income. What of the pay?",
        ),
        {
            "none": Words("支払われない", "It is not paid"),
            "same": Words("同じ額が支払われる", "It is paid in full, as any other"),
            "half": Words("半額になる", "It is halved"),
        },
        "same",
    ),
    Question(
        "away",
        Words(
            "会員を外部のアンケートやアプリのインストールへ誘導してもよいですか。",
            "May an order send members to a form elsewhere or have them install an app?",
        ),
        {
            "no": Words("いけない", "No"),
            "if_told": Words("事前に説明すればよい", "Yes, when it says so"),
            "if_paid": Words("報酬を増やせばよい", "Yes, for more pay"),
        },
        "no",
    ),
    Question(
        "reviews",
        Words(
            "商品を使っていない会員に、高評価のレビューの投稿を依頼してもよいですか。",
            "May an order ask members to post a good review of what they have not used?",
        ),
        {
            "if_true": Words("内容がもっともらしければよい", "Yes, when it sounds true"),
            "if_own": Words("自社の商品ならよい", "Yes, of one's own product"),
            "no": Words("いけない", "No"),
        },
        "no",
    ),
    Question(
        "pay",
        Words(
            "承認した回答の報酬を、あとで取り消せますか。",
            "May a client take back the reward of an answer that was accepted?",
        ),
        {
            "if_unhappy": Words("結果に満足できないとき", "When the results disappoint"),
            "no": Words("取り消せない", "No, it is final"),
            "week": Words("1週間以内なら取り消せる", "Within a week"),
        },
        "no",
    ),
    Question(
        "floor",
        Words(
            "実際にかかった時間で報酬が1分あたり5ポイントを下回りました。どうなりますか。",
            "Measured by the time it really takes, an order pays less than 5 points a minute. What follows?",
        ),
        {
            "raise": Words(
                "報酬を引き上げるまで新しい会員は始められない", "Nobody new starts until it pays more"
            ),
            "nothing": Words("見積もりが正しければそのまま", "Nothing, when the estimate was honest"),
            "faster": Words("会員が急がなければならない", "Members have to hurry"),
        },
        "raise",
    ),
)


def wrong_answers(answers: Mapping[str, str]) -> list[str]:
    """The questions that were answered wrong, in order."""
    return [question.id for question in QUIZ if answers.get(question.id) != question.right]
