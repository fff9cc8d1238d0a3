/** What people wrote to the owner, and a few answers; by the reference of the direct message. */
export const directTalk = {
  'owner&ines': `
@ 17 19:05
ines: Are you happy with North? You voted, but you did not say.
owner: Very. I have wanted to see that line since I was small.
ines: Then you shall have a window, whatever the sheet says.
owner: I will hold you to it.

@ 8 20:40
ines: May I ask you something, and you may say no? We need a fifth dispatcher. You answer people as if there were time.
owner: I would like that. What does one do?
ines: What you do already, with a cap. I will say it in #announcements when the booking is over.
owner: Then yes, gladly.
ines: 💜

@ 3 18:10
ines: Thank you for the card with the bus stop on it. Samuel has laminated his.
owner: He asked me for the file. I sent it in two sizes.
ines: Of course you did.
`,
  'owner&ada': `
@ 18 16:10
ada: You joined while I was away, I think. Hello. I make the small programs here.
owner: I have seen the list of times. It is beautiful.
ada: The list is Jakub. I only keep it from falling over.

@ 12 14:05
ada: You asked how the fare bot runs without a server. It speaks to the gateway inside this app, the same protocol a big server would speak.
ada: So you can write one on your own machine and move it later without changing a line.
owner: And if I break it?
ada: Then it is broken here, where nobody minds. That is the point of it.

@ 4 16:25
ada: The whole of it, if you want to play. Put a token in and run it with Node:
| \`\`\`js
| const socket = io('http://127.0.0.1:3000', { auth: { token } })
| socket.on('MESSAGE_CREATE', (message) => console.log(message.content))
| \`\`\`
| More of that in **bots-at-work**.
owner: Saved. I will try it at the weekend.
---

@ -48m
ada: I taught the lamp your route as well, the way home from Oslo. It will only speak if it gets cheaper than 49 €.
`,
  'owner&mika': `
@ 16 12:30
mika: はじめまして。 I am Mika, and I look after the Japanese channel. If you want to practise, please write to me, mistakes are welcome.
owner: Thank you. はじめまして、どうぞよろしく。
mika: おお、上手です！ That was all correct.
owner: I looked up every part of it.
mika: 調べる人は、すぐ上手になります。

@ 10 19:15
mika: 青森のりんご、送り先を教えてくれますか。箱は小さいです。
owner: That is very kind. I sent you the address by letter, as one should for apples.
mika: とても正しいです。 It will arrive in about ten days, wrapped in a newspaper with a timetable on it.

@ 2 12:20
mika: The box has left. I put in one apple that is not pretty. My grandmother says one must be not pretty, so that the others do not become vain.
owner: I will eat that one first.
mika: それが正解です。 :: 🍎1+
`,
  'owner&samuel': `
@ 19 22:40
samuel: Hello, are you new as well? I am collecting people who do not know what a bogie is.
owner: I am new, and I do not.
samuel: Excellent. That makes two, and a dictionary.

@ 15 22:05
samuel: Sorry for the hour, I am on nights. May I ask you the questions I do not dare to ask in the channel?
owner: Please do. I had the same ones.
samuel: If I wake up and do not know where I am?
owner: Look for the blue lamp over the door. It is the same in every coach.
samuel: The blue lamp. Good. That one was keeping me awake.

@ 5 06:50
samuel: Slept four hours on a friend's sofa with the recording of wheels. I think I am a sleeper person.
owner: You were one before. Now there is evidence.
`,
  'owner&leila': `
@ 12 13:10
leila: I put you down for bread cutting in Narvik. It is an honour, Chiara only lets people near her bread after a look at their hands.
owner: Has she seen mine?
leila: She asked how you hold a pencil. I said lightly. You have the job.
owner: I will practise on a smaller loaf.

@ 7 19:20
leila: You wrote that you eat everything. Nobody eats everything. What is the one thing?
owner: Aubergine. I have tried.
leila: Good. Now I trust you. It will never be mentioned again.

@ 1 18:45
leila: I need somebody with a steady hand to carry the saffron. It is eleven grams and it is worth more than my bicycle.
owner: I have an inside pocket.
leila: You are appointed.
---

@ -75m
leila: One more thing about the fish soup. If we cannot get monkfish in Narvik, is cod all right for you?
leila: Say "cod" or say nothing, I shall understand both. :: 🐟1
`,
  'owner&yutong': `
@ 6 20:15
yutong: 十一笔学会了吗？
owner: Nine of them look right. Two have their own ideas.
yutong: 那两笔是灵魂，不用改。 :: 😄1+

@ 14 21:10
yutong: 你的名字我想在地图上写中文，可以吗？Aroha 给每个人留了一个位置。
owner: Yes, please. You choose how.
yutong: 好！我选了三个，最后的那个最像你，安静，有光。
owner: Thank you, Yutong. I will learn to write it.
yutong: 我教你，一共十一笔。
`,
  'owner&mateo': `
@ 16 23:20
mateo: Tell me honestly, are my reports too long?
owner: I read them on the bus and have missed my stop twice.
mateo: That is the finest thing a critic has ever done for me.

@ 9 23:05
mateo: A confession. I wrote that the Kars train was twenty-six hours that became thirty. It was thirty-one. I took one off so that people would still come.
owner: Your secret is safe.
mateo: Jakub knows. He has not said a word, he only sent me a picture of a clock.
owner: What did it show?
mateo: The right time. :: 😄1+
`,
  'owner&zanele': `
@ 11 16:05
zanele: Thank you for listening to Bloemfontein to the end. Most people stop when the broom stops.
owner: The kettle afterwards is the best part.
zanele: You see, *that* is what I hoped somebody would say.

@ 1 17:30
zanele: If you should end up in number 6, may I leave a microphone on the hook by the door? It hears wheels only.
owner: Of course. Tell me when I should breathe quietly.
zanele: Breathe as always. It is a human journey. :: 💜1+
`,
} as const
