"""I2: opening, lending, selling or verifying accounts, or taking in mail, parcels or money for others."""

from collections.abc import Iterator

from screening_policy.around.away import ACCOUNTS
from screening_policy.clues import or_around
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene
from screening_policy.soliciting import REAL_EN, REAL_JA, Offer, asked_ja, invited_to, offered_in

_ACCOUNT_JA = (
    "(?:口座|こうざ|通帳|つうちょう|あかうんと|あかんうと|垢(?!抜|すり)|名義|めいぎ"
    "|きゃっしゅかーど|くれじっとかーど|身分証|(?:の)?本人確(?:認|忍)を(?:代|自分|お?済)"
    "|証券口座|うぉれっと|sim ?かーど|回線|電話番号|携帯の契約|account|wallet)"
)
_ACCOUNT_EN = (
    r"(?:accounts?|acct|passbooks?|wallets?|debit cards?|bank cards?|sim cards?|login|profile"
    r"|merchant id|seller id)"
)
_OTHERS_JA = (
    "(?:他(?:の|人|者)|ほかの|別の(?:方|人)|第三者|知らん(?:人|ひと)|知らない(?:人|方)"
    "|見知らぬ|誰か|どなたか|お?客様|お?客さん|取引先|顧客|当社|弊社|当店"
    "|我が社|海外|知人|友人から|者が取りに|取りに(?:行|い|伺|来)|うちの|うち(?:あて|宛)"
    "|私たち|わたしたち|わたくしども|こちら(?:の|から)|仲間|会社(?:の|あて|宛)|(?:別|他)名義"
    "|代理|代わり)"
)
_GOODS_JA = (
    "(?:荷物|にもつ|小包|こづつみ|郵便(?!局|番号)|手紙|封筒|書留|宅配(?!ぼっくす)|段ぼーる"
    "|だんぼーる|箱|品物|商品|送金|書類|資料|給料|売上金|封書|現金|入金|代金|お金|金銭|資金"
    "|売上|振込|入っ?てくる(?:お)?金|はがき|ぱっく)"
)
_OTHERS_EN = (
    r"(?:our|other|others|someone else|somebody else|strangers?|clients?|customers?|third "
    r"part(?:y|ies)|overseas|on (?:our|their|my) behalf"
    r"|for (?:us|me|them|others|people)|not yours|their names?|different names?|belong to)"
)
_GOODS_EN = (
    r"(?:parcels?|packages?|mail|post|letters?|boxes|deliveries|shipments?|goods|envelopes?"
    r"|payments?|money|funds|cash|deposits?|refunds?)"
)
_LEND_JA = (
    "貸|借り|現金化|(?<=を)かし(?=て|だ)|譲|ゆず(?:っ|り)|売(?:っ|り(?!手|場|上|切))|買い?取"
    "|使わせ|つかわせ|利用させ|名義貸|渡(?:し|せ)|預け(?!た)|お手伝いに出し|提供|共有|開放"
    "|れんた(?:る|り)"
)
_MAKE_JA = (
    "開(?:設|い|き|け)|ひらい|つく[っり]|作(?:っ|り|成)|申し込|新規(?:登録|開設)|代行"
    "|済ま[せし]|認証し|通し|突破|契約し|取得し|代わりに|確認を(?:代|し)"
)
_TAKE_IN = (
    "(?:receive|accept|keep|hold|store|forward|re-?ship|take in|collect|pick up|sign for|pass on|hand over)"
)
_HABIT = (
    r"たこと(?:は|が)|ましたか|(?:てい|して)ますか|と(?:思|感)|どう(?:思|感)|重視|理由|(?:開設"
    r"|作|つく|選|貸|借り|受け取)(?:る|りする|した)(?:とき|時|際|なら|場合|の(?:は|に))"
    r"|さーびす(?:が|を|は)"
    r"|\b(?:have|had|did) you|how (?:often|many|much|do|did|well)\b|when you|last time|would "
    r"you (?:recommend|trust|prefer)|what (?:made|makes)|how satisf|should\b"
)
_ACCOUNTS = Offer(
    matter=rf"{_ACCOUNT_JA}|(?<![a-z]){_ACCOUNT_EN}(?![a-z])",
    act="|".join(
        (
            asked_ja(f"{_LEND_JA}|{_MAKE_JA}"),
            "(?:買い?取り?|高額買取|貸し?出し|名義貸し|貸与)(?:ます|を|$|[。!)」])|貸してくれ"
            "|貸せますか|使わせてくれますか|代行(?:して|を|でき|者)",
            "(?:あなた|貴方|貴方様|ご自身|ご自分|自分)(?:の|名義)[^。!?\\n]{0,20}?(?:を(?:使|借)|で代"
            "|で(?:出品|販売|取引|受け取))[^。!?\\n]{0,30}?(?:ます|ください|下さい|ませんか|もら"
            "|いただ)",
            invited_to(
                r"(?:lend|rent|sell|hand over|give us|share|let (?:us|me|our|a|the)|open|create|make|set "
                r"up|verify|pass|transfer)(?:[^.!?\n]{0,40}?)"
                r"(?:accounts?|acct|passbook|wallet|debit|bank card|sim card|login|verification|profile"
                r"|seller)"
            ),
            r"\blet (?:us|me|our team|our company|our staff)(?: \w+){0,3} (?:use|operate|run|borrow"
            r"|manage|access)|\b(?:we|i) (?:will |would like to |want to |can |may )?(?:rent|borrow"
            r"|buy|use|operate) (?:your|it|one of your|unused)"
            r"|\b(?:can|could|may|might) (?:we|i) (?:rent|borrow|buy|use|have)\b|\b(?:keep|leave) it "
            r"(?:free|open) for|\bin your (?:own )?name and (?:let|give|hand|send)"
            r"|\bverif\w+(?: \w+){0,5} (?:for us|on (?:our|their) behalf|in your name)|verification を",
        )
    ),
    unless=_HABIT,
    alone=r"(?:あなた|貴方|ご自身|ご自分|自分)(?:名義|の(?:お)?名(?:前|義))で[^。!?\n]{0,24}?(?:作"
    r"|開|契約|登録|借|取得|申し込)[^。!?\n]{0,8}?(?:て|って|っても|んで)(?!い[るま])"
    r"|荷受け代行|口座(?:の)?売買|(?:お?名前|名義)(?:だけ)?(?:を)?[^。!?\n]{0,12}?(?:お?借り"
    r"|貸して)[^。!?\n]{0,30}?(?:よろし|いい|ください|ちょうだい|ませんか|たい|します|[。!]|$)|(?:口座|こうざ"
    r"|あかうんと)を(?:新しく|新規に)?(?:作|開設|開い|つく)[^。!?\n]{0,4}?(?:て(?!い|お|み)"
    r"|し)(?:から|、)?[^。!?\n]{0,30}?(?:ください|下さい)|名義(?:を)?貸し(?!て(?:は|し))(?:を"
    r"|の|で)?[^。!?\n]{0,10}?(?:ませんか|ください|お願|募集|$)",
)
_PARCELS = Offer(
    matter=rf"{_OTHERS_JA}[^。!?\n]{{0,24}}?{_GOODS_JA}|{_GOODS_JA}[^。!?\n]{{0,24}}?(?:うちの(?:者"
    rf"|もの)|者が取りに|担当者?が|係の者)|{_GOODS_JA}[^。!?\n]{{0,12}}?(?:代わり|代理|転送"
    rf"|別の(?:方|人|住所))",
    act="|".join(
        (
            asked_ja(
                "預か|あずか|届くように|置い(?:と|て)|受け?取|うけと|保管|転送|再発送|発送|届けて|渡(?:し"
                "|す)|置(?:い|か)|送(?:り直|って)|引き?受け|届く|運(?:ん|び)|仕分け"
            ),
            "(?:預か|あずか|受け?取|保管|転送|引き?受け|受領)[^。!?\n]{0,40}?(?:いただきます|いただく"
            "|もらいます|できますか|大丈夫ですか|可能ですか|くださる|てほしい|のお仕事|(?:お|ご)示し)"
            "|(?:預か|受け?取)れますか|受け?取り?[^。!?\n]{0,24}?(?:送り直|転送|渡す"
            "|届ける)[^。!?\n]{0,12}?(?:仕事|ばいと|作業|副業)|荷受け",
        )
    ),
    unless=_HABIT,
)
_PARCELS_EN = Offer(
    matter=rf"(?<![a-z])(?:{_GOODS_EN}\b[^.!?\n]{{0,50}}?\b{_OTHERS_EN}"
    rf"|{_OTHERS_EN}\b[^.!?\n]{{0,40}}?\b{_GOODS_EN})(?![a-z])",
    act=(
        r"\b(?:arrive|come|be (?:sent|delivered|shipped)|sent|deliver\w*|send|ship|forward) "
        r"(?:\w+ ){0,6}?(?:to|at|in|into) your (?:\w+ )?(?:door|home|address|house|letter ?box"
        r"|place|mailbox|account|flat|porch)"
        r"|\byou (?:\w+ )?(?:keep|hold|store|forward|receive|pass|put|accept|hand|re-?ship|relabel"
        r"|send) (?:them|it|these|those|the (?:rest|money|parcels|boxes))"
        r"|\b(?:how many|how much)(?: \w+){0,4} (?:can|could|will) you (?:take|accept|receive"
        r"|store|hold|keep)"
        rf"|{invited_to(_TAKE_IN)}"
        r"|\bto be delivered to your|\binto your (?:own )?(?:bank )?account|\bthrough your (?:own "
        r")?(?:bank )?account"
    ),
    unless=_HABIT,
)
_MONEY_JA = Offer(
    matter="(?:あなた|ご自身|ご自分|貴方|自分|お手持ち)(?:の|名義の)?(?:銀行)?(?:口座|こうざ|住所"
    "|ご?自宅|お?家)",
    act="(?:で|に|へ)[^。!?\n]{0,20}?(?:受け?取|入金|振り?込|届)[^。!?\n]{0,30}?(?:いただ|もら"
    "|ください|下さい|ませんか|ます(?!か))",
    unless=_HABIT,
)


