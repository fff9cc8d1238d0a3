/** Small exchanges for the rooms where longer things are told. */
export const tripAsides = `
@ ~
chiara: Night train, one sentence each?
mateo: I woke because it was quiet.
elin: A stranger held my cup while I tied my shoe.
yutong: 半夜醒来，月亮跟着车走。
jakub: On time.
samuel: Somebody put a scarf over me. :: 🌙12+

@ ~
farah: drew the conductor without asking, then asked, then gave it to her
farah: she has put it in her cap :: 🎨9

@ ~
dmytro: Fell asleep in the workshop, in a berth I had just repaired. For quality control.
jakub: And?
dmytro: Passed. :: 😴10

@ ~
shihan: 在車上收到一顆糖，來自後座不認識的小朋友。他說："給你，因為你一直看窗外。"
siyuan: A child she did not know gave her a sweet: "because you keep looking out of the window."
aroha: Railways should hire that child. :: 🍬10

@ ~
ren: 一両編成。乗客は三人と、ストーブ。
hanna: One coach, three people and a stove? Which of you got off first?
ren: ストーブ以外、ぜんぶ同じ駅で。 :: 😄6

@ ~
minhanh: Left my umbrella on the SE3 in May. It came back today by post, with a note: *it did not rain*. :: ☂️11
mateo: You see. Nothing is lost on a railway, it only takes the slow train.

@ ~
zanele: Pietermaritzburg, one minute, noon. There is a cricket in it, the size of a comma.
tansy: I listened twice. The comma is in the right place. :: 🎧7

@ ~
leila: Marseille to Paris and back in one day, for a pan.
chiara: What kind of pan?
leila: *The* pan. We do not speak of the other one. :: 🍳8
`
export const sandboxAsides = `
@ ~
moss: Is this thing on
otter: It is on. You are also on.
moss: Thank you.

@ ~
tansy: *italic*
tansy: **bold**
tansy: ***both***, for holidays :: 😄4

@ ~
ada: A list in a list, to see where it ends:
| - tea
|   - black
|   - green
|     - the one in the tin without a label
| - not tea
otter: I would drink the one without a label.

@ ~
otter: a link, to try it: https://example.com/otters
moss: I followed it and found no otters.
otter: They are shy.

@ ~
samuel: - [ ] sleep
| - [x] make a list about sleep
leila: Samuel. :: 😂6

@ ~
otter: I wrote a longer message here and thought better of it. :: retracted
otter: This one stays. It is short.

@ ~
mika: 1. ひとつめ
| 2. ふたつめ
| 3. ねこ
otter: I can read the third one because of how you wrote it. :: 🐈5
`
export const crewAsides = `
@ ~
elin: who has the spare key of the drying cupboard
priya: me, on the ring with the owl
elin: of course it is on the ring with the owl

@ ~
ada: Backups of the sheet run at four in the morning now. In whose time zone, you ask.
jakub: I was about to.
ada: Boden. :: 🕓4

@ ~
mika: 夜の当番、静かでした。雪の写真を一枚だけ送りました。
ines: For whom?
mika: For nobody. It was only beautiful. :: ❄️4

@ ~
jakub: The railway rang back. I have heard the eleven seconds forty times.
elin: Does it get better?
jakub: At thirty I began to sing the second voice. :: 😂5

@ ~
priya: The fund has grown by twelve euros and I do not know why.
ada: It says "for the fox".
priya: I have opened a line for the fox. :: 🦊5+
`
export const fareAsides = `
@ ~
priya: that one, the 61, I would take that one
jakub: For whom?
priya: in principle

@ ~
hanna: I have muted it and come here to look anyway.
ada: That is the healthiest way.

@ ~
mateo: Is there a price at which it wakes people?
ada: Thirty-nine.
mateo: Has it ever been thirty-nine?
ada: Once, for four minutes, in a test. Dmytro was awake for two days. :: 😂7

@ ~
dmytro: Rose again. Somebody else likes fjords.
elin: Good. It is a long train.

@ ~
tansy: what does *couchette of six, quiet* cost extra
jakub: Nothing. Quiet is an agreement, not a product. :: 🤫6

@ ~
yutong: 61 欧元比我去上学的高铁还便宜。
siyuan: 但是慢二十个小时。
yutong: 那就更划算了。 :: 😄6
`
