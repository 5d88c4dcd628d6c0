/** A page as it is kept to be compared: without what is new each time, and without its frame. */

const renewed: readonly (readonly [RegExp, string])[] = [
  [/\/static\/([\w-]+)-[\da-f]{10}\./g, '/static/$1-.'],
  [/<svg class="qr"[\s\S]*?<\/svg>/g, '<svg class="qr"></svg>'],
  [/(name="(?:mark|offer|code|hash|files)" value=")[^"]*/g, '$1'],
  [/(<(p|code) class="(?:code|key)">)[\s\S]*?(<\/\2>)/g, '$1…$3'],
  [/(<(p|pre|ol) class="bytes">)[\s\S]*?(<\/\2>)/g, '$1…$3'], // hashes, salts, signatures
  [/\b[\da-f]{4} [\da-f]{4} [\da-f]{4}\b/g, '…'],
  [/(\/images(?:\/files)?\/)[\da-f]{64}\./g, '$1….'], // what a drawing library makes
  [/(data-copy=")[^"]*/g, '$1'],
  [/\/(setup|invitation|password|confirmation|unsubscribe)\/[\w-]{20,}/g, '/$1/…'],
]

/** What stands between `<body>` and `</body>`, one element a line. */
export const goldenOf = (page: string): string => {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(page)?.[1] ?? page
  return `${renewed.reduce((text, [what, by]) => text.replace(what, by), body).trim()}\n`
}

/** The name of a page as a file's. */
export const slugOf = (name: string): string => name.replace(/[^a-z]+/g, '-')
