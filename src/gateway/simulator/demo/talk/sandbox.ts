/** #sandbox of First steps: nothing here matters. */
export const sandbox = `
@ 9 15:10
otter: test
otter: **test**, but louder :: 😄3
otter: ~~test~~, but sorry :: edited
moss: This is what the channel is for. Go on.

@ 8 11:20
moss: What the composer understands, as far as I have found out:
| **bold**, *italic*, ~~struck~~, \`code\`
| > a quote
| - a list
| 1. a list that counts
:: 📌4
tansy: And the three strokes that make a line?
moss: Those too. I am keeping them for a special occasion.

@ 6 17:45
ada: Code, with colours:
| \`\`\`python
| def kettle(water):
|     while water.celsius < 96:
|         yield "not yet"
|     return "tea"
| \`\`\`
:: ☕5
otter: Ninety-six!
ada: For green you leave the loop early.

@ 5 18:25
otter: I will now retract a message. Watch.
otter: Nothing up my sleeve. :: retracted
moss: Astonishing. :: 👏4

@ 4 12:40
samuel: A table, because I could not believe it:
| | shift | tea | naps |
| | --- | ---: | ---: |
| | early | 2 | 0 |
| | late | 3 | 0 |
| | night | 5 | 1 |
:: 📊4
leila: We will talk about the five.

@ 3 16:15
tansy: > In spring one sows.
| Quoting myself in a sandbox. It has come to this.
otter: You quoted it very well. :: 🌱4

@ 2 14:30
owner: Trying this out. Please take no notice.
otter: I took no notice with great care. :: 😄3
moss: You can edit that one, by the way, or make it disappear. We will not say a word.

@ 1 17:05
yutong: 试一下中文：**加粗**、*斜体*、\`代码\`。
mika: 日本語も：**太字**、~~取り消し~~。あと、長い行を書いてみます。窓の外は雨で、電車がときどき通って、そのたびに猫が顔を上げます。
otter: I do not understand it and I can see the cat. :: 🐈5
`
