/** #timetables: clocks, connections, and the people who love them. */
export const timetables = `
@ 21 13:10
jakub: House style of this channel, as there is new company: local times, *dep* and *arr*, and if you guess, say that you guess.
dmytro: And if Jakub guesses?
jakub: Then something is wrong and you should call somebody. :: 😄7

@ 20 10:40
samuel: How do you read a timetable that has letters over the trains?
jakub: The letters are conditions. A circle with a 1 runs on Mondays, a knife and fork means a dining car, and a wavy line means that somebody somewhere is building something.
samuel: The wavy line I know from hospitals. :: 😂6

@ 19 13:00
hanna: Puzzle for the lunch break. Leave Rovaniemi after breakfast, be in Lisbon for dinner three days later, no aeroplane. Fewest trains?
jakub: Eleven, with the ship. Ten if you run in Hamburg.
ines: I would stand on the platform in Lisbon with a soup.
chiara: I get ten without running, if you trust Basel.
jakub: I always trust Basel. :: 🏆6

@ 18 19:05
jakub: Winter connections for the South, as people asked in direct messages:
| | from | to | change | wait |
| | --- | --- | --- | --- |
| | Trieste | Berlin | Vienna, Prague | 38 min, 22 min |
| | Lisbon | Berlin | Hendaye, Paris | 55 min, 1 h 50 |
| | Kraków | Berlin | none | |
:: 📋8
ines: Hendaye has fifty-five minutes and one bench.
jakub: I know the bench. It faces the right way. :: 🪑5

@ 17 08:45
aroha: The library has a continental timetable of 1936. Shall I look something up?
jakub: Paris to Istanbul, please, and read it slowly.
aroha: *Paris-Lyon dep 22:05. Lausanne arr 06:36. Milano 11:20. Venezia 15:40.*
jakub: Thank you. I am well now. :: 😌9
mateo: I would have stayed on in Venice and ruined your afternoon.

@ 16 14:20
minhanh: Is there a rule for how long a safe connection is?
jakub: Mine: the number of minutes equals the number of people in the group, plus five. We are twelve, so seventeen.
leila: And with a pot of soup?
jakub: Add the litres. :: 🍲7

@ 15 20:10
dmytro: A question for the clock: why does the train wait twenty minutes in Boden when it takes eight to divide it?
elin: Because the wind does not read the timetable. Twelve minutes are for the wind.
jakub: It is called recovery time, and it is the kindest idea on the railway. :: 💛8
samuel: We have nothing like it in hospital. I am going to propose it.

@ 14 09:30
ada: I parsed the open timetable data. One fact for each of you: Elin's station has fewer trains in a day than Jakub's has in the time it takes to read this.
elin: Quality.
ada: I was about to say. Yours are on time more often. :: 📊6

@ 13 12:15
yutong: 中国的列车号为什么都有字母？给大家解释一下：
| - **Z** 直达，**T** 特快，**K** 快速
| - 没有字母的，是最慢也最便宜的
:: 👍6
jakub: I understood the letters and the word for cheap.
siyuan: The ones without a letter are the slowest and the cheapest. You would collect them.

@ 12 20:45
jakub: The five-minute question of the week: how early do you stand on the platform?
ines: Ten.
mateo: Zero. It keeps the heart young.
mika: Thirty. I like to see it come in.
chiara: As long as the coffee takes.
samuel: Two hours, and I have checked the letters. :: 😄9

@ 11 16:20
tansy: Which station on our loop has the best clock?
elin: Narvik. It is not beautiful, but when you stand under it the sea is on its left.
dmytro: Trondheim, for the mechanism.
jakub: I do not have favourites among clocks. (Boden.) :: 🕰6

@ 10 11:05
hanna: Correction to my own message about the ship: it leaves Turku at 20:15, not 20:55. I mixed it up with the morning one.
jakub: Thank you. The sheet says 20:15 since yesterday, I had hoped you would find it by yourself.
hanna: You are a very gentle person for somebody with an alarm on his timetable. :: 💙5

@ 9 19:25
ken: 日本の時刻表には「着」と「発」の間に一分だけの駅があります。その一分が好きです。
mika: Ken says that in Japanese timetables there are stations with one minute between arriving and leaving, and he loves that minute.
jakub: So do I. It is the shortest possible visit. :: ⏱8

@ 7 09:15
dmytro: I measured the platform in Fauske on the aerial picture. Ninety metres, the train is hundred and five. The last door does not reach.
jakub: Then we sit in front. It is in the notes: *Fauske, front coaches, mind the jar.*
tansy: The jar is famous now.

@ 6 14:10
owner: The bus from Narvik shows two stops in Fauske, the square and the station. Which one do we want?
jakub: The station, it is the second. The driver calls it by the old name, *stasjonen*, which helps.
owner: Good. I have put the name on a card for everybody who sleeps on buses.
samuel: You mean me. Thank you. :: 😄6

@ 5 11:40
shihan: 分享一個小發現：末班車的時刻，其實就是一座城市說晚安的時間。 :: 🌙9
siyuan: She says: the time of the last train is when a city says good night.
elin ^1: Ours says it at 17:05.
hanna: A sensible child. :: 😂6

@ 4 15:30
jakub: I was asked for the whole journey on one card, small enough for a breast pocket. Here it is.
| \`\`\`
| 12  Berlin     18:45
| 13  Stockholm  13:30 / 18:15
| 14  Narvik     13:15
| 16  Narvik bus 10:20   Fauske 15:35
|     Fauske     16:30   Bodø   17:11
| 17  Bodø       21:10
| 18  Trondheim  07:35
| 19  Trondheim  13:20   Oslo   20:02
| 21  Oslo       09:05   south
| \`\`\`
:: 📇12+ ❤️3
priya: Printed, twelve times, on the thick paper.
ines: This is the most beautiful thing in the channel, and I have seen your bench.

@ 3 10:50
chenmo: 卡片我看了三遍。没有一个时间是多余的。 :: 🙏4
yutong: He read the card three times. He says not one of the times is superfluous.
jakub: I do not know what to say. I will look at my alarm for a while.

@ 2 13:35
aroha: From the 1936 book again, footnote 14: *Passengers asleep at the frontier will be woken with consideration.*
samuel: With consideration!
mateo: We have lost so much, and mostly the footnotes. :: 📖8

@ 1 16:45
ada: The board in this server, the web channel called *Departure board*, now shows the clock of the station you choose. It needs a network, the rest of us do not.
jakub: I have set it to Boden.
elin: I am in Boden and have set it to Kraków, for company. :: 🥹6

@ -70m
jakub: Checked again this afternoon: nothing has changed. I report it because nobody ever reports that.
dmytro: The finest line in any log.
samuel: I will say it at the next handover. *Nothing has changed.* Everybody will sit down.
`
