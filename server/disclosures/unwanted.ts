/** Words that must not appear in an entry: compared with its texts and dropped, never kept and never sent back. */

const FEWEST = 2

/** The names of the texts in which one of the unwanted words stands, also inside a longer word and in other case. */
export function textsWith<Name extends string>(
  unwanted: string,
  texts: Readonly<Partial<Record<Name, string | undefined>>>,
): Name[] {
  const words = unwanted
    .split(/[\n,;]+/)
    .map(folded)
    .filter((word) => word.length >= FEWEST)
  return (Object.entries(texts) as [Name, string | undefined][])
    .filter(([, text]) => text !== undefined && holdsOne(folded(text), words))
    .map(([name]) => name)
}

/** A number is found whatever stands between its digits: "556012-5790" in "5560125790". */
function holdsOne(text: string, words: readonly string[]): boolean {
  const digits = text.replace(/(?<=\d)[\s.\-–]+(?=\d)/g, '')
  return words.some(
    (word) => text.includes(word) || digits.includes(word.replace(/(?<=\d)[\s.\-–]+(?=\d)/g, '')),
  )
}

/** One form for what looks alike: case, width, spaces, invisible signs. */
const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
