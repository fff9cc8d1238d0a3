/** #日本の鉄道. */
export const japan = `
@ 21 19:20
ken: 北への旅が決まりそうですね。投票は「東」でしたが、応援しています。 :: 🙏4
mika: わたしは北にも東にも入れたかったです。
ken: 秋は日本で。その頃は駅弁も新米ですよ。 :: 🍱8

@ 20 12:15
aoi: 今日の通勤電車、となりの人が時刻表を読みながら泣いていた。小説より気になる。
ren: 廃線のページだったのかも。
aoi: そうかもしれない。声をかければよかったな。
mika: そっとしておくのも優しさだと思います。 :: 💜5

@ 19 20:40
samuel: May I ask in English here? What is the Sunrise like inside? I only see pictures of the outside.
mika: Of course. It is very quiet and smells of wood. There are small single rooms and, for the lowest price, a carpet floor with a window for your head only.
ken: 「ノビノビ座席」ですね。寝台券がいらないので一番安いです。
samuel: A window for your head. I think about that now.
mika: It is the best seat for stars. :: ⭐7

@ 18 08:35
ren: 札幌は今朝、初雪の匂いがした。まだ降ってないけど、わかる。 :: ❄️6
aoi: 匂いってどんな？
ren: 鉄と、すこし甘い感じ。
tansy: I put this through a translator and it said "iron and slightly sweet". I know that smell exactly. :: 🌱4

@ 17 12:30
ken: 今日の駅弁：大館の**鶏めし**。甘辛いご飯に、そぼろと栗。列車が来る前に半分食べてしまいました。 :: 🍱9
leila: Please, what is it? I can see that it is good.
mika: Chicken on rice that was cooked in its broth, sweet and salty, from Ōdate station. Since 1947.
leila: Since 1947! I want to know what they do with the broth.
ken: それは秘密だそうです。聞きました。 :: 😄5

@ 16 21:00
siyuan: 青函トンネルの長さを日本語で言う練習です。五十三・八五キロメートル。合ってますか。
mika: 完璧です！
ken: 海底部分は二十三・三キロです。トンネルの中は一年中、気温が二十度くらい。
siyuan: 海の下で二十度。ちょっと住みたいです。 :: 😂5
dmytro: Is it twenty degrees because of the rock or because of the trains?
ken: 岩盤と、湿度ですね。九割以上あります。眼鏡が曇りますよ。

@ 15 19:50
aoi: みんなの寝台の絵を描いてます。猫も一匹、勝手に乗せました。 :: 🐈9+
ines: I was shown this in advance and may say: the cat has the best berth.
aoi: 猫は切符を持ってません。
jakub: I will write it into the plan as *luggage, warm*. :: 😄6

@ 14 13:10
shihan: 想請教一下，五能線冬天會常常停駛嗎？
mika: 風が強い日は止まります。海のすぐ横ですから。でも、止まった駅で飲むお茶もいいものです。
siyuan: 翻译：风大的时候会停，因为紧挨着海。不过停在小站喝杯茶也很好。
shihan: 謝謝！那我要帶一本書。 :: 🍵5

@ 13 08:25
ren: 小樽の運河沿いの廃線跡、散歩道になってて気持ちいい。レールがそのまま残ってる。
farah: They left the rails in? May I sit on them and draw?
ren: Everybody does. There is a dog who comes every morning at seven.
farah: I will draw the dog first. :: 🐕6

@ 12 20:10
mika: 祖母の話をひとつ。上野行きの夜行で、車掌さんが子どもたちに乗務員室を見せてくれたそうです。祖母は今でもその人の名前を覚えています。 :: 💜11
ken: いい話ですね。昔の夜行には、そういう時間がありました。
aoi: 車掌さんの名前、聞いてもいい？
mika: 三上さん。「三つの上り列車の三上」と自己紹介したそうです。 :: 🚂7

@ 11 12:20
wordbook: **駅弁** えきべん *ekiben*
| 1. boxed lunch sold at stations and on trains
| 2. by extension, the speciality of the place
| > 駅弁を買ってから乗る。 *Buy a station lunch, then board.*
:: 📖5
leila: I asked the bot in the wrong channel and it answered in the right one. Clever thing.
ken: 言葉の順番が正しいですね。「買ってから乗る」。 :: 😄4

@ 10 21:20
ren: 終電を逃したので駅前で朝まで本を読んだ。意外と悪くなかった。
mika: 風邪ひかないでくださいね。
ren: コンビニのおでんが命綱だった。 :: 🍢6
chiara: What is *oden*? The translator says "oden".
aoi: 大根とか卵とかを、だしで静かに煮たもの。冬の味です。
chiara: Quietly simmered radish. I am convinced by the word quietly.

@ 9 09:30
ken: 時刻表の話ですが、なくなった臨時列車が、今年は少し戻るようです。
jakub: I cannot read this but I recognise the feeling. Something came back?
mika: Yes. Seasonal trains that had disappeared, a few of them come again.
jakub: This is the best sentence one can read in any language. :: 🎉6

@ 8 19:05
aoi: 質問。寝台で酔わないコツある？下書きがいつも船酔いみたいになる。
ken: 頭を進行方向に向けて寝るといいですよ。
ren ^1: あと、描かないこと。
aoi: それは無理。 :: 😂7

@ 7 12:40
mika: 北欧の寝台は布団が二枚に分かれているそうです。一人一枚。合理的ですね。
hanna: Yes! One duvet each. We think it saves marriages. :: 😄8
mika: 日本では布団ごと別なので、もっと平和です。

@ 6 20:30
ken: 予約成功、おめでとうございます。四分で十二人分とは、すばらしい連携でした。 :: 🎉7
priya: ありがとうございます。 I practised that. Thank you, Ken.
ken: とてもきれいな日本語です。

@ 5 13:00
siyuan: 「一期一会」は旅の言葉ですか、お茶の言葉ですか。
mika: もとはお茶です。でも、寝台列車にも合うと思います。同じ部屋は二度とないので。
siyuan: ノートに書きました。 :: 🍵8

@ 4 21:10
ren: 雪の日の踏切の音って、少し低くならない？
zanele: Can somebody translate? I think I know what he asks and I want to answer.
mika: He asks whether the bell of a level crossing sounds lower on a snowy day.
zanele: Yes! Snow takes the high part away first. What is left feels lower. :: 🔔9
ren: やっぱり。ありがとう、専門家。

@ 3 19:40
ken: 秋の候補を三つ、下書きしました。
| 1. 東京→出雲市（サンライズ）→松江で一泊
| 2. 京都→金沢→富山、ますのすし付き
| 3. 仙台→青森→函館、毎日ちがう駅弁
:: 🗾8
mika: 三番の「毎日ちがう駅弁」が強いです。
leila: Whatever number three is, I saw a fish and I vote for it. :: 🐟5

@ 2 12:15
aoi: 切符の絵、できた。角を少しまるくした。旅の間にすり減った感じで。 :: 🎫9+
farah: The worn corners! You drew time.
aoi: ほめられた。今日はもう休む。 :: 😄4

@ 1 20:25
ren: 網走行きの車内、向かいのおばあさんにみかんをもらった。名前も知らないのに、降りるとき手を振ってくれた。 :: 🍊10
mika: みかんは名刺みたいなものですから。
ken: 冬の正しい挨拶ですね。
---

@ -2h
mika: <@owner> 秋の旅、日本に来ませんか。候補は三つ、まだ誰も決めていません。 :: 🍁5
ken: 駅弁の案内は任せてください。
aoi: 切符はもう一枚描けます。 :: 🎫4

@ -34m
ren: 札幌に着いたら駅の北口で待ってます。旗を作ろうか？
aoi: 旗、描く！
ren: 早い。 :: 😄5
`
