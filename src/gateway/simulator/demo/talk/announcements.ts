/** #announcements of Night Trains. The form of these texts is told in `../read-talk.ts`. */
export const announcements = `
@ 21 09:20
ines: Good morning, all. The question of the season is open in #planning: **where do we sleep in February?** Read first, then vote, and vote for a journey you would really take. :: 🌙9 🚆4

@ 19 20:05
priya: The purse, so that nobody has to ask in private:
| - the group fund stands at **412 €** after the autumn trip
| - deposits come out of it first, you pay your share before the booking closes
| - whoever cannot pay at once tells me or <@ines>, and that is the end of the matter
:: 🙏11

@ 17 18:30
ines: The vote is over. **We go north: Stockholm, Narvik, Bodø, Trondheim, Oslo.** 12 to 21 February, twelve berths. Japan came second by three votes and gets the autumn to itself. Thank you for arguing so kindly. :: ❄️12+ 🎉6 🗾4

@ 16 12:15
ines: <@farelamp> now watches five routes for us in #fare-watch. It only speaks there, so mute the channel if numbers make you nervous. :: 💡7

@ 15 08:10
ines: New here this week: <@zanele>, who records the sound of stations, and <@siyuan>, who translates between three of our languages before breakfast. Say hello. :: 👋10

@ 14 19:00
priya: Names for the berths until {day+4} evening please, in #planning. One line is enough: name, upper or lower, snores or not. Honesty helps everybody. :: 😴8 😄3

@ 10 21:00
ines: The house rules got shorter again. All of them:
| 1. Quiet in the corridor from ten to seven.
| 2. Ask before you publish a picture with somebody in it.
| 3. Say what you know and say when you are guessing.
:: 💜13+

@ 8 09:45
priya: Booking day is {day+2}, ten in the morning, Central European Time. <@ada>, <@jakub> and I sit at three keyboards. Everybody else may sleep. :: 🎫9 ☕5

@ 6 10:52
priya: **Booked.** Eleven berths on the Arctic sleeper in one coach, one more in the coach behind it. Nobody had to fight. Details in #planning, papers in #crew. :: 🎉14+ 🚆6 😭2

@ 5 18:00
ines: We welcome a new dispatcher: <@owner>, who has answered more questions about blankets and buses than anybody asked. Dispatchers see #crew and can move things about. :: 🎉12 🧣3

@ 3 19:30
ines: The seats from Bodø to Trondheim are on sale and look good. We take the sleeping coach if eight of us want it, the reclining seats if not. Vote under this message: 🛏 or 💺. :: 🛏8! 💺3!

@ 1 20:15
priya: The sleeping coach it is, eight votes to three. I collect the difference, **19 € each**, together with the deposit. No second round of mails, I promise. :: 🛏7 🙏4
---

@ -100m
ines: The call about packing is {day+1} at 19:00. Bring one question and one thing you would not travel without. Those who cannot come find the notes in #planning the same night. :: 🎒6 🧦3

@ -22m
priya: Last thing for today: the berth plan is final apart from **two names**. You know who you are, and if you do not, there is a mention waiting for you in #planning. :: 👀4
`
