/** Promise 1: no output of a post or of a staff reply lacks its capacity. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { spoken, unlabelled } from './labels.ts'
import { visitors, word } from './markers.ts'
import { ask } from './sweep.ts'
import { openWorld } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it asks for everything there is

describe('the label', () => {
  test.each(visitors)(
    'stands with every word of a post or a reply that a %s reads',
    async (visitor) => {
      const world = await openWorld()
      const asked = await ask(world, visitor)
      const faults = asked.flatMap(({ address, body }) =>
        spoken.flatMap(({ words, capacity }) =>
          unlabelled(body, words, capacity).map((where) => `${address}: ${where}`),
        ),
      )
      expect(faults).toEqual([])
    },
  )

  test('stands with a reply of which only the name is said', async () => {
    const { site, comments, cookies } = await openWorld()
    for (const [path, cookie] of [
      ['/', ''],
      ['/receipt', cookies.holder],
    ] as const)
      for (const [name, words] of [
        ['staffpersonal', 'Personligt'],
        ['staffofficial', 'Officiellt'],
      ] as const) {
        const items = (await site.get(path, { cookie })).body.split('<li')
        const naming = items.filter((one) => one.includes(`href="/comments/${comments[name]}"`))
        expect([path, naming.length]).toEqual([path, 1])
        expect(naming[0]?.split('</li>')[0]?.toLowerCase()).toContain(words.toLowerCase())
      }
  })

  test('of an earlier version is the one that it had', async () => {
    const { site, posts } = await openWorld()
    const { body } = await site.get(`${posts.corrected.path}/history`)
    const first = body.slice(body.indexOf('id="v1"'))
    expect(unlabelled(`<body>${first}`, word('corrected', 'source'), 'personal')).toEqual([])
    expect(first).toContain(word('corrected', 'source'))
    const correction = body.slice(0, body.indexOf('id="v1"')).replace(/\s+/g, ' ')
    expect(correction).toMatch(/<del><span class="label label--personal">[\s\S]*label--official/)
  })

  test('stands in the preview of a comment and of an answer', async () => {
    const { site, posts, comments } = await openWorld()
    for (const [post, capacity] of [
      [posts.open, 'official'],
      [posts.changed, 'personal'],
    ] as const) {
      const form = { post: String(post.id), parent: String(comments.staffpersonal), text: 'Hej' }
      const { body } = await site.post('/comments/preview', form)
      const title = word(post === posts.open ? 'open' : 'changedagain', 'title')
      expect(body).toContain(title)
      expect(unlabelled(body, title, capacity)).toEqual([])
    }
  })

  test('stands in what machines read: head, data, feed', async () => {
    const { site, posts, comments } = await openWorld()
    const capacities = { open: 'official', changed: 'personal', corrected: 'official' } as const
    const names = { official: 'Officiellt', personal: 'Personligt' }
    const feed = (await site.get('/feed.atom')).body.split('<entry').slice(1)
    expect(feed.length).toBe(3)
    for (const [name, capacity] of Object.entries(capacities)) {
      const title = word(name === 'changed' ? 'changedagain' : name, 'title')
      const { path } = posts[name as keyof typeof capacities]
      const at = String((await site.get(path)).headers.location ?? path)
      const head = (await site.get(at)).body.split('</head>')[0]
      expect(head).toContain(`<meta name="capacity" content="${capacity}">`)
      expect(head).toContain(`<meta name="description" content="${names[capacity]}`)
      expect(head).toMatch(new RegExp(`<title>${title} – ${names[capacity]}`))
      expect(head).toContain(`"genre":"${names[capacity]}`)
      const entry = feed.find((one) => one.includes(title)) ?? ''
      expect(entry).toMatch(new RegExp(`<title>${names[capacity]}[^<]*: ${title}</title>`))
      expect(entry).toContain(`<category term="${capacity}"`)
    }
    for (const [name, capacity] of [
      ['staffpersonal', 'personal'],
      ['staffofficial', 'official'],
    ] as const)
      for (const end of ['', '/history'])
        expect((await site.get(`/comments/${comments[name]}${end}`)).body).toContain(
          `<meta name="capacity" content="${capacity}">`,
        )
    const own = (await site.get(`/comments/${comments.staffpersonal}`)).body
    expect(own).toContain(`(Personligt) om ”${word('open', 'title')}” – Officiellt inlägg`)
  })
})

test('no stylesheet takes the label away, on paper neither', () => {
  const css = globSync('static/css/**/*.css').map((file) => readFileSync(file, 'utf8'))
  const rules = css.flatMap((text) => [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)])
  const label = rules.filter(([, selector = '']) => /\.label\b/.test(selector))
  expect(label.length).toBeGreaterThan(2)
  const away = /display:\s*none|visibility:\s*hidden|font-size:\s*0(?![.\d])|opacity:\s*0|clip/
  expect(label.filter(([, , body = '']) => away.test(body)).map(([rule]) => rule)).toEqual([])
})
