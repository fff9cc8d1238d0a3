/** #planning, the first week: where to go. */
export const planningFirstWeek = `
@ 21 09:31
ines: Right, then. Three journeys that can be done in ten days, mostly asleep:
| - **North.** Stockholm to Narvik by the Arctic sleeper, down the coast to Bodø, and home over Trondheim and Oslo
| - **East.** Tokyo to Izumo in the last sleeper there is, then by day up to Aomori and Sapporo
| - **Harbin to Mohe**, overnight, and as far north as China goes
:: 🧭5
ines: One reaction each on the three messages that follow, please. I will not count two.
ines: North. :: ❄️11!+
ines: East. :: 🗾8!
ines: Harbin to Mohe. :: 🏮5!
samuel: I have never slept on a train. Is this the kind of group where one may say so?
elin ^6: It is the only kind there is. Everybody here started with one bad night and one good sunrise. :: ❤️7
samuel: Then North, please, and a lower berth.

@ 21 12:40
yutong: I am from Chengdu so I should vote for Mohe, but I have never seen a fjord.
chenmo: I am from Harbin and I vote North. Minus thirty is not a holiday for me. :: 😄8
yutong ^2: Traitor. :: 😂5
chenmo: A warm traitor.
minhanh: What does one do in Mohe once one has arrived?
chenmo: Look at your breath. Buy a hat. Take the train back.
minhanh: That is more or less my idea of travel.

@ 21 19:10
mateo: A vote with reasons. North, because the night is long enough to be the main thing and not the gap between two days.
mateo: East I would rather do slowly, one line at a time, with <@mika> and <@ken> telling us what to eat.
mika: I would like that too. The Sunrise sells out in a minute when the booking opens, and for twelve people it is not kind to try.
ken: 十二人分は本当に難しいです。秋に二班に分かれて行くのが現実的だと思います。
siyuan: For those who do not read Japanese: twelve together is very hard, Ken thinks two groups in autumn are realistic. :: 🙏4
ines: That is the kind of answer I hoped for. Thank you, both.

@ 20 08:20
jakub: I put the North option against a clock. Times rounded to the quarter hour, from the winter timetable as it stands:
| \`\`\`
| Berlin      dep 18:45
| Stockholm   arr 13:30   next day
| Stockholm   dep 18:15
| Boden       arr 06:30   twenty minutes
| Kiruna      arr 10:15
| Narvik      arr 13:15
| \`\`\`
:: 🕰8 👏3
jakub: The change in Stockholm is almost five hours. Enough for a missed train and a soup.
ada: You have put the soup in the plan, I trust.
jakub: The soup is the buffer. :: 🍲9

@ 20 18:02
priya: First guess at money, **per person**, without food:
| - night train Berlin to Stockholm, berth of six: 79 €
| - Arctic sleeper, berth of six: 68 €
| - bus Narvik to Fauske and the short train to Bodø: 55 €
| - night train to Trondheim: 60 € in a seat, 79 € in a berth
| - Dovre line to Oslo, then south: 95 €
| - five nights in simple houses: 240 €
:: 🙏6
priya: About **600 €**. It can be 520 if we are early and 700 if we are not.
leila: And food?
priya: I hoped you would answer that one.
leila: Then fifteen a day and nobody goes hungry, if you let me near a stove twice. :: 🍳10
aroha: I will happily pay your share of the stove.

@ 20 21:30
samuel: A question about the berths of six. Six strangers, or six of us?
elin: If we book six names at once it is our compartment, door and all.
elin: If we are five, there is one stranger, and he always has a very good cheese. :: 🧀8
samuel: I am less afraid already.

@ 19 12:12
aroha: For the map people: I traced the whole loop on one sheet, 3,900 kilometres and only 270 of them by bus. It is pinned to the library wall and two readers have asked to come along. :: 🗺7
tansy: Did you let them?
aroha: I told them the voting is closed to anybody who folds maps the wrong way.

@ 19 19:25
dmytro: You all talk of berths. Ask what pulls it. From Boden up, the line was built for ore trains, thirty tonnes on an axle and electric for a hundred years.
dmytro: Our coaches will be the lightest thing that line sees all day.
farah: I like that. We will be a feather.
hanna: A feather with a dining car.
dmytro: Check that. On some days it is a bistro with four tables. :: ☕3
elin ^5: It is a bistro. Four tables, reindeer stew, and one person who knows everybody.

@ 18 08:45
minhanh: Could somebody explain the middle part? Narvik to Fauske has no rails at all?
jakub: None. The line south from Narvik was planned more than once and never built, so a bus does it, five hours with a ferry in the middle.
minhanh: A night train journey with a ferry. It gets better.
ines: The ferry has waffles. I mention it for the minutes. :: 🧇11

@ 18 17:50
elin: Light, because people ask. In the middle of February the sun is back in Narvik since a month. You get about seven hours of day and two hours of blue on each side.
elin: It is not dark. It is slow. :: 💙12
farah: Two hours of blue on each side. I am bringing every brush I own.
zanele: Does snow change how a station sounds? I only know heat.
elin: It takes away everything above your own steps. You will like it.

@ 18 20:40
chiara: One practical vote for North from me: I can be in Berlin by two sleepers from Trieste and one coffee in Vienna.
mateo: I can be in Berlin by an aeroplane and forty hours of regret. :: ✈️4
ines: Nobody is judged for oceans, Mateo.
mateo: I judge myself gently and will sit backwards as a penance.

@ 17 09:05
ines: Votes as of this morning: North 11, East 8, Mohe 5. I close at half past six. If you want to turn it round, now is the hour.
shihan: 我投東線，但北線贏了我也會很開心。
siyuan: She votes East and would be happy with North as well.
ren: Sapporo will still be here in autumn. Come when the leaves turn, I will meet you at the station.
aoi: And I will draw the tickets. :: 🎨6

@ 17 18:44
ines: Closed. North it is, and with a good margin. :: ❄️9+
samuel: I have told my ward sister. She asked whether there is a telephone in the forest.
leila: There is one in every pocket, unfortunately.
priya: Then money, dates, names, in this order. I open the sheet tonight.
ada: I open something that watches the fares, so that nobody has to press reload for a week.
priya ^5: This is why we keep you.

@ 17 21:15
mika: I looked at the way there. If I fly to Helsinki I can come by train and ferry over Turku. One night on the water.
hanna: Take the evening ship and stay up for the islands. I will come to the station if you change in Tampere.
mika: 本当に？うれしい！
hanna: I have one Japanese word and it is *oishii*, so we will have to go and eat. :: 🥐4

@ 16 08:05
ada: The fare bot is awake. It asks every two hours, says something only when a price moves, and writes one list in the evening.
| \`\`\`ts
| const routes = ['STO-NVK', 'BER-STO', 'BOO-TRD', 'TRD-OSL', 'OSL-GOT']
| for await (const fare of watch(routes, { every: '2h' })) {
|   if (fare.price === fare.before) continue
|   await bot.send('#fare-watch', describe(fare))
| }
| \`\`\`
| It runs on the gateway in this very app, no server needed. :: 🤖8 💡4
jakub: Does it know the difference between a seat and a berth?
ada: It knows that you would ask. \`--berths-only\` is the default.
jakub ^3: I withdraw the question and admire the default. :: 😄6

@ 16 13:05
siyuan: 我能不能只参加一半？三月初要交论文。
ines: Half of it is welcome too. Which half?
siyuan: The first. Berlin to Narvik, and then I fly home from Kiruna with a bad conscience.
jakub: Narvik back to Kiruna is three hours by the same train. You see the best part twice.
siyuan: That makes the conscience much better, thank you.
`
