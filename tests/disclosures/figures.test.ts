/** The figures on the page equal those that anybody computes from the published files. */
import { describe, expect, test } from 'vitest'
import { type Said, states } from '../../server/disclosures/disclosure.ts'
import { groundIds } from '../../server/disclosures/ground.ts'
import { addDays } from '../../server/language/workdays.ts'
import { textIn } from './archive.ts'
import { figuresFrom, grouped, readCsv } from './figures-from-files.ts'
import { type Filled, openFilled } from './filled.ts'

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Coming {
  readonly at: string
  readonly act: () => Promise<void>
}

/** Four years of entries with a life each, all acts in the order of their times. */
async function fill({ make, look }: Filled, random: () => number, count: number): Promise<void> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const days = (least: number, most: number) => Math.floor(least + random() * (most - least))
  const momentOn = (day: string) =>
    `${day}T${String(days(0, 24)).padStart(2, '0')}:${String(days(0, 60)).padStart(2, '0')}:00.000Z`
  const coming: Coming[] = []
  for (let number = 0; number < count; number++) {
    const made = addDays('2022-12-20', days(0, 1400))
    const reviewOn = addDays(made, days(20, 300))
    const state = pick(states.filter((one) => one !== 'ended'))
    const said = {
      state,
      ground: pick(groundIds),
      reviewOn,
      capacity: pick(['personal', 'official']),
    }
    coming.push({
      at: momentOn(made),
      act: async () => live(await make(coming[0]?.at ?? '', said as Partial<Said>), said),
    })
  }
  const insert = (one: Coming) => {
    const at = coming.findIndex((other) => other.at > one.at)
    coming.splice(at < 0 ? coming.length : at, 0, one)
  }
  const live = (id: number, said: { readonly state: string; readonly reviewOn: string }) => {
    const isOpen = said.state === 'withheld' || said.state === 'partly'
    const kinds = ['kept', 'narrowed', 'disclosed', 'ended', 'corrected', 'forgotten']
    const kind = isOpen ? pick(kinds) : pick(['corrected', 'forgotten', 'forgotten', 'forgotten'])
    const day = addDays(said.reviewOn, days(-15, 15))
    const at = momentOn(day)
    const now = coming[0]?.at ?? ''
    if (kind === 'forgotten' || day >= '2026-11-20' || at <= now) return
    const reviewOn = addDays(said.reviewOn > day ? said.reviewOn : day, days(20, 200))
    const changes: Record<string, object> = {
      kept: { said: { why: `Därför, ${at}.`, reviewOn } },
      narrowed: { said: { canSay: `Mer, ${at}.`, state: 'partly', reviewOn } },
      disclosed: { said: { state: 'disclosed' }, told: '/2026/11/berattat' },
      ended: { said: { state: 'ended' }, because: 'Frågan finns inte längre.' },
      corrected: { said: { ground: pick(groundIds) }, because: 'Fel grund.' },
    }
    insert({
      at,
      act: async () => live(id, await look(at, id, { kind, ...changes[kind] } as never)),
    })
  }
  coming.sort((one, other) => (one.at < other.at ? -1 : 1))
  for (let next = coming[0]; next; next = coming[0]) {
    await next.act()
    coming.splice(coming.indexOf(next), 1)
  }
}

/** The rows of the tables of a page, by their captions. */
function tablesOf(page: string): Record<string, string[][]> {
  const tables = [...page.matchAll(/<table[^>]*>([\s\S]*?)<\/table>/g)]
  return Object.fromEntries(
    tables.map(([, table = '']) => {
      const rows = [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
        [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
          textIn(cell).trim(),
        ),
      )
      return [textIn(/<caption[^>]*>([\s\S]*?)<\/caption>/.exec(table)?.[1] ?? '').trim(), rows]
    }),
  )
}

const pictures = (page: string): string[] =>
  [...page.matchAll(/<svg[^>]* role="img" aria-label="([^"]*)"/g)].map(([, text = '']) => text)

