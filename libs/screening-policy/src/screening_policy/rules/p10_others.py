"""P10: what identifies somebody else: a relative, friend, colleague or neighbour."""

from collections.abc import Iterator

from screening_policy.around.others import OTHERS
from screening_policy.asking import Thing, asked_in, phrases_in
from screening_policy.clues import or_around
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene

_CALLED = compiled(
    r"(?:同僚|上司|友人|友だち|先輩|後輩|先生|隣人|部下|担任|店長|課長|部長|社長"
    r"|大家)[^。!?\n]{0,24}(?:何さん|何という(?:方|人|名)|だれ(?:です|さん)|誰(?:です"
    r"|さん)|なんて(?:名|呼|人)|どなた)"
    r"|(?:おとなり|お隣|隣|近所)[^。!?\n]{0,20}(?:表札|名前|何さん)"
    r"|(?:紹介|推薦)(?:してくださる|して(?:い)?ただける|できる|したい|する)?(?:お)?(?:方|人|友"
    r"|知人)[^。!?\n]{0,24}(?:連絡先|電話|めーる|名前|氏名|line)"
    r"|when (?:is|was|were) (?:your|the) (?:\w+ )?(?:mother|father|mum|mom|dad|parents?|wife"
    r"|husband|partner|child|son|daughter|brother|sister|friend|boss|colleague"
    r"|neighbou?r)(?:'?s)? (?:\w+ )?(?:born|birthday)"
    r"|who (?:is|was|are) your (?:\w+ ){0,2}(?:boss|manager|supervisor|teacher|neighbou?r"
    r"|colleague|landlord|best friend|line manager)"
    r"|what (?:is|was) (?:the )?(?:\w+ )?(?:person|man|woman|colleague|boss) (?:who"
    r"|you)[^.?!\n]{0,40} (?:called|named)"
    r"|(?:refer|recommend|nominate|name|introduce|tag)(?: \w+){0,3} (?:friends?|colleagues?"
    r"|neighbou?rs?|relatives?|people)(?: \w+){0,8} (?:names?|contact|numbers?|e-?mails?"
    r"|address\w*|reach)"
)
_WHO = compiled(
    r"whom? (?:do|does|did) (?:you|your \w+) (?:share|sit|work|report|carpool|study|room|train"
    r"|live)(?: \w+){0,3}"
    r" (?:with|to|next to|beside|under|opposite|alongside)\W*(?:$|\?)"
    r"|whom? (?:looks? after|minds|teaches|tutors|employs|coaches|treats) your (?:kids?|child\w*|son"
    r"|daughter|mother|father"
    r"|family|parents)|(?:whom?|which (?:person|people)) (?:should|can|do|may|could) (?:we|i"
    r"|one) (?:ring|call|contact|notify"
    r"|inform|reach|phone|tell)(?: \w+){0,2} (?:if|in case|when)(?: \w+){0,2} (?:something|anything|you"
    r"|an emergency|emergency)"
    r"|what (?:is|are|was|do|does|did)(?: \w+){0,2} your (?:\w+ )?(?:in-?laws|mums?|moms?|dads?|mother"
    r"|father|parents|wife"
    r"|husband|spouse|partner|sons?|daughters?|brothers?|sisters?|boss|manager|neighbou?rs?|landlord|teacher|friends?"
    r"|colleagues?|kids|children)(?: \w+)? (?:called|go by|named|known as)\b"
    r"|what (?:is|are|was|were) (?:he or she|she or he|he/she|he|she|they) called|\bname (?:them|him|her"
    r"|each of them|both)\W*$"
    r"|\btag (?:\w+ ){0,2}(?:friends?|mates?|pals?|buddies|colleagues|people|others|persons?) (?:who"
    r"|that|you|below|in|here)"
    r"|(?:written|printed|stands|name|shown) (?:is )?on your neighbou?r'?s (?:\w+ )?(?:bell|door"
    r"|letter ?box|mailbox|plate)"
    r"|(?:give|tell|let)(?: \w+)? (?:us|me) (?:how to|a way to|know how to) (?:contact|reach"
    r"|find) (?:them|him|her)"
    r"|(?:get hold of|contact|reach|get in touch with) your (?:\w+ )?(?:landlord|boss|manager|mother"
    r"|father|wife|husband|partner"
    r"|parents|neighbou?rs?|friends?|doctor|employer|teacher|supervisor)\W*$"
)
_PERSON = Thing(
    en=(
        r"(?:names?|numbers?|e-?mails?|contact(?: details?)?|handles?|birthdays?|addresses) (?:of"
        r"|for) (?:(?:the|all|any|those) )*(?:someone|somebody|anyone|everyone|everybody|a person"
        r"|people|persons?|members|others)(?: else)?(?: (?:you|who|in"
        r"|at|that)(?: \w+){0,4})?"
    ),
    ja=(
        "(?:ご)?(?:友人|家族|知人|友だち|友達|同僚|身内|親族|きょうだい)(?:の方)?(?:の)?(?:名前"
        "|氏名|連絡先|個人情報)"
    ),
)


def find(scene: Scene) -> Iterator[Hit]:
    """Who somebody is and how to reach them; what other rules find about others comes here as well."""
    return or_around(scene, _named(scene), *OTHERS)


def _named(scene: Scene) -> Iterator[Hit]:
    yield from asked_in(scene, _PERSON)
    yield from phrases_in(scene, _CALLED)
    yield from (hit for hit in phrases_in(scene, _WHO) if hit.place.kind != "question" or hit.place.open)


RULE = Rule(
    id="P10",
    verdict="refuse",
    reason=(
        "家族・友人・同僚・近所の人など、ほかの人を名指しできる情報を会員に求めることはできません。",
        "A member may not be asked for anything that identifies somebody else.",
    ),
    find=find,
    found=(
        "お友達の電話番号を教えてください",
        "配偶者の勤務先の会社名をご記入ください",
        "お子さまの通っている小学校の名前を教えてください",
        "お母さんの なまえを おしえてね",
        "上司のメールアドレスを入力してください",
        "おとなりの表札には何と書いてありますか",
        "大家さんの携帯番号の下四桁を書いてください",
        "tonari ni sunde iru hito no namae wo kaite kudasai",
        "友人のLINEのIDを書いてください",
        "お父様の生年月日を教えてください",
        "What is your boss's full name?",
        "y o u r   w i f e ' s   m o b i l e   n u m b e r :",
        "When was your mother born? Day, month and year.",
        "Your neighbour's home address, please.",
        "What are the initials of the colleague you sit next to?",
        {"instructions": "最後に、ご家族の電話番号を書いてください。"},
    ),
    passes=(
        "ご家族は何人ですか",
        "友人にすすめたいと思いますか",
        "ご近所の方とあいさつをしますか",
        "父の日に贈って喜ばれたものは何ですか",
        "上司に相談しやすいと感じるのはどんなときですか",
        "お子さまと出かけたい場所を教えてください",
        "飼っている犬の名前を教えてください",
        "家族で食べる鍋の具は何ですか",
        "先生に言われてうれしかった言葉は何ですか",
        "夕食を決めるのは誰ですか",
        "How often do you see your neighbours?",
        "Would you recommend this shop to a friend?",
        "What did you last cook for your family?",
        "What is the name of your dog?",
        "Which name would suit the grandmother in our picture book?",
        "What makes a good boss?",
    ),
)
