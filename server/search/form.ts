/** The forms of a word in Swedish, Norwegian and English: what an index without stems is asked for. Pure. */
import stemmers from 'snowball-stemmers'

const swedish = stemmers.newStemmer('swedish')
const norwegian = stemmers.newStemmer('norwegian')
const english = stemmers.newStemmer('english')

interface Grammar {
  readonly stem: (word: string) => string
  readonly endings: readonly string[]
  /** What endings are put on besides the stem itself: "rumm" of "rum", "city" of "citi". */
  readonly bases: (stem: string) => readonly string[]
}

const list = (text: string): string[] => ['', ...text.split(' ')]

const doubled = (stem: string): string[] =>
  /[aeiouyåäöæø][mnlbdgprt]$/u.test(stem) ? [stem, stem + stem.slice(-1)] : [stem]

const grammars: readonly Grammar[] = [
  {
    stem: (word) =>
      single(swedish.stem(word.replace(/an(?=s?$)/u, 'a')).replace(/(?<=..\p{L})(?:et)+s?$/u, '')),
    endings: list(
      'a an ans as ar arna arnas ars are aren arens arnes at ad ade ande anden ast aste d de dd e en ens ete eten etens eter etet etets er erna ernas ers es et ets n na nas ns or orna ornas ors r s t te ts',
    ),
    bases: doubled,
  },
  {
    stem: (word) =>
      single(
        norwegian.stem(
          norwegian.stem(word).replace(/(?<=..\p{L})(?:et)*(?:en|et)$|(?<=\p{L}{2}er)n$/u, ''),
        ),
      ),
    endings: list(
      'a ane as e en ene enes ens er ere et ete eten etene eter etet eren erens erne ernes ers es et ets ende n r s t te est este',
    ),
    bases: doubled,
  },
  {
    stem: (word) => english.stem(word),
    endings: list('s es ed d ing ings er ers ly y ies ied'),
    bases: (stem) => [
      ...doubled(stem),
      `${stem}e`,
      stem.replace(/i$/u, ''),
      stem.replace(/i$/u, 'y'),
    ],
  },
]

/** A doubled m or n at the end of a stem is one: "rummet" and "rum". */
const single = (stem: string): string => stem.replace(/([mn])\1$/u, '$1')

const MOST_FORMS = 120

/**
 * The word itself and every form that has its stem in one of the three languages, at most 120 of them. A word with a
 * digit, or of fewer than three letters, has no other form.
 */
export function formsOf(word: string): readonly string[] {
  if (!/^\p{L}{3,}$/u.test(word)) return [word]
  const found = new Set([word])
  for (const { stem, endings, bases } of grammars) {
    const wanted = stem(word)
    const candidates = bases(wanted).flatMap((base) => endings.map((ending) => base + ending))
    for (const form of new Set(candidates)) if (stem(form) === wanted) found.add(form)
  }
  return [...found].slice(0, MOST_FORMS)
}
