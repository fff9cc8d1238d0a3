/** What the owner is told when they write. The first answer of a place is its own, the others are drawn. */
export interface FirstAnswer {
  readonly speaker: string
  readonly words: string
}

export const firstAnswers: Readonly<Record<string, FirstAnswer>> = {
  planning: {
    speaker: 'elin',
    words: 'Good, I have told Priya. The coffee is planned for two either way.',
  },
  'start-here': {
    speaker: 'guide',
    words:
      'That worked. Point at what you wrote: **Edit** and **Retract** are there, and the rest of us see every change.',
  },
  'owner&leila': { speaker: 'leila', words: 'Understood. That is settled, and the soup thanks you.' },
  'owner&ada': { speaker: 'ada', words: 'Good. It will knock softly if it finds something.' },
  'owner&ines': { speaker: 'ines', words: 'Thank you. I will tell Priya, she has her pencil ready.' },
}

/** Where the app is explained, questions are answered by the one who can. */
export const guidance = {
  place: 'start-here',
  speaker: 'guide',
  words: [
    'The five things above are the short way round. For the rest, look around: nothing here bites.',
    'Theme and language stand in the menu behind your picture, and what you can do to a message stands at its upper right.',
    'I only know the way in. Ask a person in small-talk, they like questions better than I do.',
  ],
} as const

/** Who answers in a channel, by the language that was written. A direct message is answered by its other person. */
export const speakers: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>> = {
  planning: { en: ['elin', 'ines'], zh: ['yutong'], ja: ['mika'] },
  'start-here': { en: ['otter', 'samuel'], zh: ['yutong'], ja: ['mika'] },
  'small-talk': { en: ['otter', 'samuel', 'leila'], zh: ['yutong'], ja: ['mika'] },
}

export type Language = 'en' | 'zh' | 'ja'
export type Tone = 'greeting' | 'question' | 'other'

export const answers: Readonly<Record<Language, Readonly<Record<Tone, readonly string[]>>>> = {
  en: {
    greeting: [
      'Hello. You arrive at a good moment, the kettle has just gone on.',
      'Hello, and welcome. Take the chair by the window.',
      'Good to see you here.',
    ],
    question: [
      'I would try it and see. Nothing in here can break.',
      'I do not know, and now I would like to. Tell us when you have found out?',
      'That is a better question than I have an answer. Let me think about it on the way home.',
    ],
    other: [
      'Noted, and with pleasure.',
      'I read that twice, it was better the second time.',
      'That is how I see it as well.',
      'Go on, I am listening.',
    ],
  },
  zh: {
    greeting: ['你好，欢迎欢迎！', '你好呀，正好水刚烧开。'],
    question: ['好问题，我也想知道。你先试试，这里什么都弄不坏。', '让我想一想，晚点告诉你。'],
    other: ['收到，慢慢来，不着急。', '写得真好，我读了两遍。', '我也是这么想的。'],
  },
  ja: {
    greeting: ['こんにちは。ゆっくりしていってくださいね。', 'いらっしゃい。ちょうどお茶が入りました。'],
    question: ['いい質問ですね。ここでは何もこわれないので、試してみてください。', 'わたしも考えてみますね。'],
    other: ['ちゃんと届いています。ありがとうございます。', 'なるほど、そうですね。', '二回読みました。いいですね。'],
  },
}
