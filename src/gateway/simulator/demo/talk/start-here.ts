/** #start-here of First steps. What a newcomer should read stands last: that is where they arrive. */
export const startHere = `
@ 2 10:40
samuel: How does one join a real server, with one's own people on it?
guide: On the desktop, with the plus at the bottom of the server list. You type its address and log in, and it appears beside this one. In a browser you are on the server whose address you opened.
samuel: And when I have seen enough of the demo?
guide: We fall silent by ourselves. The gateway can also be started without us: \`mew-gateway start\` is an empty one.
moss: A dignified way to go. :: 💜4

@ 1 10:05
yutong: 欢迎！用中文写也可以，我们都看得懂。 :: 👋3
mika: 日本語でもどうぞ。ゆっくりで大丈夫です。
guide: The language of the app itself is in the menu behind your picture, at the lower left, and so are light and dark. Both follow your system until you choose.

@ 1 18:30
guide: This server is yours, <@owner>: make channels, write anything. You cannot break anything that matters.
guide: Some lines in here carry your name. They are part of the demo, so that you have something to edit and to retract. Be as strict with them as you like.

@ 1 19:05
guide: A picture that is sent alone is called a sticker. The button beside the field opens them. These are this server's own, and any picture of yours can become one.
otter: {sticker acorn}
otter: That is my portrait, drawn from memory.
tansy: {sticker lantern}

@ -9m
guide: **Welcome.** This is a workspace of your own. It lives on this computer, in the app itself, and works without a network. Nothing you write here goes anywhere else.
guide: The people you see are part of a demo. They talk for ten minutes or so, so that you can watch messages, unread marks and mentions arrive, and then they let you work in peace.
guide: Five things to try, in any order:
| 1. Write something below. *Enter* sends, *Shift+Enter* starts a new line. Somebody usually answers.
| 2. Point at what you wrote: **Edit** and **Retract** are there. In an empty field, the arrow up edits your last message.
| 3. Click your picture at the lower left and try the other theme.
| 4. Open **Night Trains** on the left. Somebody has mentioned you there.
| 5. Click somebody in the list on the right, and write to them alone.
:: 👍4 🌱3
moss: I did them in the wrong order and everything still worked.
otter: Same. I retracted my first hello and nobody laughed. :: 😄3
board: Nobody wrote this line. Programs elsewhere can post into a channel through a *webhook*, and this one is a departure board.
board as Platform 2: It may give every line a name of its own. The sleeper to the north is on time.
moss: {sticker kettle}
`
