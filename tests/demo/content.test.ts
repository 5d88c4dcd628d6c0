import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Comment = {
  key: string
  reply_to?: string
  name?: string
  staff?: 'official' | 'moderator' | 'registrar'
  capacity?: 'personal' | 'official'
  at?: string
  hours_ago?: number
  question?: boolean
  state?: 'pending' | 'hidden' | 'spam' | 'withdrawn' | 'held'
  reason?: string
  sentence?: string
  receipt?: string
  text: string
}
type Post = { file: string; head: Record<string, string>; bodies: string[]; comments: Comment[] }

const FOLDER = new URL('../../server/demo/posts/', import.meta.url)
const FIELDS = ['title', 'capacity', 'language', 'published', 'question', 'summary', 'tags']
const LOCAL_TIME = /^20\d\d-\d\d-\d\d \d\d:\d\d$/

const posts = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map(readPost)
const comments = posts.flatMap((post) => post.comments)

describe('the posts of the demo', () => {
  it('say who speaks, in which language and when', () => {
    for (const { file, head } of posts) {
      for (const field of FIELDS) expect(head, file).toHaveProperty(field)
      expect(['personal', 'official'], file).toContain(head.capacity)
      expect(['sv', 'nb', 'en'], file).toContain(head.language)
      expect(head.published, file).toMatch(LOCAL_TIME)
    }
  })

  it('come in order over two years, and change only after they were published', () => {
    const times = posts.map(({ head }) => head.published ?? '')
    expect(times).toEqual([...times].sort())
    for (const { file, head } of posts) {
      for (const field of ['edited', 'capacity_changed', 'unpublished']) {
        if (head[field]) expect(head[field] > (head.published ?? ''), `${file} ${field}`).toBe(true)
      }
    }
  })

  it('speak in both capacities and three languages', () => {
    expect(count(posts, (post) => post.head.capacity === 'personal')).toBeGreaterThanOrEqual(9)
    const official = count(posts, ({ head }) => (head.new_capacity ?? head.capacity) === 'official')
    expect(official).toBeGreaterThanOrEqual(7)
    expect(count(posts, (post) => post.head.language === 'nb')).toBe(2)
    expect(count(posts, (post) => post.head.language === 'en')).toBe(1)
  })

  it('rest on a decision only when the municipality speaks', () => {
    const resting = posts.filter(({ head }) => head.decision)
    expect(resting.length).toBeGreaterThanOrEqual(4)
    for (const { file, head } of resting) expect(head.capacity, file).toBe('official')
  })

  it('were corrected, extended, relabelled and withdrawn', () => {
    for (const { file, head, bodies } of posts) {
      expect(bodies.length, file).toBe(head.edited ? 2 : 1)
      expect(new Set(bodies).size, file).toBe(bodies.length)
    }
    expect(count(posts, (post) => !!post.head.edited)).toBe(4)
    expect(posts.filter(({ head }) => head.new_capacity).map(({ head }) => head.edited)).toEqual(
      posts.filter(({ head }) => head.capacity_changed).map(({ head }) => head.capacity_changed),
    )
    expect(count(posts, (post) => !!post.head.unpublished)).toBe(1)
  })

  it('are prose of a readable length with plain headings', () => {
    for (const { file, bodies } of posts) {
      const words = (bodies[0] ?? '').split(/\s+/).length
      expect(words, file).toBeGreaterThan(250)
      expect(words, file).toBeLessThan(700)
      expect(bodies.join('\n'), file).not.toMatch(/^#(?!# )/m)
    }
  })
})

describe('the comments of the demo', () => {
  it('answer something that was there before them', () => {
    for (const { file, head, comments } of posts) {
      comments.forEach((comment, at) => {
        const parent = comments.slice(0, at).find(({ key }) => key === comment.reply_to)
        const since = parent?.at ?? head.published ?? ''
        expect(parent?.key, `${file} ${comment.key}`).toBe(comment.reply_to)
        expect(comment.at === undefined || comment.at > since, comment.text).toBe(true)
        expect(comment.at === undefined, comment.text).toBe(comment.state === 'pending')
      })
      expect(new Set(comments.map(({ key }) => key)).size, file).toBe(comments.length)
      const times = comments.flatMap((comment) => comment.at ?? [])
      expect(times, file).toEqual([...times].sort())
      for (const time of times) expect(time, file).toMatch(LOCAL_TIME)
    }
  })

  it('are many, and some threads are deep', () => {
    expect(comments.length).toBeGreaterThanOrEqual(200)
    const depths = posts.map((post) => Math.max(...post.comments.map((c) => depth(c, post))))
    expect(count(depths, (deep) => deep >= 7)).toBeGreaterThanOrEqual(3)
    expect(Math.max(...depths)).toBeGreaterThanOrEqual(9)
  })

  it('show every state that a moderator meets', () => {
    const inState = (state: string) => comments.filter((comment) => comment.state === state)
    expect(inState('pending').length).toBeGreaterThanOrEqual(6)
    expect(inState('spam').length).toBe(2)
    expect(inState('withdrawn').length).toBe(1)
    expect(inState('held').length).toBe(1)
    const reasons = inState('hidden').map((comment) => comment.reason)
    expect(reasons.length).toBeGreaterThanOrEqual(5)
    expect(new Set(reasons).size).toBe(reasons.length)
    for (const hidden of inState('hidden')) expect(hidden.sentence).toBeTruthy()
  })

  it('are answered in both capacities, and only the official answers personally', () => {
    const staff = comments.filter((comment) => comment.staff)
    expect(count(staff, (reply) => reply.capacity === 'personal')).toBeGreaterThanOrEqual(10)
    expect(count(staff, (reply) => reply.capacity === 'official')).toBeGreaterThanOrEqual(10)
    for (const reply of staff.filter((one) => one.staff !== 'official')) {
      expect(reply.capacity, reply.text).toBe('official')
    }
  })

  it('ask questions, of which some still wait', () => {
    const questions = posts.flatMap((post) => post.comments.filter((c) => c.question))
    const waiting = posts.flatMap((post) =>
      post.comments.filter((c) => c.question && !post.comments.some((r) => answers(r, c))),
    )
    expect(questions.length).toBeGreaterThanOrEqual(20)
    expect(waiting.length).toBeGreaterThanOrEqual(4)
    expect(waiting.length).toBeLessThan(questions.length / 2)
  })
})

it('no sentence stands twice anywhere', () => {
  const people = readFileSync(new URL('../people.json', FOLDER), 'utf8')
  const texts = [
    ...Object.values(JSON.parse(people).presentation as Record<string, string>),
    ...posts.flatMap(({ head }) => [head.title ?? '', head.summary ?? '', head.question ?? '']),
    ...comments.flatMap(({ text, sentence }) => [text, sentence ?? '']),
  ].map(sentencesOf)
  const bodies = posts.flatMap(({ bodies: [first = '', edited = ''] }) => {
    const before = sentencesOf(first)
    return [before, sentencesOf(edited).filter((sentence) => !before.includes(sentence))]
  })
  const sentences = [...texts, ...bodies].flat().filter((sentence) => sentence.length > 25)
  expect(sentences.length).toBeGreaterThan(1000)
  const twice = sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)
  expect(twice).toEqual([])
})

function readPost(file: string): Post {
  const [, front = '', text = ''] = readFileSync(new URL(file, FOLDER), 'utf8').split(/^---\n/m)
  const head = Object.fromEntries(
    front.split('\n').flatMap((line) => {
      const [, key, value] = line.match(/^(\w+): ?(.*)$/) ?? []
      return key === undefined ? [] : [[key, value ?? '']]
    }),
  )
  const comments = file.replace(/\.md$/, '.comments.json')
  return {
    file,
    head,
    bodies: text.split(/^=== edited\n/m),
    comments: JSON.parse(readFileSync(new URL(comments, FOLDER), 'utf8')),
  }
}

function depth(comment: Comment, post: Post): number {
  const parent = post.comments.find(({ key }) => key === comment.reply_to)
  return parent === undefined ? 1 : 1 + depth(parent, post)
}

function answers(reply: Comment, question: Comment): boolean {
  return reply.staff !== undefined && reply.reply_to === question.key
}

/** The sentences of one text; what is quoted from somebody else does not count as said again. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/^>.*$/gm, '')
    .replace(/”[^”]*”|«[^»]*»|“[^”]*”/g, '')
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.replace(/[*_#]/g, '').trim().toLowerCase())
}

function count<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.filter(is).length
}
