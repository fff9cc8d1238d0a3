/** #trip-reports, shorter ones and what came of them. */
export const shortReports = `
@ 20 12:15
elin: Short one from work. A passenger asked me tonight where the sea was. I said: four hours ahead. He said: then I will wait up for it. He did, too, he knocked on my window to tell me. :: 🌊9
samuel: What did he say?
elin: "It is there."

@ 17 13:05
ines: **Porto to Madrid**, the old way round by Vilar Formoso. Two countries, three trains, one very small dog with its own ticket.
jakub: What class?
ines: The dog, first. :: 🐕8
mateo: I have travelled with that dog. He does not share.

@ 14 21:05
priya: **Chennai to Rameswaram**, from when I was nine. The bridge at Pamban was so low over the water that my father told us the train was a boat that had changed its mind. I believed it until I was twelve.
priya: I am not sure that I have stopped. :: 🌉10
tansy: A boat that had changed its mind. I will think of that on the ferry.

@ 12 09:30
mateo: I shall have to correct my report on Palermo. :: retracted
mateo: My report on Palermo stands. I was about to correct the number of rice balls and have decided that it is private. :: 😂7

@ 10 20:40
siyuan: **西安到吐鲁番，硬座，22 小时。** 年轻的时候（去年）。 :: 😂6
yutong: 去年！
siyuan: 对面的大叔教我用葡萄干占位子，很有效。
samuel: May I have this one in English? I saw raisins.
siyuan: Twenty-two hours on a wooden-feeling seat. A man taught me to keep it with raisins: nobody sits on raisins. :: 🍇8

@ 7 18:10
dmytro: A report from below. I rode under the coach today, on the test stand, on a board with small wheels. Best view I ever had of a brake.
chiara: Were you afraid?
dmytro: Only of sneezing. :: 🔧7

@ 5 12:20
aroha: **A ferry that carries rails**, Wellington to Picton, as it was. My uncle drove wagons into it and always stayed on the loading deck, because, he said, somebody had to keep them calm.
hanna: The wagons?
aroha: The wagons. :: 💙8
dmytro ^1: I understand your uncle completely.

@ 3 20:25
samuel: One more failure to report. I tried the top bunk at my sister's, for practice. I got up without trouble.
leila: And down?
samuel: Breakfast was handed up. :: 😄11
`