_IN_YOUR_NAME = Offer(
    matter=r"\b(?:in|under|through|at|to|into|with|via) your (?:own )?(?:\w+ )?(?:name|account"
    r"|address|mailbox|letter ?box|profile|login|porch)\b|\byour (?:mailbox|letter ?box"
    r"|doorstep|spare room)\b|\baddressed to (?:mr|mrs|ms|another|someone|somebody|our|other)"
    r"|\bidentity check\b|\b(?:sim card|phone line|bank transfer)\b",
    act=r"\b(?:our|ours|us|we|friend of|colleagues?|clients?"
    r"|partner'?s?)\b[^.!?\n]{0,60}?\b(?:open|post\w*|deliver\w*|sen[dt]|go(?:es)? through"
    r"|log ?in|put|regist\w+|stay|leave|receiv\w*|hold|use|run|borrow|ship|set up)\b"
    r"|\b(?:open|post\w*|deliver\w*|sen[dt]|go through|log ?in|put|regist\w+|stay|leave"
    r"|receiv\w*|hold|use|run|borrow|ship|complete|sign|set up)\b[^.!?\n]{0,60}?\b(?:our|ours"
    r"|us|for a friend|colleagues?|clients?|keep it|hand over)\b",
    unless=_HABIT,
)


_ANYHOW = Offer(
    matter="口座|こうざ|通帳|名義|書留|宛名|あかうんと(?!名)|垢(?!抜|すり)|荷物|小包|郵便物|封筒"
    "|売り?上げ(?:金)?を|本人確認済|認証済|認証を済ませ|"
    r"(?<![a-z])(?:bank accounts?|paypal account|seller account|spare \w+ account|verified "
    r"\w+ accounts?|accounts? you open|parcels|packages|boxes for other|returns at home"
    r"|user's identity|pay into your bank|(?:our|their) (?:letters|parcels|boxes|mail)"
    r"|letters for)(?![a-z])",
    act=f"{REAL_JA}|{REAL_EN}|\\bour \\w+ could (?:borrow|use|rent)\\b",
    unless=_HABIT + r"|番号(?:を|は|の)|ふぉろー",
)


