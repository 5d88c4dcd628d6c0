/** A search as an address asks for it. What is looked for is written nowhere. */
import { slug } from '../kernel/slug.ts'
import { findPublicTag } from '../posts/store.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask } from '../web/web.ts'
import { find, unaskedIn } from './actions.ts'
import { isAsked, narrowingIn, placesIn, yearOf } from './narrowing.ts'
import { searchPage } from './pages.ts'
import { firstMoment } from './store.ts'

/** The page of a search, or of the form alone. */
export async function searchAnswer(ask: Ask): Promise<Answer> {
  const { t, read, query, site } = ask
  const places = placesIn(query.before)
  if (!places) return { problem: 'not_found' }
  const narrowing = narrowingIn(query)
  const tag = narrowing.tag === '' ? undefined : await slugOfTag(ask, narrowing.tag)
  const unknownTag = narrowing.tag !== '' && tag === undefined
  const unasked = isAsked(narrowing) ? unaskedIn(narrowing) : 'nothing'
  const isFound = !unasked && !unknownTag
  const asking = { narrowing, tag, places, timeZone: site.timeZone }
  const page = searchPage(
    {
      ...{ narrowing, unknownTag, isFirst: query.before === undefined },
      unasked: Object.keys(query).length === 0 ? undefined : unasked,
      years: await yearsOf(ask),
      found: isFound ? await find(read, asking) : undefined,
    },
    ask,
  )
  return {
    view: view('search/index', page),
    head: { title: t('search.title'), description: t('search.words'), noindex: true },
    tags: ['lists', 'openness'],
    isRare: Object.keys(query).length > 0,
  }
}

/** A tag as typed: by its name in any of the languages, or as it stands in an address. */
async function slugOfTag({ read, site }: Ask, typed: string): Promise<string | undefined> {
  for (const language of new Set([site.language, 'sv', 'nb'] as const)) {
    const found = await findPublicTag(read, slug(typed, language))
    if (found) return found.slug
  }
  return undefined
}

/** The years in which something was published, the latest first. */
async function yearsOf({ read, site, now }: Ask): Promise<number[]> {
  const first = await firstMoment(read)
  if (first === undefined) return []
  const [from, to] = [yearOf(first, site.timeZone), yearOf(now, site.timeZone)]
  return Array.from({ length: Math.max(1, to - from + 1) }, (_, at) => to - at)
}
