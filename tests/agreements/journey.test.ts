import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../server/kernel/clock.ts'
import { textOf } from '../posts/writing.ts'
import { hiddenFields } from '../support/site.ts'
import { openLetter, postsOf, proposal } from './agreeing.ts'

const ledgerOf = async ({ site }: Awaited<ReturnType<typeof openLetter>>) => {
  const rows = await site.storage.read.selectFrom('ledger_entry').select('body').execute()
  return rows.map(({ body }) => JSON.parse(String(body)) as Record<string, unknown>)
}

describe('a letter', () => {
  test('is published when both have said yes to the same text, with the answers between', async () => {
    const there = await openLetter()
    const { site, propose, page, say, publish } = there
    expect((await propose()).statusCode).toBe(303)
    expect(textOf(await page('desk'))).toContain('Den som skrev har inte sagt ja')
    const own = textOf(await page('own'))
    expect(own).toContain('Schemat lades om i augusti och ingen frågade oss.')
    expect(own).toContain('Det borde vi ha gjort.')
    expect(own).toContain('Du kan säga nej utan skäl.')
    expect((await publish()).statusCode, 'silence is not consent').toBe(422)
    expect((await say('yes')).statusCode).toBe(303)
    expect((await postsOf(there)).length).toBe(1)
    expect((await publish()).statusCode).toBe(303)
    const [post] = await postsOf(there)
    const shown = await site.get(`/${post?.year_month}/${post?.slug}`)
    expect(shown.statusCode).toBe(200)
    const words = textOf(shown.body)
    expect(words).toContain('Ett brev om scheman')
    expect(words).toContain('Publicerat efter överenskommelse den 21 november 2026.')
    const order = ['ingen frågade oss', 'Det borde vi ha gjort', 'ett möte om det', '3 december']
    const places = order.map((text) => words.indexOf(text))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(shown.body).toContain('<strong>3 december</strong>')
    expect(shown.body).toMatch(/<div[^>]*role="group" aria-label="Brev">/)
    expect(shown.body).toMatch(
      /<div[^>]*role="group" aria-label="Svar från Kerstin Ahlby, kommundirektör">/,
    )
  })

  test('is recorded with both agreements, at the time of publication', async () => {
    const there = await openLetter()
    const { site, propose, say, publish } = there
    await propose()
    await say('yes')
    site.advance(7 * MINUTE)
    await publish()
    const entries = (await ledgerOf(there)).slice(-3)
    expect(entries.map(({ kind, by }) => [kind, by])).toEqual([
      ['letter_agreed', 'official'],
      ['letter_agreed', 'writer'],
      ['post_published', undefined],
    ])
    expect(new Set(entries.map(({ at }) => at))).toEqual(new Set([site.clock()]))
    expect(entries[0]?.hash).toBe(entries[1]?.hash)
  })

  test('is in feeds as what it is, and its history holds it as Markdown', async () => {
    const there = await openLetter()
    await there.propose()
    await there.say('yes')
    await there.publish()
    there.site.advance(10 * MINUTE)
    const feed = (await there.site.get('/feed.atom')).body
    expect(feed).toContain('Publicerat efter överenskommelse')
    expect(feed).toContain('Svar från Kerstin Ahlby, kommundirektör')
    const [post] = await postsOf(there)
    const history = await there.site.get(`/${post?.year_month}/${post?.slug}/history`)
    expect(textOf(history.body)).toContain('Schemat lades om i augusti')
  })

  test('can be negotiated: the writer takes words out, chooses the credit, and both agree to that', async () => {
    const there = await openLetter()
    const { site, propose, page, change, officialSays, publish, say } = there
    await propose()
    await say('yes')
    const changes = {
      credit: 'role',
      credit_words: 'en lärare',
      part: ['1', '2'],
      'out-writer': 'Norrskolan\n14 år',
    }
    expect((await change(changes)).statusCode).toBe(303)
    const desk = textOf(await page('desk'))
    expect(desk).toContain('Den som skrev har ändrat texten och sagt ja')
    expect(desk).not.toContain('Norrskolan')
    expect((await officialSays('yes')).statusCode).toBe(303)
    expect((await publish()).statusCode).toBe(303)
    const [post] = await postsOf(there)
    const { body } = await site.get(`/${post?.year_month}/${post?.slug}`)
    expect(textOf(body)).toContain('Skrivet av en lärare.')
    expect(textOf(body)).toContain('på [borttaget: uppgift om den som skrev] i [borttaget')
    expect(body).not.toContain('Norrskolan')
    expect(body).not.toContain('ett möte om det')
    expect(post?.source).not.toContain('Norrskolan')
  })

  test('changes only when both agree anew, and its writer can step forward with a name', async () => {
    const there = await openLetter()
    const { site, propose, say, publish, change } = there
    await propose()
    await say('yes')
    await publish()
    const [post] = await postsOf(there)
    const path = `/${post?.year_month}/${post?.slug}`
    const draft = await site.post(`/desk/posts/${post?.id}/change`, {}, there.desk)
    expect(draft.statusCode, 'nobody edits it alone').toBe(403)
    const corrected = { capacity: 'official' }
    const correction = await site.post(`/desk/posts/${post?.id}/correction`, corrected, there.desk)
    expect(correction.statusCode).toBe(422)
    const named = { credit: 'name', credit_words: 'Anna Sten', part: ['1', '2', '3'] }
    expect((await change(named)).statusCode).toBe(303)
    expect((await site.get(path)).body).not.toContain('Anna Sten')
    expect((await publish()).statusCode).toBe(303)
    expect(textOf((await site.get(path)).body)).toContain('Skrivet av Anna Sten.')
    const kinds = (await ledgerOf(there)).map(({ kind }) => kind)
    expect(kinds.slice(-3)).toEqual(['letter_agreed', 'letter_agreed', 'post_changed'])
  })

  test('shows no word of what both agreed to before they agreed to something else', async () => {
    const there = await openLetter()
    const { site, propose, say, publish, change } = there
    await propose({ ...proposal, title: 'Norrskolan', capacity: 'official' })
    await say('yes')
    await publish()
    const [first] = await postsOf(there)
    const history = async () =>
      (await site.get(`/${first?.year_month}/${first?.slug}/history`)).body
    expect(textOf(await history())).toContain('som lärare på Norrskolan i 14 år')
    site.advance(20 * MINUTE)
    const changes = { credit: 'none', part: ['1', '3'], 'out-writer': '14 år' }
    expect((await change(changes)).statusCode).toBe(303)
    expect(textOf(await history()), 'as long as that is public').toContain('14 år')
    expect((await publish()).statusCode).toBe(303)
    const words = textOf(await history())
    expect(words).toContain('som lärare på Norrskolan i [borttaget')
    expect(words).not.toContain('14 år')
    expect(words).not.toContain('Schemat lades om')
    expect(words).toContain('Version 1')
    expect(words).toContain('Orden visas inte längre')
    const rows = await site.storage.read
      .selectFrom('public_post_version')
      .select(['number', 'title', 'source', 'html', 'salt', 'hash'])
      .where('post_id', '=', first?.id ?? 0)
      .execute()
    expect(rows[0]).toEqual({
      ...{ number: 1, title: null, source: null, html: null, salt: null, hash: null },
    })
  })

  test('that is published can be asked to be taken down, by its writer', async () => {
    const there = await openLetter()
    const { site, propose, say, publish, own, holder, number, desk } = there
    await propose()
    await say('yes')
    await publish()
    const reason = 'Någon har känt igen mig.'
    const asked = await site.post(own.replace('proposal', 'withdrawal'), { reason }, holder)
    expect(asked.statusCode).toBe(303)
    const page = textOf((await site.get(`/desk/letters/${number}`, desk)).body)
    expect(page).toContain('bad att det publicerade tas bort. Skäl: Någon har känt igen mig.')
  })

  test('can be taken back within five minutes, and then needs two agreements again', async () => {
    const there = await openLetter()
    const { site, propose, say, publish, desk, page } = there
    await propose()
    await say('yes')
    await publish()
    const [post] = await postsOf(there)
    expect((await site.post(`/desk/posts/${post?.id}/undo`, {}, desk)).statusCode).toBe(303)
    expect((await site.get(`/${post?.year_month}/${post?.slug}`)).statusCode).toBe(410)
    expect(await site.storage.read.selectFrom('draft').selectAll().execute()).toEqual([])
    expect((await publish({}, await page('desk'))).statusCode).not.toBe(303)
    await propose({ ...proposal, title: 'Ett brev till' })
    await say('yes')
    expect((await publish()).statusCode).toBe(303)
    expect((await site.get(`/${post?.year_month}/${post?.slug}`)).statusCode).toBe(200)
  })

  test('can be answered without being published, when its writer says yes to the wording', async () => {
    const there = await openLetter()
    const { site, at, desk, say, publish, page } = there
    const form = {
      kind: 'own_words',
      capacity: 'official',
      title: 'Om scheman',
      preface: 'Hur lägger vi scheman?',
    }
    const typed = { ...form, 'answer-0': 'Tillsammans med dem som berörs.', number: '0' }
    const shown = await site.post(`${at}/preview`, typed, desk)
    expect(shown.statusCode).toBe(200)
    expect((await site.post(at, { ...typed, ...hiddenFields(shown.body) }, desk)).statusCode).toBe(
      303,
    )
    expect((await publish()).statusCode).toBe(422)
    expect(textOf(await page('own'))).toContain('utan att visa ditt brev')
    await say('yes')
    expect((await publish()).statusCode).toBe(303)
    const [post] = await postsOf(there)
    const { body } = await site.get(`/${post?.year_month}/${post?.slug}`)
    expect(textOf(body)).toContain('återges här med egna ord')
    expect(body).not.toContain('Norrskolan')
  })
})

