/** What stands around every public page: head, menu, languages, notice. */

import type { Instant } from '../kernel/clock.ts'
import { type T, translator } from '../language/catalogue.ts'
import { type Language, languages, ownNames } from '../language/locale.ts'
import { date } from '../language/when.ts'
import type { Capacity } from '../storage/schema.ts'
import type { Html } from '../text/html.ts'
import type { Assets } from './assets.ts'
import type { House, Site } from './house.ts'
import type { ReadOnly } from './read-only.ts'
import type { Render } from './render.ts'
import type { FeedLink, LinkImage, Page, PublicFrame, View } from './views.ts'

/** What a page says about itself besides its view; everything may be left out. */
export interface Head {
  readonly title: string
  readonly description?: string | undefined
  /** A path, when the page has one address that counts. */
  readonly canonical?: string | undefined
  readonly noindex?: boolean
  readonly capacity?: Capacity
  readonly published?: Instant
  /** When it was last changed in a way that readers are told of. */
  readonly modified?: Instant | undefined
  /** What is shown with a link to the page, pixels wide and high. */
  readonly image?: LinkImage | undefined
  readonly jsonLd?: Html
  /** The feeds of what the page shows, besides the one of all posts. */
  readonly feeds?: readonly FeedLink[]
}

const menu = [
  { href: '/', key: 'site.menu.posts' },
  { href: '/openness', key: 'site.menu.openness' },
  { href: '/search', key: 'site.menu.search' },
  { href: '/policy/house-rules', key: 'site.menu.rules' },
  { href: '/about', key: 'site.menu.about' },
  { href: '/contact', key: 'site.menu.contact' },
  { href: '/receipt', key: 'site.menu.receipt' },
] as const

/** Small by default: no empty room, and a proof page only where the site wants it to. */
const menuOf = (site: Site) => [
  ...menu.filter(({ href }) => href !== '/openness' || site.hasArchive),
  ...(site.showsLedger ? [{ href: '/ledger', key: 'site.menu.ledger' } as const] : []),
]

/** Renders a view inside the public frame; what answers a form (`isAnswer`) names no languages. */
export async function framed(
  { house, render, assets }: { house: House; render: Render; assets: Assets },
  { language, path, site, isAnswer }: Where,
  { view, head }: { view: View; head: Head },
): Promise<Html> {
  const page: Page = {
    language,
    path,
    title: head.title,
    siteName: site.name,
    authority: site.authority,
  }
  const body = await render(view.name, view.model as never, page)
  const parts = { house, assets, language, path, site, isAnswer, head, body }
  return render('layouts/page', frame(parts), page)
}

interface Where {
  readonly language: Language
  readonly path: string
  readonly site: Site
  readonly isAnswer?: boolean | undefined
}

interface Parts extends Where {
  readonly house: House
  readonly assets: Assets
  readonly head: Head
  readonly body: Html
}

function frame({ house, assets, language, path, site, isAnswer, head, body }: Parts): PublicFrame {
  const t = translator(language)
  return {
    body,
    description: head.description,
    canonical: head.canonical === undefined ? undefined : house.settings.publicUrl + head.canonical,
    noindex: head.noindex ?? false,
    capacity: head.capacity,
    published: head.published,
    modified: head.modified,
    image: head.image && { ...head.image, path: house.settings.publicUrl + head.image.path },
    locale: locales[language],
    jsonLd: head.jsonLd,
    stylesheet: assets.publicStyle,
    script: assets.script,
    menu: menuOf(site).map(({ href, key }) => ({ href, words: t(key), here: href === path })),
    // What answers a form has no address to come back to in another language.
    languages: isAnswer ? [] : languageLinks(language),
    notices: noticesOf(site, house.readOnly.now(), language, t),
    records: t(`site.foot.records.${site.country}`),
    zone: site.timeZone,
    feeds: [{ path: '', title: t('site.feed') }, ...(head.feeds ?? [])],
  }
}

/** Languages as the Open Graph protocol names them. */
const locales: Readonly<Record<Language, string>> = { sv: 'sv_SE', nb: 'nb_NO', en: 'en_GB' }

/** The languages there are, to choose from. */
export const languageLinks = (language: Language): PublicFrame['languages'] =>
  languages.map((code) => ({ code, words: ownNames[code], here: code === language }))

function noticesOf(
  { next, timeZone }: Site,
  readOnly: ReadOnly | undefined,
  language: Language,
  t: T,
): string[] {
  const notices = readOnly ? [t('site.read_only', { reason: readOnly.reason }).trim()] : []
  if (!next) return notices
  const { name, title, from, notice } = next
  return [...notices, t('site.next', { name, title, from: date(from, language, timeZone), notice })]
}
