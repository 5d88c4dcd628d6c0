import { describe, expect, test } from 'vitest'
import { languages } from '../../server/language/locale.ts'
import { type Answers, advise, questions, readAnswers } from '../../server/letters/choice.ts'
import { textOf } from '../posts/writing.ts'
import { hiddenFields, openTestSite } from '../support/site.ts'
import { openChannel } from './channel.ts'

/** Every way to answer, questions left out included. */
const everyWay: Answers[] = Object.entries(questions).reduce<Answers[]>(
  (before, [question, answers]) =>
    before.flatMap((one) => [one, ...answers.map((answer) => ({ ...one, [question]: answer }))]),
  [{}],
)

describe('the advice', () => {
  test('is there for every way to answer in which it is said what it is about', () => {
    expect(everyWay).toHaveLength(4 * 4 * 4 * 3)
    for (const answers of everyWay) {
      const advice = advise(answers)
      if (answers.about === undefined) expect(advice).toBeUndefined()
      else expect(advice?.first, JSON.stringify(answers)).toBeTruthy()
    }
  })

  test('says why, for every choice between the two doors, and never both for and against at once', () => {
    for (const answers of everyWay.filter(({ about }) => about === 'idea')) {
      const { first, besides, because = [], but = [] } = advise(answers) ?? {}
      expect([first, besides].sort()).toEqual(['comment', 'letter'])
      expect(because.length, JSON.stringify(answers)).toBeGreaterThan(0)
      expect(because.filter((reason) => but.includes(reason))).toEqual([])
    }
  })

  test('on wrongdoing at work is the whistleblower channel first, whatever else was answered, and never a comment', () => {
    for (const answers of everyWay.filter(({ about }) => about === 'wrong'))
      expect(advise(answers)).toMatchObject({ first: 'whistle', besides: 'letter' })
  })

  test('on one’s own case is to turn to the office, and to neither door', () => {
    for (const answers of everyWay.filter(({ about }) => about === 'own'))
      expect(advise(answers)).toMatchObject({ first: 'own', besides: undefined })
  })

  test('is never to write openly what is internal, or for whoever does not want to be noticed', () => {
    for (const answers of everyWay.filter((one) => one.internal === 'yes' || one.known === 'no'))
      expect(advise(answers)?.first).not.toBe('comment')
  })

  test.each<[Answers, object]>([
    [{ outcome: 'bad' }, { first: 'letter', because: ['unsure'], but: [] }],
    [{ outcome: 'good' }, { first: 'comment', because: ['credit'] }],
    [
      { outcome: 'good', known: 'no' },
      { first: 'letter', because: ['hidden'], but: [] },
    ],
    [{ outcome: 'fair' }, { first: 'comment', because: ['better'] }],
    [
      { outcome: 'fair', internal: 'yes' },
      { first: 'letter', because: ['internal'], but: ['better'] },
    ],
    [{}, { first: 'comment', because: ['open'] }],
  ])('weighs an idea as an employee does: %j', (answers, expected) => {
    expect(advise({ about: 'idea', ...answers })).toMatchObject(expected)
  })

  test('reads answers from a form, and nothing that is none', () => {
    const typed: Record<string, string> = { about: 'idea', outcome: 'x', known: 'no', internal: '' }
    expect(readAnswers((question) => typed[question] ?? '')).toEqual({ about: 'idea', known: 'no' })
  })
})

describe('the page that helps to choose', () => {
  const path = '/letter/choice'

  test('is there while letters are taken, and is linked at both doors', async () => {
    const closed = await openTestSite()
    expect((await closed.get(path)).statusCode).toBe(404)
    expect((await closed.post(path)).statusCode).toBe(404)
    const { site, post } = await openChannel()
    for (const at of [post.path, '/letter', `/letter?post=${post.id}`])
      expect((await site.get(at)).body).toContain('formaction="/letter/choice" formnovalidate')
    expect((await site.get(path)).statusCode).toBe(200)
  })

  test('keeps nothing: no cookie, no copy, no answer in an address', async () => {
    const { site } = await openChannel()
    for (const answer of [
      await site.get(path),
      await site.post(path, { about: 'wrong', asked: 'yes' }),
    ]) {
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(answer.headers['cache-control']).toContain('no-store')
      expect(answer.body).toMatch(/<form [^>]*method="post" action="\/letter\/choice"/)
      expect(answer.body).not.toMatch(/(href|formaction)="[^"]*(about|outcome|known|internal)=/)
    }
  })

  test('loses nothing that was written on the way from a door, by the advice, through a door', async () => {
    const { site, post } = await openChannel()
    const door = await site.get(post.path)
    const text = 'Vi kan spara på "lokalerna".\n\nMen chefen säger <nej>.'
    const form = { ...hiddenFields(door.body), text, name: 'Mirja', question: 'yes' }
    const asked = await site.post(path, form)
    expect(asked.statusCode).toBe(200)
    const carried = unescaped(hiddenFields(asked.body))
    expect(carried).toMatchObject({ text, name: 'Mirja', question: 'yes', post: String(post.id) })
    const advised = await site.post(path, { ...carried, about: 'idea', known: 'no' })
    expect(textOf(advised.body)).toContain('Vi råder dig att skriva ett brev till Kerstin Ahlby')
    expect(textOf(advised.body)).toContain('Det du har skrivit följer med.')
    const on = unescaped(hiddenFields(advised.body))
    for (const to of ['/letter/preview', '/comments/preview']) {
      expect(advised.body).toContain(`formaction="${to}"`)
      const preview = await site.post(to, on)
      expect(preview.statusCode).toBe(200)
      expect(textOf(preview.body)).toContain('Men chefen säger &lt;nej&gt;.')
    }
  })

  test('asks what it is about before it advises, and keeps the other answers', async () => {
    const { site } = await openChannel()
    const { statusCode, body } = await site.post(path, { asked: 'yes', outcome: 'fair' })
    expect(statusCode).toBe(422)
    expect(textOf(body)).toContain('Välj vad det handlar om.')
    expect(body).toMatch(/value="fair"[^>]* checked/)
    expect(body).not.toContain('Vi råder dig')
  })

  test.each(languages)(
    'names the whistleblower channel first for wrongdoing (%s, both countries)',
    async (language) => {
      for (const country of ['se', 'no'] as const) {
        const { site } = await openChannel({ country })
        const headers = { 'accept-language': language }
        const { body } = await site.post(
          path,
          { about: 'wrong', known: 'yes', asked: 'yes' },
          { headers },
        )
        const main = body.slice(body.indexOf('<main'))
        const [first] = main.match(/<a [^>]*href="[^"]*"/) ?? []
        expect(first).toContain('https://visselblasning.eken.example/')
        expect(main).not.toContain('formaction="/comments/preview"')
      }
    },
  )

  test('leads to where to write, about what one came from', async () => {
    const { site, post } = await openChannel()
    const form = { post: String(post.id), about: 'idea', asked: 'yes' }
    const about = (await site.post(path, form)).body
    expect(about).toContain(`href="${post.path}#write"`)
    expect(about).toContain(`href="/letter?post=${post.id}"`)
    const nothing = (await site.post(path, { about: 'idea', asked: 'yes' })).body
    expect(textOf(nothing)).toContain('Välj ett inlägg att kommentera')
    const own = (await site.post(path, { about: 'own', asked: 'yes' })).body
    expect(own).toContain('class="button" href="/contact"')
  })
})

/** Values as a browser reads them from the page. */
const unescaped = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&'),
    ]),
  )
