/**
 * The page of a post with its thread, by hand: two statements and one string. It has the site's own
 * words and marks, so that both carry the same bytes; what stands around the post and the thread is
 * taken from the site's page as it is.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** What mini is given: its copy of the database, and the site's page of one post. */
export const MODEL_PAGE = 'model.html'

interface PostRow {
  readonly id: number
  readonly html: string
}

interface CommentRow {
  readonly id: number
  readonly parent_id: number | null
  readonly depth: number
  readonly exposure: 'text' | 'marker'
  readonly name: string
  readonly html: string
  readonly question: number
  readonly answered_by: number | null
  readonly received_at: string
  readonly capacity: 'personal' | 'official' | null
  readonly author_title: string | null
}

/** Opens the page; gives undefined for an address of no post. */
export function openMiniPage(folder: string): (url: string) => Buffer | undefined {
  const db = new Database(join(folder, 'insyn.sqlite'), { readonly: true })
  const findPost = db.prepare(
    `select p.id, v.html from post p join post_version v on v.post_id = p.id and v.number = p.version
     where p.year_month = +? and p.slug = +? and p.state = 'published'`,
  )
  const findThread = db.prepare(
    `select id, parent_id, depth, exposure, name, html, question, answered_by, received_at, capacity,
     author_title from comment where post_id = +? and exposure <> 'none' order by path limit 251`,
  )
  const model = readFileSync(join(folder, MODEL_PAGE), 'utf8')
  const [head = '', rest = ''] = model.split(
    /(?<=<div class="prose" lang="sv">)[\s\S]*?(?=<\/div>\n<footer)/,
  )
  const thread = rest.indexOf('<ol class="thread">')
  const end = rest.indexOf('</ol>\n<form')
  const middle = rest.slice(0, thread + '<ol class="thread">\n'.length)
  const foot = rest.slice(end)
  return (url) => {
    const post = findPost.get(url.slice(1, 8), url.slice(9)) as PostRow | undefined
    if (!post) return undefined
    const rows = findThread.all(post.id) as CommentRow[]
    return Buffer.from(head + post.html + middle + threadOf(rows) + foot)
  }
}

function threadOf(rows: readonly CommentRow[]): string {
  if (rows.length === 0) return ''
  const names = new Map<number, string>()
  let html = ''
  let before = -1
  for (const row of rows) {
    const name = escaped(row.name) || 'Utan namn'
    names.set(row.id, name)
    if (row.depth > before) html += row.depth > 0 ? '<ol>' : ''
    else html += `${'</li></ol>'.repeat(before - row.depth)}</li>`
    html += row.exposure === 'text' ? comment(row, name, names) : marker(row)
    before = row.depth
  }
  return `${html}${'</li></ol>'.repeat(before)}</li>`
}

function comment(row: CommentRow, name: string, names: ReadonlyMap<number, string>): string {
  const { id, capacity } = row
  const label = capacity
    ? `<span class="label label--${capacity}">${capacity === 'personal' ? 'Personligt' : 'Officiellt'}</span>\n `
    : ''
  const title = row.author_title ? `<span>${row.author_title}</span>` : ''
  const replies = row.parent_id
    ? ` <span>svarar ${names.get(row.parent_id)}<span class="audible">, nivå ${row.depth + 1}</span></span>`
    : ''
  const question = row.question
    ? ' <span class="mark mark--question">Fråga till Torunn Vikmark</span>'
    : ''
  const answered = row.answered_by
    ? ` <a class="mark mark--answered" href="/comments/${row.answered_by}">Besvarad</a>`
    : ''
  const at = row.received_at
  return `<li>
<article class="comment${capacity ? ` comment--${capacity}` : ''}" id="c${id}">
<p class="byline">${label}<b>${name}</b>${title}${replies}${question}</p>
<div class="prose">${row.html}</div>
<p class="byline byline--after"><a href="/comments/${id}"><time datetime="${at.slice(0, 16)}Z">${swedishTime(at)}</time></a> <a href="/comments/${id}/reply">Svara<span class="audible"> ${name}</span></a> <a href="/comments/${id}/cite">Citera<span class="audible"> ${name}</span></a>${answered}</p>
</article>
`
}

const marker = ({ id }: CommentRow): string =>
  `<li>\n<p class="marker" id="c${id}">En kommentar är dold.</p>\n`

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const months = [
  ...['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september'],
  ...['oktober', 'november', 'december'],
]

/** "20 november 2026 kl. 07.42": winter time from the last Sunday of October to that of March. */
function swedishTime(at: string): string {
  const utc = new Date(at)
  const year = utc.getUTCFullYear()
  const isSummer = +utc >= lastSunday(year, 2) && +utc < lastSunday(year, 9)
  const local = new Date(+utc + (isSummer ? 2 : 1) * 3_600_000)
  const day = `${local.getUTCDate()} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()}`
  return `${day} kl.\u00a0${two(local.getUTCHours())}.${two(local.getUTCMinutes())}`
}

/** One in the morning (UTC) of the last Sunday of a month that has 31 days. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1))
  return last.setUTCDate(31 - last.getUTCDay())
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))
