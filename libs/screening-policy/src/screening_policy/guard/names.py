"""Family and given names that help to tell a name from another word."""

_FAMILY = """
佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡部 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林
斎藤 齋藤 斉藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤
村上 遠藤 青木 坂本 福田 太田 西村 藤井 金子 岡本 藤原 中野 三浦 原田 中川 松田 竹内 小野 田村 中山
和田 石田 森田 上田 原 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 工藤 谷口 今井 高田 増田
丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 久保 木下 佐野 野村
松尾 市川 菊地 菊池 杉本 古川 島田 水野 桜井 高野 渡会 吉川 山内 西田 飯田 西川 小松 北村 安田
五十嵐 川口 平田 関 中田 久保田 服部 東 岩田 土屋 川崎 福島 本田 辻 樋口 秋山 田口 永井 山中 中西
吉村 川上 石原 大橋 松岡 浜田 馬場 森本 星野 大西 荒木 小池 矢野 浅野 黒田 松下 栗原 須藤 尾崎 片山
伊東 永田 内藤 堀 川村 大島 荒井 望月 早川 奥村 岡崎 飯塚 黒木 森川 白石 熊谷 宮田 大久保 萩原 平井
成田 富田 児玉 石塚 三宅 鎌田 大谷 川島 関口 宮下 北川 松村 小西 川端 田辺 上原 根本 河合 吉岡 本間
大川 岸 岡村 八木 小田 榎本 平山 津田 神田 滝沢 三好 西山 南 牧野 菅野 望田 寺田 福井 相澤
"""
FAMILY = frozenset(_FAMILY.split())
_FAMILY_KANA = """
さとう すずき たかはし たなか いとう わたなべ やまもと なかむら こばやし かとう よしだ やまだ ささき
やまぐち まつもと いのうえ きむら はやし さいとう しみず やまざき もり いけだ はしもと あべ いしかわ
やました なかじま いしい おがわ まえだ おかだ はせがわ ふじた ごとう こんどう むらかみ えんどう
あおき さかもと ふくだ おおた にしむら ふじい かねこ おかもと ふじわら なかの みうら はらだ なかがわ
まつだ たけうち おの たむら なかやま わだ いしだ もりた うえだ うちだ しばた さかい みやざき
よこやま たかぎ あんどう みやもと おおの こじま くどう たにぐち
"""
FAMILY_KANA = frozenset(_FAMILY_KANA.split())
_GIVEN = """
james john robert michael william david richard joseph thomas charles christopher daniel matthew
anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason
jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel
gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam henry nathan douglas
zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean
austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan
juan wayne roy ralph tom ben dave mike dan sam nick matt chris tony steve jim bob bill ken tim greg
jeff omar ali ahmed mohammed ivan luis carlos mary patricia jennifer linda elizabeth barbara susan
jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol
amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley
anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet
catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan
evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances
kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle
beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori jane kate lucy
claire taro jiro ichiro hanako kenji yuki hiroshi takashi akira satoshi naoko yumi keiko hiroko yoko
sakura haruto yuto aoi rin ren
"""
GIVEN = frozenset(_GIVEN.split())
_NO_NAME = """
よく まだ ひみつ ないしょ 秘密 内緒 匿名 なし 不明 未定 非公開 普通 無理 同じ 変 珍しい 長い 短い
わから しら 覚え 忘れ いえない ありません ない いや むり だめ 重要 大事 必要 不要 記入済み 以下 上記
左記 本名 仮名 別 多い 好き 嫌い ブランド 商品 会社 お店 店
"""
NO_NAME = tuple(_NO_NAME.split())
_NO_ENGLISH_NAME_LIST = """
not on in the a an too very often always never hard easy wrong misspelled misspelt spelled spelt unique
common rare long short japanese english private hidden none no nobody anonymous secret different same
usually what which my your his her this that it important irrelevant mud legion is was already there here
so just still required
"""
NO_ENGLISH_NAME = frozenset(_NO_ENGLISH_NAME_LIST.split())