def find(scene: Scene) -> Iterator[Hit]:
    """Accounts to be opened or handed over, then things and money to be taken in for others."""
    return or_around(scene, _named(scene), *ACCOUNTS)


def _named(scene: Scene) -> Iterator[Hit]:
    return offered_in(scene, _ACCOUNTS, _PARCELS, _PARCELS_EN, _MONEY_JA, _IN_YOUR_NAME, _ANYHOW)


RULE = Rule(
    id="I2",
    verdict="refuse",
    reason=(
        (
            "口座やアカウントの開設・利用・貸与・認証や、他人宛の荷物・郵便・お金の受け取りを"
            "求めることはできません。"
        ),
        "Members may not be asked to open, lend or verify accounts, or to receive mail, parcels "
        "or money for others.",
    ),
    find=find,
    found=(
        "使っていない銀行口座を貸していただけませんか",
        "あなた名義の口座を開設して、当社に使わせてください",
        "通帳を買い取ります。譲ってもらえますか",
        "フリマアプリのアカウントを貸してください",
        "口 座 を 貸 し て ください",
        "ｺｳｻﾞを貸してくれませんか",
        "海外アカウントの本人確認を代行してください",
        "当社のお客様宛の荷物を受け取って、転送してください",
        "他の方あての小包を預かっていただけますか",
        "弊社宛の郵便物をご自宅で保管していただけますか",
        "お客様の代金をあなたの口座で受け取っていただきます",
        "Would you lend us your bank account for a week?",
        "Please open a savings account and let us use it",
        "Can we rent your bank account?",
        "Please verify this account for us in your name",
        "Parcels for our customers will arrive at your door. How many can you take?",
        "Will you receive mail for our clients and forward it?",
        "We would send money for other people to your account. Fine?",
        {"instructions": "Before you start, open a bank account and keep it free for our company."},
        {"instructions": "回答の前に、銀行口座を新しく作ってください。"},
    ),
    passes=(
        "銀行口座をいくつ持っていますか",
        "口座を開設したことがありますか",
        "口座を開くときに重視することは何ですか",
        "通販の荷物はどこで受け取りますか",
        "宅配便の受け取り方法を選んでください",
        "荷物を預かってもらえるサービスを使いたいと思いますか",
        "SNSのアカウントはいくつありますか",
        "家計簿アプリと口座をつなぐ機能をどう感じますか",
        "郵便局をよく利用しますか",
        "How many bank accounts do you have?",
        "Which steps felt tedious when you opened an account?",
        "Have you ever rented a car?",
        "How do you usually receive parcels?",
        "On which networks do you have an account?",
        "Would you recommend your bank to a friend?",
        "How often do you get mail from shops?",
        {"instructions": "口座番号は書かないでください。"},
    ),
)
