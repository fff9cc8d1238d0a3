/** #timetables, on the small virtues. */
export const clockRemarks = `
@ 18 09:50
dmytro: Our station clock stops for a second and a half at every full minute, then jumps. The hands wait for a signal from the main clock.
jakub: The Swiss ones do too. For a second and a half of every minute nobody in the whole country is late.
samuel: I would like to live in there. :: 🕰9

@ 16 20:15
hanna: Is a train with two numbers one train or two?
jakub: One until it divides, then it was always two.
mateo: My grandmother had the same view of twins.
elin: In Boden it has two numbers and three opinions. :: 😄6

@ 12 11:35
minhanh: Homework for a railway class, please do not laugh: "Explain the difference between speed and punctuality to a child."
elin: Speed is when you run. Punctuality is when your friend does not have to wait in the cold.
minhanh: I have copied it out by hand. :: ❤️10
jakub: So have I.

@ 8 15:45
jakub: The plan for the twelfth has one weak point and I would like to name it: the lift in Berlin.
ines: What about it?
jakub: It is slow, and Mateo talks in it.
mateo ^3: I shall take the stairs and talk there. :: 😂8

@ 5 17:25
shihan: 準點率最高的，其實是每天早上來月台的那隻貓。六點十二分。
siyuan: She says the most punctual of all is the cat on her platform. Six twelve, every morning.
jakub: Since when?
shihan: 三年了，只遲到過一次，那天下雨。 :: 🐈11+

@ 2 10:30
ada: I made a small thing. You write a time and it answers where on our journey you will be at that moment.
| \`\`\`
| > 03:00 on the 14th
|   between Ånge and Långsele, asleep, I hope
| \`\`\`
samuel: 06:30 on the 14th?
ada: *Boden. Stay where you are.* :: 😄9
elin: It has been well brought up.
`
