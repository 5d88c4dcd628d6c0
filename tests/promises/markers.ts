/** What stands in the world in words of its own, and who may read which. */

/** Who asks: nobody in particular, two who hold a code each, and the staff. */
export const visitors = [
  ...(['official', 'author', 'moderator', 'registrar', 'administrator'] as const),
  ...(['holder', 'other holder', 'stranger'] as const),
]

export type Visitor = (typeof visitors)[number]

/** Words that were written once, who may read them, and who must be able to. */
export interface Marker {
  readonly word: string
  readonly may: readonly Visitor[]
  readonly must: readonly Visitor[]
}

const everybody: readonly Visitor[] = visitors
const authors: readonly Visitor[] = ['official', 'author']
const readers: readonly Visitor[] = [...authors, 'moderator']
export const administrators: readonly Visitor[] = ['official', 'administrator']

/** The words of one place of one thing: found in any text, and in no other. */
export const word = (thing: string, place: string): string =>
  `zq${thing}${place}zq`.toLowerCase().replace(/[^a-z]/g, '')

const places = ['title', 'question', 'summary', 'source', 'tags', 'decisionText'] as const

/** What an author types, each field in its own words. */
export const written = (thing: string) => ({
  ...Object.fromEntries(places.map((place) => [place, word(thing, place)])),
  decisionUrl: `https://eken.example/${word(thing, 'url')}`,
  capacity: 'official',
})

/** Only an official post rests on a decision. */
export const plain = { capacity: 'personal', decisionText: '', decisionUrl: '' }

const marks = (things: readonly string[], may: readonly Visitor[], must = may): Marker[] =>
  things.flatMap((thing) =>
    [...places, 'url'].map((place) => ({ word: word(thing, place), may, must })),
  )

/** A receipt shows its holder the text; their name they know. */
const textMarks = (thing: string, may: readonly Visitor[]): Marker[] => [
  { word: word(thing, 'text'), may, must: may },
  { word: word(thing, 'name'), may, must: may.filter((who) => !who.includes('holder')) },
]

/** What became of each comment that the holder of the first code sent. */
export const fates = {
  shown: everybody,
  replied: everybody, // under the hidden one
  putback: everybody,
  pending: [...readers, 'holder'],
  pendingreply: [...readers, 'holder'],
  heldseen: [...readers, 'holder'],
  heldunseen: [...readers, 'holder'],
  lawful: [...readers, 'holder'], // hidden for a reason in law
  house: [...readers, 'holder'], // hidden for a reason in the rules
  hiddenunseen: [...readers, 'holder'],
  withdrawnseen: [...readers, 'holder'],
  withdrawnunseen: [...readers, 'holder'],
  spam: [...readers, 'holder'],
  spamseen: [...readers, 'holder'],
  undergone: [...readers, 'holder'], // shown, until its post was taken down
  others: [...readers, 'other holder'],
} as const satisfies Record<string, readonly Visitor[]>

export const replies = ['staffpersonal', 'staffofficial', 'staffhidden'] as const

export type CommentName = keyof typeof fates | (typeof replies)[number]

export const postMarkers: readonly Marker[] = [
  ...marks(['open', 'changed', 'changedagain', 'corrected'], everybody).filter(
    ({ word: text }) => !/(changed|again|corrected)(decision|url)/.test(text),
  ),
  ...marks(['draft', 'change', 'undone'], authors),
  ...marks(['gone'], authors, []).filter(({ word: text }) => !/gonetitle/.test(text)),
  // Whoever decides about a comment there must know what it is about.
  { word: word('gone', 'title'), may: readers, must: authors },
  ...marks(['goneearlier'], authors, []),
  { word: word('gone', 'reason'), may: everybody, must: everybody },
]

export const commentMarkers: readonly Marker[] = [
  ...Object.entries(fates).flatMap(([name, may]) => textMarks(name, may)),
  ...['house', 'lawful', 'hiddenunseen'].map((name) => {
    const may = [...readers, 'holder'] as const
    return { word: word(name, 'sentence'), may, must: may }
  }),
  { word: word('creditshown', 'reason'), may: everybody, must: everybody },
  { word: word('credithidden', 'reason'), may: [], must: [] }, // its comment was hidden since
  { word: word('creditback', 'reason'), may: [], must: [] }, // taken back
  ...['title', 'reason'].flatMap((place) => [
    { word: word('side', place), may: everybody, must: everybody },
    { word: word('sideback', place), may: [], must: [] }, // moved back
  ]),
  ...replies.flatMap((name) => {
    const may = name === 'staffhidden' ? readers : everybody
    const isChanged = name !== 'staffofficial'
    const earlier = { word: word(name, 'earlier'), may, must: name === 'staffhidden' ? [] : may }
    return [{ word: word(name, 'text'), may, must: may }, ...(isChanged ? [earlier] : [])]
  }),
]
