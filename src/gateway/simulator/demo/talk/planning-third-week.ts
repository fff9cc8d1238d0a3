/** #planning, the last days: booking, and who sleeps where. */
export const planningThirdWeek = `
@ 7 20:15
priya: Tomorrow at ten. Roles:
| - <@jakub> takes coach 22, rows of six
| - <@ada> takes the coach before it, in case
| - I hold the payment page and breathe
:: 🎫6
ada: I have written nothing clever for this. It is three people and a button.
jakub: I have written a list of what we say to each other. It has four words on it: *in, held, paid, go*.
ines: I will be at work and look at my telephone under the table like a schoolgirl.

@ 6 09:58
priya: Two minutes.
ada: Kettle is on.
jakub: In.
ada: In as well.
priya: Held. Six in coach 22.
jakub: Held, five more, same coach.
ada: One in coach 21. The plan shows a window.
priya: **Paid.** :: 🎉12+ 😭3
jakub: Go. :: 🚆8
ines: I made a noise. Three colleagues looked up. I said it was a fjord.
samuel: I am on a night shift and have just told a whole corridor. They clapped.
mateo: Eleven in one coach. You are wizards, and dull ones, the best kind.

@ 6 12:35
ada: For the record, the whole thing took four minutes and ten seconds, of which three were the bank.
priya: The bank asked for the name of my first pet.
leila: And?
priya: I had written "no". So I typed "no". :: 😂9

@ 6 19:05
ines: The one berth in coach 21: who would not mind being next door? You get a compartment with two quiet people from a choir in Umeå, says the plan, and us for dinner.
aroha: I would love a choir.
zanele: I would *also* love a choir.
ines: Draw lots?
aroha: No, Zanele shall have it. I have a lamp, she has microphones. :: ❤️7

@ 5 08:50
elin: A word about Boden, since I get on there. The train is divided: the front half goes up to Narvik, the rear stays and turns to Luleå. We are in the front half. Do not wander back for the toilet at half past six.
samuel: Is this a joke for beginners?
elin: I have watched it happen. A man in a towel, waving. :: 😱6
jakub: She is right, I have added a line to the plan: *Boden, stay where you are.*

@ 5 12:44
owner: Is there a place to leave bags in Stockholm between one and six? I could ring them if nobody knows.
jakub: Lockers on the lower level, the large size takes two rucksacks. No reservation.
owner ^2: Good, then I will not ring.
ines: Six large ones for twelve people. Pairs, please, and agree on one key holder who is not Mateo.
mateo: This is fair. :: 😄8

@ 5 21:02
farah: Does anybody have a spare head torch with a red light? White light in a compartment is a crime.
aroha: I have two. Library issue.
farah: What does a library need red light for?
aroha: The maps room. And the roof, but that is another story.

@ 4 09:15
dmytro: I asked a friend who repairs these coaches. The quietest compartments are in the middle, away from the bogies. In coach 22 that is numbers 5 and 6.
priya: We have 4, 5 and half of 6.
dmytro: Then put the light sleepers in 5 and Jakub's whistle in 4.
jakub: It is **not** mine. :: 😄7

@ 4 18:20
leila: Shopping list for the harbour house, first evening. Tell me what you cannot eat, otherwise it is fish soup with saffron.
yutong: 不吃香菜，其他都可以。 No coriander, please, everything else.
samuel: No shellfish. The rest, gladly.
tansy: No meat, any vegetable.
mateo: No early breakfast.
leila: That is not an allergy.
mateo: You have not seen it. :: 😂8

@ 3 12:05
jakub: Bodø to Trondheim came on sale this morning. Sleeping compartments for two, with a basin and a blind that closes.
ines: I put the question in #announcements, bed or seat, so that it can be counted.
hanna: Bed. You cross the Arctic Circle at night, somebody has to be asleep for it.
elin: It is on the right side, two stone pillars and a light. You will not be asleep.

@ 3 19:48
samuel: I slept on the floor for an hour as a test. Result: the floor is not a train.
mateo: Somebody must shake you gently and shout *Ånge* at three.
samuel: My neighbour offered. :: 😄9
zanele: I can send you forty minutes of wheels, with no announcements.
samuel: Yes please. For science.

@ 2 08:35
mika: 荷物の話。わたしは 30 リットル一つで行きます。
mika: One small bag. A sleeper has room for people or for suitcases, my grandmother says, and she used to take the night train to Ueno with two children.
ken: おばあさま、さすがです。 :: 👏6
priya: Your grandmother is now in the packing notes, under *principles*.

@ 2 19:10
ines: Who sleeps where, first draft. Coach 22:
| \`\`\`
| 4  low  Mateo     Leila
|    mid  Jakub     (open)
|    up   Priya     Ada
| 5  low  Samuel    Tansy + jar
|    mid  Aroha     Ines
|    up   Yutong    Mika
| 6  (one low, Elin from Boden)
| \`\`\`
| Say so if you would rather move. Nobody needs a reason. :: 🙏6
tansy: The jar has a line of its own. I am moved.
yutong: 5 up is perfect.
mateo: I am below a whistle.
jakub ^4: Below *an alleged* whistle.

@ 1 12:52
aroha: Reading for the journey, one book per compartment, passed on at every border. I have put a list in #books-and-maps.
ines: Lovely. Borders being Öresund, Riksgränsen and then, surprisingly, home.
hanna: May I lend one though I am not coming?
aroha: Even better. It will come back with more stamps than I have. :: 📚5

@ 1 20:22
priya: Money, final word. Each has paid the deposit but one, and that one is me, because I was busy chasing you. Paid now. :: 😂10
ines: You are the treasurer of my heart.
leila: Minuted.
---

@ 0 08:20
elin: Good morning from the platform in Luleå, under a sky like the inside of a shell. When it is cold enough the rails sing, <@zanele>. :: 🩵8
zanele: Please hold your telephone to them for ten seconds and do not breathe.
elin: Done. I breathed, but quietly.
zanele: Oh, that is a *chord*. :: 🎧5

@ -92m
priya: Two names are missing in the plan, and the railway wants all twelve by {day+2}.
priya: <@owner>, will you take the middle berth in compartment 4, or the low one in 6 with Elin from Boden on? Both are yours until you say. :: 🛏2
elin: Compartment 6 has the better window. I am only saying.
jakub: Compartment 4 has me. I am also only saying. :: 😄6
leila: And it has the soup.

@ -41m
samuel: A beginner's question again: do they wake you before your station?
hanna: They do, with a knock and a paper cup. In Finland you could set a clock by it.
mateo: In Chile they woke me after my station. I have been fond of knocks ever since.
ada: I can make the bot mention you at 06:10.
samuel: A knock, please. I would like to be woken by a person. :: 💛7

@ -12m
elin: I asked at the depot: they keep the heating on low in the through coach from Boden, so bring the second jersey in your hand luggage and not in the rucksack.
elin: <@owner> if you take number 6, sit on the left after Abisko. Lake first, then the gate of the mountains. I will bring coffee for two. :: ☕4 🏔3
ines: That is an unfair argument and I support it.
priya: Take your time, <@owner>. Well. Take until {day+2}.
`
