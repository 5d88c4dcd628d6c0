/** A post with its thread as a Markdown file: the label first, the text as it was written, every comment with its name and time. */
import type { Instant } from '../kernel/clock.ts'
import { type T, translator } from '../language/catalogue.ts'
import { standing } from '../language/standing.ts'
import { citedTime } from '../language/when.ts'
import type { PublicPost } from '../posts/post.ts'
import { paragraphsOf } from '../text/excerpt.ts'
import type { Html } from '../text/html.ts'
import { markdownOf, quotedLines } from '../text/html-markdown.ts'
import { literal } from '../text/literal.ts'
import { placesIn } from '../text/markdown.ts'
import type { Site } from '../web/house.ts'

/** A comment or a marker as the thread tells it. */
export interface SaidItem {
  readonly id: number
  readonly level: number
  readonly marker: string | undefined
  readonly capacity: 'personal' | 'official' | undefined
  readonly name: string
  readonly title: string
  readonly replies: string
  readonly html: Html
  readonly iso: string
  readonly isQuestion: boolean
  readonly changed: { readonly href: string; readonly words: string } | undefined
  readonly answer: number | undefined
  readonly directs: readonly {
    readonly capacity: 'personal' | 'official'
    readonly words: string
  }[]
}

interface Brought {
  readonly id: number
  readonly path: string
  readonly words: string
}

/** What the file is made from. */
export interface MarkdownFile {
  readonly post: PublicPost
  /** What the archive says of its places, by the number of the entry. */
  readonly passages: ReadonlyMap<number, Html>
  /** What the library has in its places. */
  readonly brought: readonly Brought[]
  readonly items: readonly SaidItem[]
  readonly next: number | undefined
  /** Not the beginning of the thread: the post itself is in the first file. */
  readonly isRest: boolean
  readonly site: Site
  readonly publicUrl: string
}

/** So deep quotes go; what lies deeper says whom it answers, as on the page. */
const DEEPEST = 7

/** The whole file. */
export function markdownFile(file: MarkdownFile): string {
  const t = translator(file.site.language)
  const parts = [
    ...frontOf(file),
    '',
    `# ${literal(t(`posts.page.title.${file.post.capacity}`, { title: file.post.title }))}`,
    '',
    ...aboutOf(file, t),
    ...(file.isRest ? [] : bodyOf(file)),
    ...threadOf(file, t),
  ]
  return `${parts.join('\n')}\n`
}

/** What programs read: YAML, of which JSON strings are a part. */
function frontOf({ post, site, publicUrl }: MarkdownFile): string[] {
  const { capacity, language } = post
  const facts = {
    title: post.title,
    capacity,
    label: translator(language)(`common.capacity.${capacity}`),
    author: post.author.name,
    author_title: post.author.title,
    authority: site.authority,
    language,
    published: post.firstPublishedAt,
    ...(post.changedAt ? { changed: post.changedAt } : {}),
    version: post.version,
    version_from: post.versionAt,
    address: publicUrl + post.path,
    id: post.feedId,
    tags: post.tags.map(({ name }) => name),
    comments: post.commentCount,
  }
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return ['---', ...lines, '---']
}

function aboutOf({ post, site, publicUrl }: MarkdownFile, t: T): string[] {
  const { capacity, author } = post
  const time = (at: Instant) => citedTime(at, site.language, site.timeZone)
  return [
    `**${t(`common.capacity.${capacity}`)}.** ${literal(standing(capacity, author.name, site.language))}.\\`,
    `${literal([author.name, author.title, site.authority].filter(Boolean).join(', '))}. ${time(post.firstPublishedAt)}.\\`,
    `${t('sharing.cite.versionAt', { number: post.version, time: time(post.versionAt) })} <${publicUrl}${post.path}>`,
  ]
}

function bodyOf(file: MarkdownFile): string[] {
  const { post } = file
  const t = translator(post.language)
  const { summary, question, decision } = post
  const link = decision?.url ? ` <${decision.url}>` : ''
  return [
    ...(summary === '' ? [] : ['', `**${literal(summary)}**`]),
    '',
    ...sourceOf(file),
    ...(decision ? ['', `${t('posts.decision')} ${literal(decision.text)}${link}`] : []),
    ...(question === '' ? [] : ['', `**${t('posts.part.question')}:** ${literal(question)}`]),
  ]
}

