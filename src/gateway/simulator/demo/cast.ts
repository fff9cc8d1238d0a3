/** Somebody of the demo. */
export interface Figure {
  readonly ref: string
  readonly username: string
  readonly isBot?: boolean
}

/** The one whose computer it is. */
export const OWNER = 'owner'

const people: readonly Figure[] = [
  { ref: 'ines', username: 'Inês Duarte' },
  { ref: 'priya', username: 'Priya Nair' },
  { ref: 'ada', username: 'Ada Byrne' },
  { ref: 'elin', username: 'Elin Sjöberg' },
  { ref: 'mika', username: '小林みか' },
  { ref: 'jakub', username: 'Jakub Nowak' },
  { ref: 'samuel', username: 'Samuel Osei' },
  { ref: 'leila', username: 'Leila Haddad' },
  { ref: 'mateo', username: 'Mateo Ríos' },
  { ref: 'yutong', username: '周雨桐' },
  { ref: 'chenmo', username: '陈默' },
  { ref: 'siyuan', username: '王思远' },
  { ref: 'shihan', username: '黃詩涵' },
  { ref: 'ken', username: '佐々木健' },
  { ref: 'aoi', username: '田中葵' },
  { ref: 'ren', username: '高橋蓮' },
  { ref: 'hanna', username: 'Hanna Virtanen' },
  { ref: 'aroha', username: 'Aroha Ngata' },
  { ref: 'chiara', username: 'Chiara Conti' },
  { ref: 'dmytro', username: 'Dmytro Koval' },
  { ref: 'farah', username: 'Farah Siddiqui' },
  { ref: 'minhanh', username: 'Trần Minh Anh' },
  { ref: 'zanele', username: 'Zanele Dube' },
  { ref: 'tansy', username: 'tansy' },
  { ref: 'moss', username: 'moss' },
  { ref: 'otter', username: 'otter' },
]

export const bots: readonly Figure[] = [
  { ref: 'farelamp', username: 'Fare Lamp', isBot: true },
  { ref: 'wordbook', username: 'Wordbook', isBot: true },
  { ref: 'guide', username: 'Mew Guide', isBot: true },
]

/** Everybody, the owner under the name they have on this computer. */
export const castFor = (ownerName: string): readonly Figure[] => [
  { ref: OWNER, username: ownerName },
  ...people,
  ...bots,
]

/** Refs of everybody but the owner. */
export const others: readonly string[] = [...people, ...bots].map(({ ref }) => ref)
