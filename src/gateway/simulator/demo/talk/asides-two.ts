/** More small exchanges that could happen on any day. */
export const japanAsides = `
@ ~
aoi: 色鉛筆の白がいちばん減らない。でも雪の旅なら減るかも。
ren: 紙が白いのに？
aoi: それを言われると弱い。 :: 😂5

@ ~
ken: 今日の駅弁：小淵沢の「元気甲斐」。二段あって、上と下で別の料亭です。
mika: 上から食べますか、下から食べますか。
ken: 上から。下は峠を越えてから。 :: 🍱7

@ ~
samuel: How do I say "excuse me, this is my berth" politely?
mika: *Sumimasen, koko wa watashi no seki da to omoimasu.* "I think that this may be my place."
samuel: I like that it says *I think*.
mika: Even when you are sure. :: 🙏8

@ ~
ren: 駅ノートに「また来ます」って書いたの、もう四回目。
aoi: 約束を守る人。

@ ~
siyuan: 「始発」と「終電」、どちらが好きですか。
ken: 始発です。だれもいない町が動き出すので。
ren: 終電。みんな少しだけやさしい。
mika: どちらも正しいですね。 :: 🌅6

@ ~
aoi: 車内チャイムを口笛で吹けるようになった。
zanele: I do not understand the words and I know exactly what happened. Please record it.
aoi: えっ、はずかしい。
mika: She says she is shy. Give her a day. :: 🎶7

@ ~
ken: 北海道の豆知識。「幸福」という駅がありました。今も切符が売れます。
leila: There was a station called what?
mika: "Happiness." It closed in 1987, and people still buy the ticket.
leila: One, please. One way. :: 🎟11+

@ ~
mika: 雪囲いの季節になると、庭の木がみんな小さな家に入ります。
tansy: Trees in little houses? With ropes?
mika: Ropes and straw. They look like people waiting for a bus. :: 🌲6
`
export const chinaAsides = `
@ ~
yutong: 火车过秦岭的时候，手机没信号，全车厢的人突然开始聊天。 :: 😄8
chenmo: 好隧道。

@ ~
siyuan: 今天在西安站，一位老先生问我"开往春天的是几站台"。
yutong: 你怎么说？
siyuan: 我说都停，要看您哪天走。 :: 🌸10

@ ~
shihan: 便當、月台、晚風，三樣就夠了。
yutong: 再加一个不着急的人。
shihan: 那是最難的一樣。 :: 🍃6

@ ~
chenmo: 洗了一卷。三十六张，三十四张是同一根电线杆。
siyuan: 另外两张呢？
chenmo: 麻雀来了。 :: 📷9

@ ~
dmytro: In the workshop they ask me what the Chinese word for *bogie* is.
siyuan: 转向架 zhuǎnxiàngjià, the frame that turns.
dmytro: The frame that turns. Ours is called a cart. Yours is better. :: 🔧5

@ ~
yutong: 列车员阿姨说我像她女儿，给我留了下铺靠窗。
siyuan: 你是不是叫她姐姐了？
yutong: 叫了。 :: 😂11

@ ~
samuel: What is the song they play when the train leaves?
yutong: Depends on the attendant. Ours had a harmonica.
zanele: A harmonica!
yutong: Two songs and a half. Then the kettle boiled. :: 🎵8

@ ~
siyuan: 有没有人和我一样，听到"前方到站"就先坐直？
chenmo: 有。
shihan: 有，即使不下車。 :: 🙋7
`
export const timetableAsides = `
@ ~
samuel: if a train is early does it wait
jakub: Always. A train may be late, it may never be early.
samuel: that is a good rule for people :: 💛7

@ ~
chiara: 3 min in Villach?
jakub: Same platform, opposite side. You could do it backwards.
mateo: I shall do it backwards.

@ ~
hanna: Why is there a train at 03:17 from Oulu and who takes it?
elin: Bakers.
hanna: How do you know?
elin: The conductor has flour on the cap. :: 🥐8

@ ~
ada: Found a data set of every delay since 2011. The most frequent delay is one minute.
dmytro: That is not a delay, that is a sentence.
jakub: A short one, at that.

@ ~
minhanh: 34 hours from one end of my country to the other, and two are spent saying goodbye on platforms
jakub: Dwell time, Huế: 8 minutes. I always wondered.
minhanh: now you know what it is for :: ❤️9

@ ~
aroha: Is there a shortest timetable?
jakub: A funicular in Bergamo. One line: *every now and then*. :: 😂8

@ ~
owner: Does the Dovre train have a quiet side? I would like to write.
jakub: Left side until Dombås, then change to the right for the river. The quiet car is the last one.
elin: And the trolley comes from the front, so you have time to finish the sentence. :: ✍️5

@ ~
ken: 一分停車の駅で、売り子さんが窓から弁当を渡していた時代がありました。
jakub: Through the window, in one minute! Did it work?
ken: 四十秒で足りました。 :: 🍱8
`
export const smallTalkAsides = `
@ ~
otter: I have named the heron.
moss: What is it called?
otter: Thursday. It comes on other days too. :: 😄6

@ ~
tansy: rain
moss: here too
otter: here as well, are we the same place :: 🌧5

@ ~
ada: Is it normal to say thank you to a lift?
samuel: I do, and to the doors.
leila: I scold mine. It works as well. :: 😂7

@ ~
yutong: 楼下的猫今天坐在快递上面，签收了。
otter: I think the cat signed for a parcel?
yutong: With one paw. :: 🐾8

@ ~
moss: found a glove on a fence post, waving
moss: waved back
tansy: of course :: 🧤6

@ ~
aoi: 消しゴムのかすで小さい山ができた。今日の成果。
mika: 登頂おめでとうございます。 :: ⛰5

@ ~
leila: What is the opposite of a spoon?
otter: A colander.
ada: Another spoon, facing you.
moss: I think about this now instead of sleeping. :: 🥄7

@ ~
samuel: the vending machine gave me two
leila: and what did you do
samuel: left one on top, with a note
otter: what did the note say
samuel: *it gave me two* :: ❤️9

@ ~
tansy: The robin has decided that my shed is a good address.
moss: Rent?
tansy: One song a day, payable in advance. :: 🐦7
`
