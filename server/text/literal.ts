/** Words that Markdown takes for nothing but words. */

const SIGNS = /[\\`*_[\]<>~^|$]/g
const ENTITY = /&(?=#?\w+;)/g
const FIRST = /^(\s*)(#{1,6}(?=\s|$)|[-+=:]|\d{1,9}(?=[.)]))/gm

/** The same words as they are typed to be read as they stand. */
export const literal = (words: string): string =>
  words
    .replace(SIGNS, '\\$&')
    .replace(ENTITY, '\\&')
    .replace(FIRST, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    )
