/** #bots-at-work of First steps: what programs can do here. */
export const botsAtWork = `
@ 18 10:30
ada: A bot here is an account like any other, with a small tag. It hears what it may hear and says what it may say. This channel is for watching some of them.
otter: Can I make one?
ada: Yes. The gateway in this app takes bots just as a server on the internet would, so you can build and test on the train. :: 🤖6

@ 16 19:20
ada: The shortest bot I know. It answers *ping* and has never let anybody down.
| \`\`\`js
| import { io } from 'socket.io-client'
|
| const socket = io(process.env.MEW_URL, { auth: { token: process.env.TOKEN } })
| socket.on('MESSAGE_CREATE', ({ channelId, content }) => {
|   if (content === 'ping') socket.emit('message/create', { channelId, content: 'pong' })
| })
| \`\`\`
:: 🏓7
moss: Nine lines, and I understood six of them.
ada: The other three are brackets.

@ 14 09:00
wordbook: Word of the day: **gökotta** (Swedish). To get up early in order to go outside and hear the first birds sing.
tansy: There is a word for my whole personality. :: 🐦8

@ 12 09:00
wordbook: Word of the day: **木漏れ日** こもれび *komorebi* (Japanese). Sunlight that comes down through leaves.
moss: I live under that word in summer.

@ 11 14:15
otter: <@wordbook> what is a *Kursbuch*?
wordbook: **Kursbuch** (German, n.) A book of timetables for a whole railway. *Ein altes Kursbuch riecht nach Reisen.* An old timetable smells of journeys. :: 📖5
otter: It put the smell in by itself.

@ 10 09:00
wordbook: Word of the day: **缘分** *yuánfèn* (Chinese). The thread that lets two people meet, for as long as they meet.
yutong: 这个词很难翻，它翻得不错。 :: 💜7

@ 8 09:00
wordbook: Word of the day: **sobremesa** (Spanish, Portuguese). The time spent at the table after the meal, talking.
leila: The best course.

@ 7 16:05
ada: Something that helps when you write your own: let the bot be quiet by default. People forgive silence, they do not forgive chatter.
moss: This is also true of uncles. :: 😂8

@ 6 09:00
wordbook: Word of the day: **dreich** (Scots). Of weather: grey, wet, and in no hurry.
tansy: I have been looking out of the window at that word since Tuesday. :: 🌧6

@ 5 15:40
otter: My first bot! It says good night when the last light in the bridge house goes off.
ada: How does it know?
otter: I press a button. :: 🌉7
ada: That is called a human in the loop, and it is respectable.

@ 4 09:00
wordbook: Word of the day: **whakamā** (Māori). Shy, modest, a little embarrassed; the feeling of being looked at kindly.

@ 3 11:25
farelamp: Test from First steps: I can hear this channel. Five routes are watched elsewhere, three prices moved since midnight.
ada: Thank you, lamp. Back to work. :: 💡5

@ 2 09:00
wordbook: Word of the day: **friluftsliv** (Norwegian). Life in the free air: being outdoors for its own sake.
moss: With soup?
wordbook: **soup** (English, n.) A liquid dish. No entry connects it with *friluftsliv*. :: 😄9
leila: Then the dictionary has a gap.

@ 1 09:00
wordbook: Word of the day: **晚安** *wǎn'ān* (Chinese). Good night; literally, may the evening be at peace.

@ 0 09:00
wordbook: Word of the day: **saudade** (Portuguese). To miss something with tenderness, and to be glad that one can.
otter: I miss the fog already. :: 🌫4
`
