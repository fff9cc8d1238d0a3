/** #small-talk of First steps. */
export const smallTalk = `
@ 19 18:20
moss: I walked up the hill behind the house and it was still there.
otter: Good. I worry about hills.
tansy: One should visit them more than once a year, or they go wild. :: ⛰5

@ 17 19:05
otter: What is everybody looking at right now? I have a bridge and one man with a very long ladder.
moss: A kettle.
samuel: A corridor, a clock, and a balloon that somebody forgot.
tansy: A blackbird who thinks that I am a rake.
ada: A progress bar. It is at the same place as the man with the ladder, I think. :: 🪜6

@ 15 12:30
leila: Cooking lesson for people without a kitchen: tomatoes, salt, time. Put the first two together and go away for the third.
moss: How long is the third?
leila: One phone call with your mother. :: 🍅7

@ 13 20:10
yutong: 今天的云像有人把棉被抖了一下。
otter: I pressed translate in my head: the clouds look as if somebody shook a duvet?
yutong: Yes! Your head is good.
otter: It was the duvet that helped. :: ☁️6

@ 12 09:15
aoi: 朝、駅で傘を逆さまに持ってる人がいて、よく見たら小さい木を運んでた。
mika: 木もぬれたくなかったのかも。
tansy: I asked for a translation and I want to know what kind of tree it was.
aoi: オリーブ！ :: 🌳6

@ 10 19:45
moss: Question for the room: do you read messages from the top or from the bottom?
ada: From the last one I remember, in both directions.
otter: I read the shortest first, as an appetiser.
samuel: From the top, always. At work that is how you find out what has happened to somebody.
moss: I only wanted to know and now I admire all of you. :: 💛5

@ 8 18:35
otter: I have learnt to whistle with an acorn cap.
tansy: The left thumb has to be a little ashamed of itself, that is the secret.
otter: It is, and it works! The dog next door has joined a choir.

@ 7 21:00
leila: Small victory today: I got the lid off.
moss: Which lid?
leila ^2: *The* lid. :: 🎉7
samuel: She has told me about this lid. It is a large day.

@ 5 13:20
ada: The cat has sent a message from my keyboard to a customer. It said "ggggggh" and the customer answered "agreed".
otter ^1: A good negotiator.
moss: What did you agree to?
ada: Thursday, apparently. :: 😹8

@ 4 19:50
tansy: Planted garlic. It is the only thing I know that is better for being put into cold earth and left alone until summer.
samuel: I have a colleague like that. :: 😄6

@ 3 09:55
mika: 窓の外で、となりの子がはじめて自転車に乗れました。拍手したら、みんな拍手しました。
leila: What happened? Everyone reacts and I cannot read it.
mika: The child next door rode a bicycle for the first time. I clapped at the window, and then the whole street did.
leila: I am clapping in Marseille. :: 👏9

@ 2 20:25
moss: If you could have one more hour in the day, where would you put it?
yutong: 早上六点和七点之间。
otter: Between the bus and the door.
samuel: Between half past four and five at night. It would be an hour of half an hour, and quiet.
ada: I would keep it for daylight saving and give it to somebody who needs it. :: 🕰7
---

@ 0 10:20
otter: Fog this morning. The bridge has gone, and the man with the ladder with it.
tansy: They will be back by eleven, they always are.
moss: The hill has gone as well. I am choosing to trust it. :: 🌫5

@ -55m
samuel: I have four days off, starting now. What does one do with four days?
leila: One sleeps for one, cooks for one, and goes somewhere for one.
moss: And the fourth?
leila: The fourth is for saying how short it was. :: 😄6
`
