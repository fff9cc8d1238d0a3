/** What is said first while somebody watches, in this order; by channel. */
export const liveOpening: readonly (readonly [channel: string, talk: string])[] = [
  [
    'start-here',
    `
@ ~
otter: Somebody has come in. Hello, <@owner>.
guide: And that was a mention: it arrived while you were looking, and it is counted wherever you are not.
otter: Write something, if you like. We are quick to answer and easy to please.
`,
  ],
  [
    'planning',
    `
@ ~
ines: I have the packing call open in front of me and three questions in it already. More are welcome.
samuel: Mine is the one about the torch.
elin: Bring the red one. The white one wakes everybody, and the red one only wakes Farah, who will want to draw you.
leila: I have a question too: who carries the thermos flasks between the trains?
ines: Whoever asked.
leila: I see how this works.
`,
  ],
  [
    'owner&ines',
    `
@ ~
ines: I saw your lamp go on. Nothing urgent: the window in number 6 is yours if you want it, and if you answer tomorrow that is soon enough.
`,
  ],
  [
    'small-talk',
    `
@ ~
leila: The bread is out of the oven and I am not allowed to cut it for twenty minutes. Talk to me.
otter: What does it look like?
leila: Like a hill in October.
samuel: I would wait twenty minutes for that hill.
leila: Nineteen.
`,
  ],
  [
    'nordics',
    `
@ ~
elin: Report from the yard: one fox, one new fox, and the old fox looking at the new fox as if it had been late.
samuel: How is it doing?
elin: It sat down in the right place, facing the wrong way. It will learn.
mika: 新人研修ですね。
`,
  ],
]
