/** #nordics, the newer half. */
export const nordicsTwo = `
@ 7 18:10
hanna: Small lesson in Finnish for the ship, as some of you take it:
| - *kiitos*, thank you
| - *anteeksi*, sorry, and also "let me through"
| - *hei hei*, goodbye, though it looks like two hellos
:: 🇫🇮6
minhanh: Is there a word for please?
hanna: No. We say thank you in advance and look at our shoes. :: 😄8

@ 7 20:50
dmytro: At Haparanda and Tornio two gauges lie in one bed, four rails side by side. A station for anybody who likes order and anybody who does not.
jakub: 1435 and 1524. The difference is the width of a coffee cup.
hanna: A Finnish coffee cup. A Swedish one would not fit.
elin: I heard that. :: 😂7

@ 6 08:40
tansy: Would a geranium survive in Narvik? For the harbour house. I like to leave something.
elin: On the inside of a south window, and if someone talks to it. They have the windows.
ines: I wrote to the house. They answered that they have a caretaker called Solveig who talks to everything. :: 🪴9

@ 5 19:25
zanele: I listened to the rails <@elin> sent me last week, thirty times. It is a fifth, a little flat. A fifth! Some cold metal in Luleå is nearly in tune.
mateo: What would make it quite in tune?
zanele: Three degrees less, I think.
elin: I will order them. :: ❄️6

@ 5 21:15
samuel: Elin, is it rude to talk to the engine driver at a stop?
elin: Not if the train stands and you begin with the weather.
samuel: I can do weather. It is most of my training.
hanna: For patients or for English people?
samuel: There is a large overlap. :: 😄7

@ 4 08:35
ines: The harbour house asks when we want the stove lit. I said two o'clock on the fourteenth.
elin: Say noon. It is a large house and stoves need to be asked early.
ines: Noon it is. I shall write "as Elin says" and they will understand.

@ 4 20:20
yutong: 问一下，北方的人冬天心情不好怎么办？
siyuan: Yutong asks what people up there do when the winter gets into the heart.
elin: Lamps in every window, first of all. You put them there for the one outside, not for yourself. It works in both directions. :: 🕯14+
hanna: And choirs. And swimming in holes. But first the lamps.
yutong: 我会在宿舍窗台放一盏。谢谢你们。 :: 💛8

@ 3 12:45
dmytro: I found the drawing of the heating in the sleeping coach. It has two settings and both are called *normal*. :: 😂9
elin: One is normal and the other is normal for guests.
dmytro: Which one do we get?
elin: That depends on how you begin the conversation about the weather.

@ 3 18:50
shihan: 請問從斯德哥爾摩到阿比斯庫，靠哪一邊比較好看？我想先在地圖上走一遍。
siyuan: She wants to walk it on the map first: which side of the train is better from Stockholm to Abisko?
jakub: Until Boden you sleep, so either. From Kiruna on, the left side has the lake and the right side has the sky.
shihan: 天空跟湖，好難選。謝謝！ :: 💙5

@ 2 09:15
elin: For the packing call, from somebody who lives here. You need **three** layers and one trick:
| 1. wool next to you
| 2. air, that is a jersey with room in it
| 3. something the wind cannot read
| And the trick: take one off *before* you are warm.
:: 🧶12
samuel: "Something the wind cannot read" is going on my wall.
leila: Does the wind read aprons?
elin: The wind reads everything that is tied at the back.

@ 2 21:00
hanna: I rode the last evening train out of Rovaniemi just because the platform looked lonely. Came back with the first one. Two hours, two teas, one badger. :: 🦡8
mateo: This is the most sensible thing I have read all week.
aroha: I would like to file it under *Transport, motives for*.

@ 1 08:10
jakub: The winter timetable was corrected overnight: the connection in Kiruna waits two minutes longer now. Our arrival does not change.
ines: You saw a two-minute change in the north of Sweden before your coffee?
jakub: I have an alarm for it. It plays a small bell. :: 🔔9
dmytro: And people say *I* am the strange one.

@ 1 19:15
farah: Tested the red torch on my palette. Everything that is red becomes white, and everything blue becomes black. I painted a fjord from memory like that and it is the best mistake I have made.
aoi: 見せてください！
farah: Tomorrow, when it is dry and I am less proud. :: 🖼6

@ 0 09:40
elin: The inspector has brought a second fox. We think it is training. :: 🦊16+
leila: Two sausages.
elin: One, cut smaller. There are rules.
`
