/** #start-here of First steps. What a newcomer should read stands last: that is where they arrive. */
export const startHere = `
@ 2 10:40
samuel: How does one join a real server, with one's own people on it?
guide: With the plus at the bottom of the server list, **Add a server**. You paste its address or an invite link, and it appears beside this one.
samuel: And when I have seen enough of the demo?
guide: **Remove the demo**, in Settings, takes all of us away and leaves what is yours.
moss: A dignified way to go. :: 💜4

@ 1 10:05
yutong: 欢迎！用中文写也可以，我们都看得懂。 :: 👋3
mika: 日本語でもどうぞ。ゆっくりで大丈夫です。
guide: The language of the app itself is in **Settings**. It follows your system until you choose.

@ 1 18:30
guide: This server is yours, <@owner>: rename it, make channels, give out roles. You cannot break anything that matters.
guide: Some lines in here carry your name. They are part of the demo, so that you have something to edit and to retract. Be as strict with them as you like.

@ -9m
guide: **Welcome.** This is a workspace of your own. It lives on this computer, in the app itself, and works without a network. Nothing you write here goes anywhere else.
guide: The people you see are part of a demo. They talk for ten minutes or so, so that you can watch messages, unread marks and mentions arrive, and then they let you work in peace.
guide: Five things to try, in any order:
| 1. Write something below. *Enter* sends, *Shift+Enter* starts a new line. Somebody usually answers.
| 2. Point at a message: **Add reaction**, **Reply** and **Forward** are there, and for your own **Edit** and **Retract**.
| 3. Press \`Ctrl+K\` (on a Mac \`⌘K\`) and type the beginning of a name, a channel or a person.
| 4. Open **Night Trains** on the left. Somebody has mentioned you there.
| 5. Search for *fox*. It is worth it.
:: 👍4 🦊3
moss: I did them in the wrong order and everything still worked.
otter: Same. I retracted my first hello and nobody laughed. :: 😄3
`
