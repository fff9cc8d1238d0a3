/** #planning, the second week: dates, berths, what to carry. */
export const planningSecondWeek = `
@ 15 08:30
priya: Sheet is open: https://nighttrains.example/north/sheet
| Please fill in your own row and **only** your own row. Last year somebody sorted the column of names without the column of berths.
:: 😅7
ada: It was me, it was an accident, and I have been sorry for eleven months.
priya: The berths were fine in the end. The husband of number seven was less fine.

@ 15 12:48
tansy: Rows filled. May plants travel? I have promised a cutting to a friend in Trondheim.
elin: In a jar, inside the coat, and it will like the compartment better than you do.
tansy: Then I need a lower berth, for the jar. :: 🌱9

@ 15 19:20
samuel: What do people wear to sleep? I do not want to be the one in the wrong pyjamas.
mateo: Whatever you would open a door in at four in the morning.
chiara: Socks. The answer to most questions on a sleeper is socks. :: 🧦10+
hanna: A jersey you can pull over your eyes.
samuel: And slippers? :: retracted
samuel: Socks, jersey, nothing I would be ashamed of in Boden. Written down.

@ 14 08:15
jakub: I checked the ferry between Bognes and Skarberget, since the bus depends on it. It runs through the winter and is called off for wind about three days in February, on average.
ines: And if ours is one of the three?
jakub: Then the bus waits, and the last train from Fauske does too if they ring ahead. I asked. They do ring ahead. :: 👏8
dmytro: Connections kept by telephone. The best technology we have.

@ 14 19:12
priya: Berths, then. One line each, as asked above. I start: Priya, upper, does not snore but talks about budgets.
leila: Leila, lower, no.
yutong: 周雨桐, upper, wakes up at every station to look out.
aroha: Aroha, middle, reads with a very small lamp.
jakub: Jakub, middle. I have been told there is a whistle. It is not mine.
mateo: Mateo, lower, long legs, apologises in advance.
mika: みか, upper, quiet as snow.
ada: Ada, any, can sleep on a keyboard.
samuel: Samuel, lower, unknown. Data to follow in February. :: 😄9
elin: Elin, I get on in Boden at half past six and will be insufferably awake.
priya ^10: You are noted as *breakfast*.

@ 13 09:40
dmytro: To those who chose upper: it is warmest there. Open the vent before you lie down, not after.
yutong: Noted. Is there a ladder or does one climb?
dmytro: A ladder that hooks in. It looks as if it would fall and it never does.
chenmo: 上铺最自由。 :: 👍4
yutong: 上铺最自由，但是上厕所最麻烦。 :: 😂5

@ 13 18:26
leila: Food for the Arctic sleeper. We board at six and the bistro will be full until nine, so I suggest we bring the first dinner ourselves:
| 1. flat bread, Chiara
| 2. two thermos flasks of lentil soup, me
| 3. something pickled, everybody brings a jar
| 4. oranges, as many as you can carry
:: 🍊8 🫙5
chiara: Bread is done. How many is twelve, in loaves?
leila: Four, and one for whoever comes to ask what smells so good.
tansy: I have radishes in vinegar from the allotment. They are loud.
jakub: I have beetroot from my aunt. It is quiet but it colours everything.
samuel: I will carry the oranges. I have strong arms and no recipe.

@ 12 12:30
farah: Sketching kit for a moving table, tested between Toronto and Jasper: one pencil, one water brush, a tin lid. Everything else rolls.
aoi: 揺れる線もいいよね。わたしは膝の上で描く派。
siyuan: Aoi draws on her knees and says a shaken line can be good too.
farah: The best line I have is from a level crossing. :: ✏️7

@ 11 09:10
ines: Dates, so that nobody has to scroll:
| - **12 February**, evening: Berlin, platform as announced
| - **13**: Stockholm, soup, Arctic sleeper
| - **14 to 16**: Narvik, the harbour house
| - **16**: bus and ferry, evening in Bodø
| - **17**: night train to Trondheim
| - **19**: over the Dovre to Oslo
| - **21**: home, wherever that is
:: 📌11
minhanh: I follow from afar with the time difference and a bowl of phở. Please post the times when you *see* something, not only when you depart.
farah: I promise you one drawing per time zone.
minhanh: There is only one time zone.
farah: One long drawing, then. :: 😄5

@ 11 19:45
samuel: Is it true that one should not drink the tap water on board?
elin: Brush your teeth with it, drink the other. There is a tap for cups at the end of the coach.
hanna: Bring a bottle with a wide neck, the tap is shy.
ken: 水筒は必須ですね。お茶も忘れずに。

@ 10 08:55
zanele: May I record in the compartment? Only the wheels, no voices. I would stop at once if anyone minds.
aroha: Please do. I would like to own that recording.
mateo: Record the bridge after Abisko. The whole coach lowers its voice there by itself.
elin: He is right, and nobody can explain it. :: 🎧8
zanele: Thank you. I am bringing the small microphones and a great deal of patience.

@ 10 18:34
priya: Insurance, two sentences. Each of you needs one that pays for a missed connection, and it costs about 14 €. I have read four of them to the end so that you need not: https://cover.example/rail-plus
mateo: You read four of them to the end. Are you all right?
priya: I had tea. :: ☕9

@ 9 12:20
jakub: A wish from the timetable: could we take the earlier train from Bodø's side? The connection in Fauske is twelve minutes with the bus, fifty-five with the one before.
ines: What do we lose?
jakub: One hour of Narvik, at an hour when you would be packing.
elin: Take the fifty-five. Twelve minutes in snow with twelve people and one cutting in a jar is a sport.
ines: Decided: the early bus. :: ✅7
tansy: The jar thanks you.

@ 9 20:10
chiara: Small thing: is there a kettle in the harbour house?
ines: Kettle, oven, nine chairs.
chiara: Nine chairs for twelve people.
leila: Three of us will always be at the stove. It works out. :: 💛6

@ 8 08:40
yutong: Visa question for those with Chinese passports: one Schengen visa covers all of it, Norway as well. I got mine today, it took nine working days.
siyuan: 恭喜！我的下周面签。
yutong: 带好行程单，他们看得很仔细。 :: 🙏3
ines: If a letter of invitation helps, <@priya> has a very serious letterhead.
priya: I have a stamp, too. It shows a small owl. :: 🦉8

@ 8 19:30
hanna: A promise from the other side of the border: in February we have snow that squeaks.
samuel: Snow that squeaks?
hanna: Below minus ten it does. Like new shoes.
zanele: I have just changed my packing list.
`
