import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type MessageKey, translator } from '../../server/language/catalogue.ts'
import { openKinds } from '../browser/kinds.ts'
import { answerOf } from '../browser/sweep.ts'
import { goldenOf, slugOf } from './golden.ts'

const folder = join(import.meta.dirname, '../golden')
const views = join(import.meta.dirname, '../../views')

test('every kind of page is as it was, and every view stands on one', {
  timeout: 60_000,
}, async () => {
  const { readers, staff } = await openKinds()
  const pages = new Map<string, string>()
  for (const kind of [...readers, ...staff]) {
    const { body, statusCode } = await answerOf(kind)
    expect(statusCode, kind.name).toBe(kind.status ?? 200)
    pages.set(`${slugOf(kind.name)}.html`, body)
  }
  for (const [file, body] of pages)
    await expect(goldenOf(body), file).toMatchFileSnapshot(join(folder, file))
  expect(
    readdirSync(folder).filter((file) => !pages.has(file)),
    'These pages are no more: take their files away.',
  ).toEqual([])
  const all = [...pages.values()].join('\n')
  const unseen = Object.entries(own())
    .filter(([name]) => !(name in likeOthers))
    .filter(([, parts]) => !parts.some((part) => all.includes(part)))
  expect(
    unseen.map(([name]) => name),
    'No page in tests/browser/kinds.ts shows these: add one that does.',
  ).toEqual([])
})

/** Views that say nothing which no other says, and where they are seen. */
const likeOthers: Readonly<Record<string, string>> = {
  'comments/reply.eta': 'partials alone: the form to reply',
  'discussions/act.eta': 'partials and buttons: summing up a conversation',
  'following/link.eta': 'words, a button and a link: having confirmed',
  'layouts/bare.eta': 'a frame: signing in',
  'ledger/page.eta': 'a title and partials alone: a page of the control log',
  'moderation/decision.eta': 'a line like others: what was decided',
  'policy/text.eta': 'a text alone: privacy',
  'posts/field.eta': 'a field like others: a new post',
  'posts/pieces.eta': 'partials alone: the versions of a post',
  'problems/problem.eta': 'words and links alone: a page that is not',
  'register/act.eta': 'partials and a button: a registered letter',
  'search/pieces.eta': 'words and marks alone: what was found',
  'shared/field.eta': 'a field like others: signing in',
  'shared/choices.eta': 'a legend and boxes like others: following new posts',
  'sharing/when.eta': 'a title and a form like others: a post as it stood',
  'posts/index.eta': 'partials alone: personal posts',
}

/** Of each view what it alone says: pieces of HTML and messages that no other view has. */
function own(): Record<string, string[]> {
  const templates = globSync('**/*.eta', { cwd: views })
    .sort()
    .map((file) => [file, readFileSync(join(views, file), 'utf8')] as const)
  return Object.fromEntries(
    templates.map(([file, text]) => {
      const others = templates.filter(([other]) => other !== file)
      const isOwn = (piece: string) => others.every(([, theirs]) => !theirs.includes(piece))
      const html = text.split(/<%[\s\S]*?%>|\n/).filter((piece) => piece.length >= 8)
      const keys = [...text.matchAll(/t\('([\w.]+)'\)/g)].map(([, key = '']) => key)
      const messages = keys.filter((key) => isOwn(`'${key}'`)).map((key) => sv(key as MessageKey))
      return [file, [...html.filter(isOwn), ...messages]]
    }),
  )
}

const sv = translator('sv') as (key: MessageKey) => string
