/** #books-and-maps, with a riddle every few days. */
export const booksAndMaps = `
@ 21 20:50
aroha: **Map riddle 1.** A capital whose main station stands at the end of every line, so that no train has ever passed through it. Two rivers, one very large wheel in a park.
chiara: Vienna, before they built the new one!
aroha: Before they built the new one, quite right. Half a point for the tense.
jakub: I protest, gently: the Nordbahn and the Südbahn were joined by the Verbindungsbahn since 1859.
aroha: And the other half to Jakub. :: 🗺6

@ 20 19:15
farah: Reading a novel in which everything happens between two stations, and the author clearly never took that train. It has a *corridor* where there was none until 1911.
aroha: I shelve those under fiction, corridors.
mateo: I like an author who is wrong with confidence.

@ 19 09:40
siyuan: 推荐《中国铁路旅行指南》1936 年版的影印本，里面连每个车站的点心都写了。
yutong: 有成都吗？
siyuan: 那时候铁路还没修到成都，写的是"轿子"。 :: 😂7

@ 18 20:20
aroha: **Map riddle 2.** On the map the line makes a perfect circle and crosses itself. From the window you see the same church three times.
tansy: I know this one, I held my breath. Wassen.
aroha: Wassen it is. Three times the church, once the breath. :: ⛪8
dmytro: They built it so for the gradient. The church was a bonus.

@ 17 12:05
minhanh: Does anybody have a good map of the old metre-gauge lines in Indochina? For a lecture.
aroha: The library has a sheet of 1912, scanned and free: https://maps.library.example/indochina-1912
minhanh: Four spelling variants of my home town and all of them wrong. It is perfect.
aroha: I take that as five stars. :: ⭐6

@ 16 20:35
mika: 祖母の本棚から、昭和三十九年の時刻表が出てきました。表紙に丸い茶碗の跡があります。 :: 🍵9
aroha: A tea ring on a timetable of 1964. Please never clean it.
jakub: What page does it open at by itself?
mika: Aomori to Ueno. Of course.
jakub: Of course. :: 💜6

@ 15 13:25
aroha: **Map riddle 3.** The border runs through the middle of the station. The platform belongs to one country, the clock to another, and for years they disagreed by an hour.
samuel: I would like this to be real.
hanna: Is it Tornio and Haparanda?
aroha: Near enough, their two clocks still differ. I meant the one in the south, but yours is better and has a river. Point. :: ⏰7

@ 14 20:05
tansy: I read to my tomatoes. At present it is a history of the Trans-Siberian. They prefer the chapters in summer.
zanele: Do they like a low voice or a high voice?
tansy: Low, and slow at the full stops. :: 🍅9

@ 13 10:15
ada: Books about the north for people who fall asleep after two pages. I need chapters of exactly two pages.
elin: A book of letters, then. There are the letters of a station master's wife in Abisko, 1903. Every letter is two pages since the paper was.
ada: Ordered. Paper as a unit of time. :: ✉️8

@ 12 21:35
aroha: **Map riddle 4.** You board in the evening in a city of canals. In the night somebody changes the wheels, or the width of them. In the morning the alphabet is different.
dmytro: This was my street, more or less. Venice to Kyiv, the old through coach, wheels changed at Chop.
aroha: Full marks, and a tear. :: 💙6

@ 11 13:15
chenmo: 推荐一本没有字的书，全是站台长椅。
farah: A book without words, only benches! What is it called?
chenmo: 《坐》。
siyuan: It is called "Sit". :: 🪑10
jakub: I need it. I may be in it.

@ 10 19:50
shihan: 我在看一本講「慢」的散文集。作者說，普通車是唯一會等人的交通工具。
yutong: 借我！
shihan: 看完寄給你，裡面會夾一張太麻里的車票。 :: 📮7

@ 9 21:00
aroha: **Map riddle 5.** Nobody lives there. There is a platform, a shelter, and a bell, and on one day in the year the train stops with four hundred people.
zanele: Is it a chapel?
mateo: A football ground!
ren: 秘境駅の一日開放では？
aroha: Mateo is warm, Ren is warmer. It is a *beach halt* on my own island and the day is the first of summer. I admit it was unfair. :: 😄8

@ 8 11:35
hanna: Does anyone read aloud on trains? My father did, weather reports, and strangers came nearer.
samuel: I read to patients at night. Gardening, mostly. It is the tense that calms them, "in spring one sows".
tansy: In spring one sows. Yes. :: 🌼11+

@ 7 20:15
aroha: My sheet of the whole loop is done. Names in the languages of the people who live there, brackets for nobody. A copy for each berth, one for the wall, one for the fox. :: 🦊9 🗺6
elin: The fox will be told.
ines: I have seen it and I lost my voice for a moment, which my colleagues enjoyed.

@ 6 13:00
siyuan: 翻译问题："夜行列车"的"行"，英文里没有这么安静的词。
aroha: "To travel" is too loud and "to go" too short?
siyuan: Exactly. It is a going that one lets happen.
mateo: In Spanish we have *transcurrir*, what time does. The night does it, and one is inside. :: 🌌8

@ 5 20:45
aroha: **Map riddle 6.** The highest, the northernmost and the slowest station of its country are one and the same. It sells ice cream.
elin: That is ours! No. Is it?
hanna: Northernmost and highest can't both be ours, we are flat.
jakub: Then it is a very small country or a very tall one.
aroha: Think smaller. A heritage line on an island, a summit, one kiosk. You may all have a point for the discussion. :: 🍦7

@ 4 13:45
dmytro: Manual for the coach heating, 1974, 212 pages. There is a chapter called *If the passenger is cold*. It is one sentence: "Check whether the passenger is right."
samuel: That is the whole of medicine. :: 😂13

@ 3 20:10
farah: Finished my sketchbook. Last page is the view from my own kitchen, as if I had arrived somewhere.
aoi: 最後のページ、いいですね。旅の終わりは台所。
mateo: The end of every good journey is a kitchen. I want that on a bag.

@ 2 19:05
aroha: The travelling shelf for February, one per compartment:
| 1. the letters from Abisko (Ada's)
| 2. a small book of knots, for the bored
| 3. *Sit*, by popular demand
| 4. a timetable of 1936, on loan, to be handled with tea at a distance
:: 📚10
hanna: Mine is in the post: poems about trees by someone who was a forester. It smells of the shed.
aroha: I shall shelve it by smell.

@ 1 21:10
zanele: Is there a book of how stations sounded? Before recordings, I mean. Someone must have written it down.
aroha: Novels. You have to read them with your ears. I can start a list, page numbers and all.
zanele: I would read that list like a novel. :: 🎼7

@ -2h
aroha: **Map riddle 7.** You can see it from the train for eleven seconds and there is no stop. Everybody who has seen it says the same word. The word differs by language and is always short.
mateo ^1: *¡Mira!*
elin ^1: *Nä.* Said breathing in.
yutong ^1: 哇。
aroha: All correct. I have no solution, I only wanted to hear them. :: 😊9
`
