/** What a file tells, gathered: each thing once, in words that fit on a line. */
import { type Tell, tellings } from './file.ts'

/** Characters of one thing, and things of one sort. */
const MOST_WORDS = 120
const MOST_OF_ONE = 4

/** A thing that a file tells, from whatever stood there; nothing when that says nothing. */
export function tell(what: Tell['what'], found: unknown): Tell[] {
  const words = String(found ?? '')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (/^[\s0:.,;()-]*$/.test(words)) return []
  const cut =
    [...words].length > MOST_WORDS ? `${[...words].slice(0, MOST_WORDS).join('')}…` : words
  return [{ what, words: cut }]
}

/** A thing whose sort says all that can be said of it. */
export const bare = (what: Tell['what']): Tell => ({ what, words: '' })

/** Each once, sort by sort, a few of each. */
export function gathered(tells: readonly Tell[]): Tell[] {
  return tellings.flatMap((what) => {
    const words = tells.filter((one) => one.what === what).map((one) => one.words)
    return [...new Set(words)].slice(0, MOST_OF_ONE).map((one) => ({ what, words: one }))
  })
}

/**
 * What the name of a field says that it holds, in EXIF, IPTC, XMP and PDF alike: somebody, a place, a device or
 * program, a time, words. Undefined for what tells nothing of anybody, such as a resolution.
 */
export function whatOf(field: string): Tell['what'] | undefined {
  return fields.find(([, names]) => names.test(field))?.[0]
}

const fields: readonly (readonly [Tell['what'], RegExp])[] = [
  [
    'author',
    /author|artist|creator$|by-?line|writer|owner|credit|contact|copyright|rights|company|manager|person|lastmodifiedby|sourcemodified|email|phone/i,
  ],
  ['place', /^gps|latitude|longitude|city|country|location|province|state$|scene/i],
  [
    'device',
    /make$|model|serial|software|creatortool|producer|creator ?tool|application|hostcomputer|lens(?:info|spec)?$|program|agent|device/i,
  ],
  ['time', /date|time|created|modified/i],
  [
    'words',
    /title|description|comment|caption|headline|keyword|subject|label|instruction|documentname|pagename|text/i,
  ],
]
