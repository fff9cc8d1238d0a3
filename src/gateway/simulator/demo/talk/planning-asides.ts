/** #planning, the small things in between; they have no day of their own. */
export const planningAsides = `
@ ~
yutong: Does the harbour house have a drying room?
ines: A drying cupboard. With a little wheel that goes round.
yutong: I would like to see the wheel.
ines: It squeaks. They offered to oil it and the last guests said no. :: 😄5

@ ~
tansy: How many hooks are there in a compartment?
elin: Six large, six small.
tansy: Thank you
tansy: that is exactly one jar too few.

@ ~
samuel: packing list, version 4
samuel: I have taken out the iron
leila: you had an IRON?
samuel: I am a nurse. We arrive pressed. :: 😂10

@ ~
aroha: Is there paper on board for letters, or do I bring some?
mateo: Bring some. And write on the backs of seat reservations, they are made for it.
aroha: I knew you would say something I have to confiscate.

@ ~
priya: Who still has the large thermos from autumn?
chiara: Me. It is in use as an umbrella stand.
priya: I would like it back as a thermos.
chiara: I shall tell the umbrellas. :: ☂️6

@ ~
jakub: Question about headcount for the bus. Twelve?
ines: Twelve.
jakub: The form has a field "of which sheep".
elin: Write zero. They only ask because of once. :: 🐑9

@ ~
zanele: do zips count as noise after ten?
mateo: velcro counts double
zanele: noted, buttons only :: 😄5

@ ~
yutong: 相机、围巾、辣酱。还缺什么？
siyuan: 护照。
yutong: 对。 :: 😂6

@ ~
farah: Not coming and following every word, as you know. May I design the luggage label?
ines: We would be honoured.
farah: It will have a small window on it. You draw in what you see and send it home.
mika: すてき。 :: 🏷9+

@ ~
leila: Number of lemons: nine.
leila: Ten.
leila: I am going to stop counting and take the net. :: 🍋5

@ ~
ada: If anyone wants the dates in their calendar: https://nighttrains.example/north.ics
jakub: The alarm in it goes off fifteen minutes before every departure.
jakub: I changed mine to forty.
mateo: I changed mine to *surprise*.

@ ~
hanna: Somebody asked me if you need crampons.
hanna: In town, no. On the quay, the ones like a rubber band with small teeth.
samuel: A rubber band with small teeth. I love this language.
hanna: It is English!
samuel: It is now. :: 😄7

@ ~
aroha: I have a spare sleeping-bag liner, silk, from a friend who gave up camping after one night.
tansy: I would take it.
aroha: Yours. It has never seen a tent, it does not know.

@ ~
ines: Has everybody told somebody at home which train they are on?
chiara: My mother has it on the fridge.
jakub: My mother has it by heart.
samuel: My mother has it in a group. :: ❤️9

@ ~
mika: 寝台の上段、天井までの高さを知っている人はいますか。
dmytro: Ninety-one centimetres over the mattress. You can sit if you are honest about it.
mika: わたしは正直に座れます。 :: 😄4

@ ~
priya: small request: write *berth*, not *bed*, in the sheet. The formula counts berths.
mateo: and poets?
priya: poets go in the remarks

@ ~
elin: The driver who takes us from Boden is called Maj-Britt. She has been on this line for thirty-one years.
ines: May we bring her something?
elin: An orange. She peels it in one piece without looking. :: 🍊11+

@ ~
tansy: what happens if one of us misses Stockholm
jakub: Next sleeper, a day later. The ticket can be moved until departure, one telephone call.
ines: And a bowl of soup is kept.
tansy: then I am not afraid of Stockholm :: 🍲6

@ ~
dmytro: Would somebody photograph the plate on the end of our coach for me? Builder and year.
ada: I put it in the checklist as *kiss the coach for Dmytro*.
dmytro: A photograph is enough. :: 😘7

@ ~
minhanh: What do you do all evening in a compartment without network?
mateo: Look at each other with growing interest.
aroha: Read.
leila: Eat, slowly, and then again.
zanele: Listen to those three. :: 😄8
`