describe('the figures of the archive', () => {
  test.each([1, 20_261_121])('equal what is computed from the files, seed %i', async (seed) => {
    const archive = await openFilled()
    await fill(archive, seeded(seed), 250)
    const { site } = archive
    const json = JSON.parse((await site.get('/openness.json')).body)
    const table = readCsv((await site.get('/openness.csv')).body)
    const now = site.clock()
    const entries = json.entries.map(({ events }: { events: [] }) => events)
    const figures = figuresFrom(entries, json.time_zone, now)
    expect(figuresFrom(grouped(table), json.time_zone, now)).toEqual(figures)
    // Something of everything, or the comparison says little.
    expect(figures.entries).toBe(250)
    expect(
      Math.min(...['withheld', 'partly', 'disclosed', 'ended'].map((s) => figures.states[s] ?? 0)),
    ).toBeGreaterThan(5)
    expect(
      Math.min(figures.overdue, figures.looks.inTime, figures.looks.late, figures.told),
    ).toBeGreaterThan(5)

    const { body } = await site.get('/openness/figures')
    const tables = tablesOf(body)
    expect(tables['Siffror och diagram']).toEqual([
      ['Redogörelser', '250'],
      ['Skulle ha setts över', `${figures.overdue}`],
      [
        'Setts över i tid, och för sent',
        `${figures.looks.inTime} i tid, ${figures.looks.late} för sent`,
      ],
      [
        'Inte berättat från början, men berättat senare',
        `${figures.told} av ${figures.untold} (${Math.round((100 * figures.told) / figures.untold)} %)`,
      ],
      ['Hälften berättades inom (median)', `${String(figures.median).replace('.', ',')} dagar`],
    ])
    const named = {
      withheld: 'Inte berättat',
      partly: 'Delvis berättat',
      disclosed: 'Berättat',
      ended: 'Avslutat',
    }
    const byState = Object.entries(named).map(([state, name]) => [name, `${figures.states[state]}`])
    expect(tables['Så står redogörelserna nu']?.slice(1)).toEqual(byState)
    const byGround = tables['Redogörelser efter grund']?.slice(1) ?? []
    expect(Object.fromEntries(byGround)).toEqual(
      Object.fromEntries(
        Object.entries(figures.grounds).map(([name, count]) => [name, `${count}`]),
      ),
    )
    const kinds = ['made', 'disclosed', 'narrowed', 'kept', 'ended']
    const byYear = Object.entries(figures.years).map(([year, of]) => [
      ...[year, ...kinds.map((kind) => `${of[kind] ?? 0}`)],
    ])
    expect(tables['Vad som har hänt, år för år']?.slice(1)).toEqual(byYear)

    const said = (rows: string[][]) => rows.map(([name, count]) => `${name}: ${count}`).join('. ')
    const drawn = byYear.flatMap(([year = '', made = '', disclosed = '', , kept = '']) => [
      ...[
        [`${year}, publicerade`, made],
        [`${year}, berättade`, disclosed],
      ],
      [`${year}, fortfarande inte`, kept],
    ])
    expect(pictures(body)).toEqual([
      `Så står redogörelserna nu. ${said(byState)}.`,
      `Redogörelser efter grund. ${said(byGround)}.`,
      `Vad som har hänt, år för år. ${said(drawn)}.`,
    ])
  })

  test('stand also when there is nothing to count', async () => {
    const { site } = await openFilled()
    const { statusCode, body } = await site.get('/openness/figures')
    expect(statusCode).toBe(200)
    expect(body).toContain('Ännu har inget berättats i efterhand.')
    expect(body).not.toContain('<svg')
  })

  test('are drawn with words at every bar, and bars that are told apart without colour', async () => {
    const { site, make } = await openFilled()
    await make('2026-10-01T08:00:00.000Z', {})
    await make('2026-10-02T08:00:00.000Z', { state: 'partly' })
    const { body } = await site.get('/openness/figures')
    const [, picture = ''] = /<svg([\s\S]*?)<\/svg>/.exec(body) ?? []
    expect([...picture.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words)).toEqual([
      ...['1 Inte berättat', '1 Delvis berättat', '0 Berättat', '0 Avslutat'],
    ])
    expect(picture).toContain('fill="url(#states-hatched)"')
    expect(picture).toContain('fill="url(#states-half)"')
    expect(body).not.toMatch(/\sstyle=|<style|<script(?! src)/)
  })
})