test('an edit voids both answers, and an answer to what was seen before it is told so', async () => {
  const there = await openLetter()
  const { propose, page, say, publish } = there
  await propose()
  const before = await page('own')
  await propose({ ...proposal, title: 'En annan rubrik' })
  const late = await say('yes', before)
  expect(late.statusCode).toBe(422)
  expect(textOf(late.body)).toContain('Texten har ändrats sedan du läste den')
  expect((await publish()).statusCode).toBe(422)
  expect((await postsOf(there)).length).toBe(1)
  const desk = await page('desk')
  await say('yes')
  await there.change({ credit: 'colleague', part: ['1', '2', '3'] })
  expect((await publish({}, desk)).statusCode, 'the desk had seen the earlier one').toBe(422)
})

test('either takes a yes back until publication', async () => {
  const there = await openLetter()
  const { propose, say, officialSays, publish, page } = there
  await propose()
  await say('yes')
  const agreed = await page('desk')
  await say('back')
  expect((await publish({}, agreed)).statusCode).toBe(422)
  await say('yes')
  await officialSays('back')
  expect(textOf(await page('own'))).toContain('har inte sagt ja till den här texten än')
  expect((await publish()).statusCode, 'publishing is the office saying yes').toBe(303)
})

test('a withdrawn proposal is gone for its writer and leaves no trace in public', async () => {
  const there = await openLetter()
  const { site, propose, at, desk, own, holder, say, page } = there
  await propose()
  const seen = await page('own')
  const entries = (await ledgerOf(there)).length
  expect((await site.post(`${at}/withdrawal`, {}, desk)).statusCode).toBe(303)
  expect((await site.get(own, holder)).statusCode).toBe(404)
  expect((await say('yes', seen)).statusCode).toBe(404)
  expect((await ledgerOf(there)).length).toBe(entries)
  expect((await propose()).statusCode, 'another can be made').toBe(303)
})

