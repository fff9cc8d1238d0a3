/** #trip-reports: nights that were slept, or not. */
export const tripReports = `
@ 21 08:05
mateo: **Milan to Palermo, one night and a boat.** The train is pushed onto the ferry at Villa San Giovanni in three pieces, with a noise like a kitchen falling slowly downstairs. Nobody in the corridor said a word. Then we all went up on deck and ate rice balls in the wind. :: ⛴8 ❤️6
mateo: Sleep: four hours. Would do it again: this evening, if asked.
chiara: The rice balls on that boat are the reason the bridge must never be built. :: 😄5
leila: Which filling?
mateo: Ragù, and I burnt my tongue like every person before me.

@ 20 20:30
minhanh: **Hà Nội to Đà Nẵng, lower berth, 16 hours.** The best hour is the last one, over the Hải Vân pass: the train goes out on a ledge above the sea and everybody moves to one side.
minhanh: A grandmother opposite shared green mango with chilli salt, and told me I had the face of somebody who studies too much. :: 🥭7
siyuan: 她说得对。
minhanh: I understood that one, thank you. :: 😂4

@ 19 21:40
dmytro: Short report, Przemyśl to Kyiv. At the border they lift the whole coach with you in it and change the wheels underneath, because the gauge is different. You feel it rise like a lift in an old hotel.
dmytro: I have seen it a hundred times for work. I still went to the window. :: 🔧9
samuel: They lift it with people *inside*?
dmytro: With people, tea, and a dog.
jakub: 1435 to 1520 millimetres. Eighty-five millimetres and two hours.

@ 18 09:50
aroha: No sleepers where I come from, so a day instead: **Auckland to Wellington**, eleven hours and a spiral. The line climbs the Raurimu in a full circle and two hairpins, and the guide says "you may now wave to yourself".
aroha: I did wave. I looked well. :: 👋9
mika: 自分に手を振る、いいですね。

@ 17 20:15
hanna: **Helsinki to Kemijärvi**, upper berth of two, my own shower, 12 hours and a bit. I fell asleep in rain and woke up in a photograph.
hanna: The coaches with cars on them go at the end of the train. In the night, in the curves, it looks as if a street were following you. :: 🌲6
elin: That is the prettiest thing anybody has said about a car.

@ 16 12:30
farah: **Toronto to Vancouver, day two.** Report from the dome car. Ontario is still going on. There are more lakes than I have blue.
farah: I have started to mix them from the coffee. :: ☕6 🎨7
aoi: コーヒーの青、見たい！
farah: It is more of a brown with ambitions.

@ 15 19:00
yutong: **Chengdu to Lhasa, 36 hours.** 第一晚过兰州，第二天一早就是草原。
yutong: At Tanggula the sign says 5,068 metres. The whole coach stood up to look at it, and the attendant walked through and said kindly: sit, breathe, drink. :: 🏔10
yutong: There is oxygen at every berth, a little hiss. I slept with it like with a cat.
samuel: I would listen to that hiss all night and count it.
yutong: You are a nurse. You would be asked to help.

@ 13 20:44
zanele: My first report, not a journey, only a station. **Bloemfontein, five in the morning.** Two whistles, a broom, a kettle, someone singing in Sesotho on the far platform. Four minutes and eleven seconds.
zanele: I took nothing away and added nothing. :: 🎧12 💜5
aroha: This belongs in a library. I mean it, I can give it a shelf mark.
zanele: A shelf mark! My mother will frame it.

@ 12 18:20
jakub: **Kraków to Kołobrzeg**, 11 hours, couchette. Left 22:14 on time, arrived 09:02, four minutes early, and I have never been so happy about four minutes.
jakub: The man above me had a jar of gherkins and offered one to each of us at midnight without speaking. :: 🥒11
mateo: Some people pray at midnight.
jakub: It was the same thing, I think.

@ 11 21:20
shihan: **南迴線，藍皮車。** 窗戶可以打開，風裡有海的味道。到太麻里的時候，整節車廂都安靜了。 :: 🌊8
shihan: For everyone: the blue train round the south of Taiwan still has windows that open. You smell the sea before you see it.
ken: 開く窓、うらやましいです。
farah: Windows that open should be in the declaration of human rights.

@ 10 09:25
samuel: May I report a failure? I took a day train to Edinburgh to practise sleeping. I slept through Edinburgh. :: 😂10
mateo: Then you are ready.
samuel: I woke in Aberdeen, and a lady had put her scarf over me. So, not altogether a failure. :: ❤️13+
elin: This is the best report so far.

@ 9 20:05
ren: **札幌から稚内、宗谷。** 五時間半、最後の一時間は地平線しかない。サロベツで鹿が三頭、線路の横に立っていた。
ren: Five and a half hours from Sapporo to the top of the map. In the last hour there is only a line, and then deer. :: 🦌7
hanna: We also have a line and then deer. Come and compare.
ren: ぜひ。

@ 8 12:35
chiara: **Trieste to Vienna** by day, over the Semmering. A hundred and seventy years old and still nobody has drawn a better curve. I had a window, a roll with horseradish, and no signal. A perfect morning. :: 🥐6
jakub: Forty-one kilometres, fourteen tunnels, sixteen viaducts.
chiara: You were not even there and you enjoyed it more than me. :: 😄7

@ 6 21:10
mateo: **Ankara to Kars, twenty-six hours that became thirty.** Snow on the line at Erzincan. The family next door laid a tablecloth over two suitcases and fed the coach. I contributed a tin of peaches and was treated like a king. :: 🍑9
leila: What did they cook?
mateo: Stuffed vine leaves, a pie, tea in glasses that must have been packed with love and newspaper.
mateo: At four in the morning somebody played a saz, very softly, so as to wake only those who wanted to be woken.
zanele: Please tell me someone recorded it.
mateo: No. I thought of you, for what it is worth. :: 💛6

@ 5 08:45
tansy: **Fort William, by the sleeper.** Euston in the rain at nine, and at eight in the morning a stag on the moor beside the window, as if he had been booked.
tansy: The moor floats on brushwood and turf. The railway there is a raft. I have thought of little else since. :: 🌾8
dmytro: True. Bundles of heather under the track. It still moves a little.
tansy: So do I, and nobody calls me an engineering wonder.

@ 4 19:36
chenmo: 哈尔滨到满洲里。一夜，零下二十九度，窗上全是冰花。 :: ❄️8
chenmo: One night, minus twenty-nine, ice flowers on the inside of the window. I photographed forty and kept one.
farah: Only one?
chenmo: The others were also good. But they were not this one. :: 🤍7

@ 2 20:40
aoi: 夜行バスと夜行列車の違いを絵にしてみた。バスは「がまん」、列車は「ゆれる部屋」。 :: 🎨8
siyuan: Aoi drew the difference between a night bus and a night train. The bus is "endurance" and the train is "a room that sways".
mika: 「ゆれる部屋」、タイトルにしたい。
ines: That is the name of our next exhibition. I did not know we had exhibitions.

@ -3h
hanna: **Turku to Stockholm by ship**, as a trial for <@mika>. Boarded at eight, sauna at nine, islands until I could not keep my eyes open. The archipelago has more islands than lamps. :: ⛴7
hanna: Practical: the tram from the quay to the station takes a quarter of an hour, and the buns at the terminal are better than they look.
mika: Thank you! 船のサウナ…夢のようです。
jakub: May I have the exact time of the tram? For the sheet.
hanna: Every seven minutes, Jakub. You would love it. :: 🚋5
`
