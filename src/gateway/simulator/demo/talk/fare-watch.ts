/** #fare-watch: what people say between the bot's lines. */
export const fareWatch = `
@ 16 09:12
ada: <@farelamp> is lit. It speaks when a price moves, and once in the evening it writes a list.
jakub: And if no price moves?
ada: Then it is silent, like a good colleague. :: 🤖6

@ 14 14:10
priya: Sixty-two to Narvik! Who is ready?
jakub: Nobody yet, the booking for twelve opens later. Single berths only.
priya ^1: I know. I wanted to feel something. :: 😄7

@ 12 10:20
minhanh: Why does it go up by two and down by six?
ada: Up is somebody buying, down is somebody being afraid of an empty coach.
mateo: This also describes my family.

@ 9 08:40
dmytro: The Trondheim line does not move at all. Is it broken?
ada: It is Norwegian. It has one price and believes in it. :: 😂8

@ 8 13:25
samuel: I bought one! Kiruna to Stockholm for the way back in summer, because the lamp said so and I was on a break.
elin: Welcome. It begins like this.
hanna: You will look at the channel now every day.
samuel: I have already moved it up. :: 🎟9

@ 7 16:30
priya: For the booking tomorrow: nobody else buys in coach 22, please. It would be a pity to compete with ourselves.
ada: I told the bot to hold its breath between nine and eleven.

@ 6 11:15
priya: And that was it. Lamp, you may breathe out.
ada: It cannot hear you.
priya: I know. I say it for me. :: 💛7

@ 5 10:05
chiara: Could it watch Trieste to Vienna as well? I pay in bread.
ada: Accepted. From tonight.

@ 3 15:20
jakub: A remark on method: the evening list rounds to whole euros. I know why. I only want it said once.
ada: It is said. :: 😌5

@ 2 11:50
zanele: I do not need a ticket, I like to read it. It is like the shipping forecast.
tansy: *Stockholm to Narvik, sixty-four, rising slowly. Bodø, seventy-nine, good.* :: 📻9

@ 1 17:20
samuel: I looked twice today and was rewarded once.
jakub: That is the average.
---
`
