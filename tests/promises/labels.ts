/** Finds where on a page or in a mail something stands, and which labels stand with it. */
import { word } from './markers.ts'

/** The words of each post and reply, and in which capacity they were written. */
export const spoken = [
  ...['title', 'question', 'summary', 'source'].flatMap((place) => [
    { words: word('open', place), capacity: 'official' },
    { words: word('changedagain', place), capacity: 'personal' },
  ]),
  ...['draft', 'change'].flatMap((thing) =>
    ['title', 'source'].map((place) => ({ words: word(thing, place), capacity: 'official' })),
  ),
  ...['text', 'earlier'].map((place) => ({
    ...{ words: word('staffpersonal', place), capacity: 'personal' },
  })),
  { words: word('staffofficial', 'text'), capacity: 'official' },
  ...['alone', 'onpost', 'oncomment'].flatMap((thing) =>
    ['cansay', 'why'].map((place) => ({ words: word(thing, place), capacity: 'personal' })),
  ),
  { words: word('alone', 'again'), capacity: 'personal' },
]

interface Element {
  readonly name: string
  readonly opening: string
  readonly from: number
  to: number
  readonly parent: Element | undefined
}

const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*?)?)(\/?)>/gi
const empty = new Set(['meta', 'link', 'br', 'hr', 'input', 'img', 'path', 'rect', 'circle', 'use'])
/** What a correction took away, and a list of other things that is over: neither labels what comes after it. */
const taken = /<del>[\s\S]*?<\/del>|<section class="accounts"[\s\S]*?<\/section>/g

const hidden = /<(script|style|textarea|title)\b[\s\S]*?<\/\1>/g

/** What stands before the eyes on a page, the places of the rest left empty. */
const visible = (page: string): string =>
  page.slice(page.indexOf('<body')).replace(hidden, (all) => ' '.repeat(all.length))

function elements(body: string): Element[] {
  const all: Element[] = []
  let open: Element | undefined
  for (const found of body.matchAll(tag)) {
    const [opening, closing, name = ''] = found
    if (closing) {
      while (open && open.name !== name) open = open.parent
      if (open) open.to = found.index
      open = open?.parent
    } else if (!empty.has(name)) {
      open = { name, opening, from: found.index, to: body.length, parent: open }
      all.push(open)
    }
  }
  return all
}

/**
 * Whether the label that one reads last before the words, in the smallest part of the page that has
 * one before them, is theirs; or the first of an article, which is the article's own.
 */
function isLabelled(body: string, at: number, all: readonly Element[], capacity: string): boolean {
  let around: Element | undefined = all.filter(({ from, to }) => from < at && at < to).at(-1)
  for (; around; around = around.parent) {
    const before = body.slice(around.from, at).replace(taken, '')
    const labels = [...before.matchAll(/class="label label--(personal|official)">[^<]+</g)]
    if (labels.length === 0) continue
    const isOwn = around.name === 'article' && labels[0]?.[1] === capacity
    return isOwn || labels.at(-1)?.[1] === capacity
  }
  return false
}

const named = { personal: /Personlig/, official: /Offisiel|Officiell/ } as Record<string, RegExp>

/** The title of a page that says words and not their label: it stands alone in tabs and bookmarks. */
function titleWithout(page: string, words: string, capacity: string): string | undefined {
  const [title = ''] = /<title>[^<]*<\/title>/.exec(page.split('<body')[0] ?? '') ?? []
  return title.includes(words) && !named[capacity]?.test(title) ? title : undefined
}

/** Where on a page words stand without their label, as excerpts. */
export function unlabelled(page: string, words: string, capacity: string): string[] {
  const body = visible(page)
  const all = elements(body)
  const text = body.replace(/<[^>]*>/g, (mark) => ' '.repeat(mark.length))
  const found = [titleWithout(page, words, capacity)].flatMap((title) => title ?? [])
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (!isLabelled(body, at, all, capacity))
      found.push(body.slice(Math.max(0, at - 90), at + words.length).replace(/\s+/g, ' '))
  return found
}

const label = /\b(?:(Personlig|Personal)|Offi(?:ciell|siel|cial))/g

/** Where in a mail words stand without their label: the last one that is read before them is another, or none. */
export function unlabelledIn(text: string, words: string, capacity: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const last = [...text.slice(0, at).matchAll(label)].at(-1)
    const said = last && (last[1] ? 'personal' : 'official')
    if (said !== capacity) found.push(text.slice(Math.max(0, at - 90), at + words.length))
  }
  return found
}
