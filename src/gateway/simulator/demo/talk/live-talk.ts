/** What is said while somebody watches, in an order of chance. Only those who are connected speak here. */
export const liveTalk: Readonly<Record<string, string>> = {
  planning: `
@ ~
mika: 寝台の枕は持っていったほうがいいですか。
elin: There is one, flat as a letter. I roll my jersey into it.
samuel: Writing that down: *jersey, into pillow*.
ines: Your list must be the length of the train by now.
samuel: It has a dining car.

@ ~
ada: I have put the whole journey into the calendar file again, with the corrected Kiruna minute.
ines: Did anyone but Jakub notice that minute?
ada: The calendar did.

@ ~
yutong: 出发那天我从成都飞，第二天中午到柏林，先睡一觉再上车睡觉。
samuel: I caught "sleep" twice.
yutong: Exactly right. First a nap, then the night.
ines: You may nap on my sofa, I will be in Berlin from the eleventh.
yutong: 太好了！I bring the pepper.

@ ~
ines: <@owner>, one thing for the crew and not for now: could you look over the card for the bus before Priya prints the second lot?
elin: The first lot is perfect. She only wants an excuse to use the owl again.
`,
  nordics: `
@ ~
samuel: What is the best sound on your train?
elin: When the doors have closed and nobody has said anything yet.
ada: I know that one from server rooms.
elin: Really?
ada: After an update. It is the same silence, with more fans in it.

@ ~
leila: Serious question. If I take one pot to the Arctic, how large?
elin: As large as the largest person's head, and a lid.
ines: Why a lid?
elin: The other use is as a seat.

@ ~
yutong: 今天学的瑞典语：lagom，不多不少。
elin: Well chosen. It is also the temperature in compartment 6.
yutong: 我很期待那个温度。
`,
  'kitchen-car': `
@ ~
leila: Tasting for the ferry: brown cheese, on a waffle, alone in my kitchen, for science.
samuel: And?
leila: It is a caramel that went to a good school.
ines: May I quote you in the minutes?
leila: You may frame me.

@ ~
samuel: I have cooked rice for one and it is rice for four.
leila: Put it flat, cold, in the fridge. Tomorrow an egg, a spring onion, a hot pan.
samuel: And the day after?
leila: There is no day after. You will see.

@ ~
mika: 味噌汁は、列車でも作れますよ。玉にして持っていくんです。
ada: Balls of what?
mika: Miso, a little dried leek, wrapped in paper. Hot water, and it is soup.
leila: Mika, stop everything. Tell me the size.
mika: A walnut. One with confidence.
`,
  'books-and-maps': `
@ ~
ada: I am four letters into the station master's wife. She has counted the wagons of an ore train and apologises for the handwriting, as the table shook.
elin: Which train?
ada: The 14:10.
elin: It still shakes that table. Somebody else's cup now.

@ ~
ines: Found in a second-hand atlas: a pressed bus ticket, and beside it in pencil, "here we changed our minds".
yutong: 在哪一页？
ines: Coimbra. The pencil goes south after that.
samuel: I would read that book.
`,
  japan: `
@ ~
mika: 今朝の五能線、波がきれいでした。車掌さんも一瞬だけ外を見ていました。
yutong: 一瞬だけ、がいいですね。
mika: はい。仕事ですから。

@ ~
mika: 「行ってきます」に、英語はないんですよね。
ada: We say "right, I'm off". It has less of a promise in it.
mika: 約束が入っているのが好きです。
`,
  china: `
@ ~
yutong: 窗外一列绿皮车刚开走，灯一格一格，像有人在翻日历。
samuel: I used the translator: lights window by window, like someone turning the pages of a calendar?
yutong: 一点没错。你的翻译器很会写。
`,
  timetables: `
@ ~
ada: The clock on the Departure board and the one on my wall differ by four seconds.
elin: Which one is right?
ada: The board. I have told the wall.

@ ~
ines: How long is "shortly", in railway language?
elin: Between four and nineteen minutes.
ines: And "any moment now"?
elin: That one is for children.
`,
  'trip-reports': `
@ ~
samuel: Very short report. The night bus home, top deck, front seat, rain. I pretended.
elin: Where were you?
samuel: Somewhere after Boden.
elin: Then it counts.

@ ~
yutong: 昨晚在站台上，一个小朋友对我挥手，我挥回去，整个车厢都挥起来了。
mika: 車両ぜんぶで？
yutong: 全部。连乘务员。
`,
  'small-talk': `
@ ~
otter: The light in the bridge house is on in the daytime. That is new.
samuel: Perhaps he is winding the clock.
otter: Perhaps he forgot. Both are lovely.

@ ~
ada: Aunt, the program that tidies, has put one of my files into a folder called *Really?*
otter: Was it one of yours?
ada: It was a good one of mine from a bad week.
leila: Keep the aunt.

@ ~
samuel: Day one of four: I have slept eleven hours and made a friend of the pillow.
leila: Tomorrow is for cooking.
samuel: I bought an onion.
leila: *An* onion. We begin where we are.
`,
  'bots-at-work': `
@ ~
otter: My good-night bot said good night at noon.
ada: What did it see?
otter: My thumb.
ada: Then it works as designed.

@ ~
ada: For anyone building along: the gateway tells a bot about a message the moment it is stored, in the order it was stored. You never have to ask twice.
guide: And it all runs right here, on this computer. Nobody has to host anything for you to begin.
`,
  'fare-watch': `
@ ~
farelamp: Six routes looked at, nothing moved. Next look in two hours
samuel: Thank you, lamp.
ada: It cannot hear you, but I shall tell it.

@ ~
farelamp: **Stockholm to Narvik**, 14 February: two berths of six came back on sale, same price as this morning
elin: Somebody has changed their mind.
ines: Or their heart. It is the fourteenth.
`,
  crew: `
@ ~
ines: Quiet here, and good. Elin, is the cap still too large?
elin: I have put the minutes of the last call into it. It fits.
ada: That is the first useful thing minutes have done.
`,
  sandbox: `
@ ~
otter: Small test, please look away.
otter: ~~Done.~~ Done.
`,
  'owner&samuel': `
@ ~
samuel: I keep the card with the bus stop in my breast pocket, and I have just shown it to a man at a bus stop. He was impressed.
`,
  'owner&mika': `
@ ~
mika: りんごの箱、今日ストックホルムの近くを通ったそうです。 It travels better than I do.
`,
}