const CLOSING = /^:::[ \t]*$/

/** The text as it was written, with what the archive says in its places, and addresses that hold anywhere. */
function sourceOf({ post, passages, brought, publicUrl }: MarkdownFile): string[] {
  const { source } = post
  const places = new Map(placesIn(source).map(({ line, id }) => [line, id]))
  let isAfterPlace = false
  return source
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((line, at) => {
      if (places.has(at)) {
        isAfterPlace = true
        const passage = passages.get(places.get(at) ?? 0)
        return passage ? quotedLines(paragraphsOf(passage).flatMap(told)).slice(0, -1) : []
      }
      if (isAfterPlace && CLOSING.test(line)) return []
      if (line.trim() !== '') isAfterPlace = false
      return [withAddresses(line, brought, publicUrl)]
    })
}

const BROUGHT = /^!\[(.*)\]\((image|file):(\d{1,9})\)[ \t]*$/

/** A line with addresses that hold anywhere; of an image what it shows, then its caption. */
function withAddresses(line: string, brought: readonly Brought[], publicUrl: string): string {
  const [, caption = '', kind, id] = BROUGHT.exec(line) ?? []
  if (kind === undefined)
    return line.replace(/\]\(<?\/(?!\/)/g, (start) => start.replace('/', `${publicUrl}/`))
  const item = brought.find((one) => one.id === Number(id))
  if (!item) return kind === 'image' ? caption : ''
  const url = publicUrl + item.path
  if (kind === 'file') return `[${caption || literal(item.words)}](${url})`
  return `![${literal(item.words)}](${url})${caption ? `\n\n${caption}` : ''}`
}

const told = (words: string): string[] => [...words.split('\n').map(literal), '']

function threadOf({ post, items, next, site, publicUrl }: MarkdownFile, t: T): string[] {
  const said = items.flatMap((item) => ['', ...itemLines(item, { site, publicUrl, t })])
  const more = next
    ? ['', `[${t('sharing.markdown.more')}](${publicUrl}${post.path}.md?from=${next})`]
    : []
  return ['', `## ${t('comments.count', { n: post.commentCount })}`, ...said, ...more]
}

interface Told {
  readonly site: Site
  readonly publicUrl: string
  readonly t: T
}

/** One comment in quotes as deep as it lies; a line between conversations. */
function itemLines(item: SaidItem, told: Told): string[] {
  const lines = item.marker
    ? [`*${literal(item.marker)}*`]
    : [headOf(item, told), '', ...markdownOf(item.html), ...afterOf(item, told)]
  const depth = Math.min(item.level - 1, DEEPEST)
  let quoted = lines
  for (let level = 0; level < depth; level++) quoted = quotedLines(quoted)
  return item.level === 1 ? ['---', '', ...quoted] : quoted
}

function headOf(item: SaidItem, { site, publicUrl, t }: Told): string {
  const label = item.capacity ? `**${t(`common.capacity.${item.capacity}`)}** · ` : ''
  const title = item.title ? `, ${literal(item.title)}` : ''
  const replies = item.replies ? ` ${literal(item.replies)}` : ''
  const time = citedTime(item.iso as Instant, site.language, site.timeZone)
  const asks = item.isQuestion
    ? ` · ${literal(t('comments.question', { name: site.official.name }))}`
    : ''
  return `${label}**${literal(item.name)}**${title}${replies} · [${time}](${publicUrl}/comments/${item.id})${asks}`
}

/** What the page says after the words: that they were changed, where they were answered. */
function afterOf({ changed, answer, directs }: SaidItem, { publicUrl, t }: Told): string[] {
  const links = [
    ...(changed ? [`[${changed.words}](${publicUrl}${changed.href})`] : []),
    ...(answer ? [`[${t('comments.answered')}](${publicUrl}/comments/${answer})`] : []),
    ...directs.map(
      ({ capacity, words }) => `${t(`common.capacity.${capacity}`)}. ${literal(words)}`,
    ),
  ]
  return links.length === 0 ? [] : ['', links.join(' · ')]
}
