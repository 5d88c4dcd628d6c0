/** The figures of the archive: read from all its events, some entries at a time, and kept until something changes. */
import { dateIn } from '../language/zone.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask } from '../web/web.ts'
import { nextOverdue } from './archive-http.ts'
import { countedOf, everything, nextIds } from './archive-store.ts'
import { figuresPage } from './figure-pages.ts'
import { type Counted, figuresOf } from './figures.ts'

const AT_A_TIME = 500

/** The page of the figures. */
export async function figuresAnswer(ask: Ask): Promise<Answer> {
  const { t, site, now } = ask
  const figures = figuresOf(await allCounted(ask), {
    ...{ today: dateIn(now, site.timeZone), country: site.country },
  })
  return {
    view: view('disclosures/figures', figuresPage(figures, ask)),
    head: {
      title: t('openness.figures.title'),
      description: t('openness.figures.words'),
      canonical: '/openness/figures',
    },
    tags: ['openness'],
    until: await nextOverdue(ask),
  }
}

/** Between some entries and the next others are answered. */
async function allCounted({ read, site }: Ask): Promise<Counted[][]> {
  const all: Counted[][] = []
  for (let after = 0; ; ) {
    const ids = await nextIds(read, everything, { after, most: AT_A_TIME })
    const rows = await countedOf(read, ids)
    let last = 0
    for (const { id, at, ...event } of rows) {
      const counted = { ...event, on: dateIn(at, site.timeZone) }
      if (id === last) all.at(-1)?.push(counted)
      else all.push([counted])
      last = id
    }
    if (ids.length < AT_A_TIME) return all
    after = ids.at(-1) ?? after
    await new Promise((resolve) => setImmediate(resolve))
  }
}