test('somebody who is mentioned must be taken out or accounted for', async () => {
  const text = 'Rektor Eva Lind svarade inte.\n\nKan du?'
  const there = await openLetter(text)
  const { site, at, desk, propose, say, publish } = there
  const form = { ...proposal, part: ['1', '2'], 'answer-2': 'Ja.', 'answer-3': '' }
  const refused = await propose(form)
  expect(refused.statusCode).toBe(422)
  expect(textOf(refused.body)).toContain('Eva Lind')
  expect(await site.storage.read.selectFrom('letter_proposal').selectAll().execute()).toEqual([])
  const shown = await site.post(`${at}/preview`, { ...form, number: '0' }, desk)
  const names = Object.values(hiddenFields(shown.body))
  expect(names).toContain('Rektor Eva Lind')
  expect((await propose({ ...form, 'out-person': 'Rektor Eva Lind' })).statusCode).toBe(303)
  // What the office took out stays out, whatever the writer changes.
  await there.change({ credit: 'none', part: ['1', '2'] })
  await say('yes')
  expect((await publish()).statusCode).toBe(303)
  const [post] = await postsOf(there)
  expect(post?.letter).not.toContain('Eva Lind')
  expect(post?.letter).toContain('"reason":"person"')
})

test('somebody whom the writer lets show must be accounted for by the office before its yes', async () => {
  const { change, propose, publish, page } = await openLetter(
    'Rektor Eva Lind svarade inte.\n\nKan du?',
  )
  const form = { ...proposal, part: ['2'], 'answer-2': 'Ja.', 'answer-3': '' }
  expect((await propose(form)).statusCode).toBe(303)
  await change({ credit: 'none', part: ['1', '2'] })
  const refused = await publish()
  expect(refused.statusCode).toBe(422)
  expect(textOf(refused.body)).toContain('Någon nämns')
  expect(await page('desk')).toContain('value="Rektor Eva Lind"')
  expect((await publish({ 'resolved-0': 'public' })).statusCode).toBe(303)
})

test('only who reads the letter and writes posts finds the proposal', async () => {
  const { site, at, propose } = await openLetter()
  await propose()
  for (const who of ['registrar', 'moderator', 'author', 'administrator'] as const) {
    const cookie = await site.signIn(who)
    for (const path of ['', '/form']) {
      const { statusCode, body } = await site.get(`${at}${path}`, { cookie })
      expect([who, statusCode]).toEqual([who, 404])
      expect(body).not.toContain('Ett brev om scheman')
    }
  }
})
