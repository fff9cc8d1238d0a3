/** #crew, for conductors and dispatchers only. */
export const crew = `
@ 20 20:45
ines: Crew business, short. We have twenty-seven people and four languages. Do we want a second conductor on duty for evenings in Asia?
mika: わたしが見ます。 I am awake then and it is quiet.
ines: Thank you. You may say *quiet please* in any language.
mika: I prefer to send a picture of snow. It always works. :: ❄️4

@ 19 21:10
priya: Accounts of the autumn trip are in the folder. One receipt is a napkin. I have booked it as a napkin.
ada: What did we buy?
priya: "3 soup, 1 hat". Vienna. :: 😂4
jakub: The hat was necessary.

@ 17 19:15
ines: Before I close the vote: is anybody unhappy with how this went?
ada: The East people were generous. I would promise them a date soon, not just "autumn".
mika: Yes. A date is a kindness.
ines: I will ask Ken and Ren for three drafts. :: 👍4

@ 16 08:40
ada: Somebody joined and posted the same link in six channels. I removed five and answered the sixth, it was a student with a survey about luggage.
elin: Was the survey good?
ada: Question nine asks whether your suitcase has a name.
jakub: It does. :: 😄4

@ 14 21:25
priya: Deposits: eight of twelve. I write to the four one by one, nothing in public.
ines: Good. One of them told me the month is thin. The fund covers it, and it stays between us.
priya: Done, and marked as *rounding*. :: 💜4

@ 13 18:55
jakub: Permission question. Should #timetables stay open for all to write? Twice this week somebody corrected a time that was right.
elin: Leave it open. You enjoy correcting the corrections.
jakub: That is true and I feel seen.
ines: Open, then. If it gets wild we make it one pinned... no, we have no pins. We make it one person's job. Yours. :: 😄4

@ 11 09:05
ada: Fare bot, status for the crew: it has its own account and may write in #fare-watch and nowhere else. If it ever speaks in another channel, that is a bug, wake me.
priya: At any hour?
ada: At any hour at which you would like to be helped by somebody polite.

@ 10 20:30
ines: I wrote the rules down to three. Does anything hurt?
elin: "Quiet from ten to seven" and I get on at half past six.
ines: You are weather, not noise. :: 😂4

@ 9 19:40
priya: The railway wants one contact for the group. Telephone, awake at odd hours, patient with music while on hold.
jakub: I know their music. It is eleven seconds long.
priya: You have the job.

@ 8 21:00
ines: I would like to ask <@owner> to be a dispatcher. Every question about buses in the last fortnight was answered from that corner, calmly.
elin: Yes.
ada: Yes, and soon, before they find another railway.
mika: 賛成です。
jakub: I have already prepared the cap. :: ❤️4

@ 6 11:30
priya: Papers of the booking, in numbers: order NT-4471, twelve berths, free to change until ten days before, by telephone only.
jakub: By telephone only. I shall bring a book.
elin: Bring the eleven seconds. :: 😄3

@ 5 18:12
ines: Welcome to the crew room, <@owner>. There is not much here: money, keys, and now and then a biscuit. :: 🍪5
owner: Thank you, all of you. I have read the last month, and I am glad that somebody booked the napkin.
priya ^2: You will go far.
ada: Things you can do now that you could not yesterday: move messages out of the way, see this room, and tell Jakub that it is late.

@ 4 20:50
elin: A quiet note. One of ours travels with a heart that needs a plug at night. Compartment 6 has a socket that works, 4 has one that sometimes does. I would like to give number 6 to whoever needs it, without a discussion in #planning.
priya: I know who you mean and I have put it in as "Elin's luggage".
ines: This is exactly what this room is for. :: 💜4

@ 3 09:05
ada: I looked through what newcomers see first. The topic of #planning still spoke of last year's trip. Changed.
ines: What does it say now?
ada: "The winter trip, 12 to 21 February. Berths first, then everything else."
mika: きれいです。 :: 👌3

@ 2 22:10
jakub: It is late and the group pass for Norway is confirmed. I did not want to wait until morning to say it to somebody.
elin: Say it to us at any time. That is the other thing this room is for. :: 🎫4
jakub: It is a *very* good pass.

@ 1 21:05
priya: Who can take the minutes of the packing call? I talk too much to write.
ada: I can. They will be in the form of a checklist and I am not sorry.
ines: Perfect. I bring questions, Elin brings wool.

@ 0 09:10
ines: I am on the road until four. Elin has the conductor's cap.
elin: It is too large and smells of oranges.
ines: Everything here smells of oranges since the rehearsal dinner. :: 🍊4
`
