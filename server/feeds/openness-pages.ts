/**
 * The feeds of the archive: each event is an item of its own, so that a reader of feeds tells of a look and of a
 * correction as it does of a new account. Atom by RFC 4287, and JSON Feed 1.1.
 */
import { type Disclosure, type DisclosureEvent, isOpen, pathOf } from '../disclosures/disclosure.ts'
import { ground } from '../disclosures/ground.ts'
import type { Instant } from '../kernel/clock.ts'
import { translator } from '../language/catalogue.ts'
import { dayWords } from '../language/when.ts'
import { excerpt } from '../text/excerpt.ts'
import type { Site } from '../web/house.ts'
import { checkpointElement } from './atom-pages.ts'
import { element, textElement } from './xml.ts'

/** What the feeds are made from: the latest events first. */
export interface ArchiveFeed {
  readonly site: Site
  readonly publicUrl: string
  readonly events: readonly { readonly entry: Disclosure; readonly event: DisclosureEvent }[]
  readonly now: Instant
  /** The checkpoint of the ledger, so that whoever keeps a feed is a witness. */
  readonly checkpoint: string
}

const HEADING = 100

/** An item: its words in the language of the entry, the label first in title and text. */
function itemOf(
  { entry, event }: ArchiveFeed['events'][number],
  { site, publicUrl }: Pick<ArchiveFeed, 'site' | 'publicUrl'>,
) {
  const { language, capacity, responsible } = event
  const t = translator(language)
  const label = t(`common.capacity.${capacity}`)
  const state = t(`disclosures.state.${event.state}`)
  const groundName = ground(site.country, event.ground)[language].name
  const heading = excerpt(event.canSay.replace(/\s+/g, ' '), HEADING)
  const isFirst = event.number === 1
  const what = isFirst ? state : t(`disclosures.event.${event.kind}`)
  const day = dayWords(event.reviewOn, language)
  return {
    id: isFirst ? entry.feedId : `${entry.feedId}/${event.number}`,
    url: publicUrl + pathOf(entry.id) + (isFirst ? '' : `#event-${event.number}`),
    title: `${label}: ${what}. ${heading}`,
    text: [
      `${label}. ${state}.`,
      ...(event.because ? [event.because] : []),
      `${t('disclosures.entry.canSay')}: ${event.canSay}`,
      `${t('disclosures.entry.ground')}: ${groundName}`,
      `${t('disclosures.entry.why')}: ${event.why}`,
      ...(isOpen(event) ? [t('disclosures.entry.review', { day })] : []),
      t('disclosures.always'),
    ].join('\n\n'),
    ...{ label, state, groundName, language, capacity, at: event.at, name: responsible.name },
    ...{ stateCode: event.state, groundCode: event.ground },
  }
}

type Item = ReturnType<typeof itemOf>

/** The Atom document. */
export function archiveAtom(feed: ArchiveFeed): string {
  const { site, publicUrl, events, now, checkpoint } = feed
  const t = translator(site.language)
  const items = events.map((one) => itemOf(one, feed))
  const self = `${publicUrl}/openness/feed.atom`
  const body = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': site.language },
    [
      textElement('id', {}, self),
      textElement('title', {}, `${t('disclosures.title')} · ${site.name}`),
      textElement('subtitle', {}, t('disclosures.only_own', { name: site.official.name })),
      textElement('updated', {}, items[0]?.at ?? now),
      textElement('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      textElement('link', { rel: 'alternate', type: 'text/html', href: `${publicUrl}/openness` }),
      checkpointElement(checkpoint),
      ...items.map((item) => atomEntry(item, publicUrl)),
    ].map((line) => `\n${line}`),
  )
  return `<?xml version="1.0" encoding="utf-8"?>\n${body}\n`
}

const atomEntry = (item: Item, publicUrl: string): string =>
  element('entry', { 'xml:lang': item.language }, [
    textElement('id', {}, item.id),
    textElement('title', {}, item.title),
    textElement('published', {}, item.at),
    textElement('updated', {}, item.at),
    textElement('link', {
      ...{ rel: 'alternate', type: 'text/html', hreflang: item.language, href: item.url },
    }),
    element('author', {}, [textElement('name', {}, item.name)]),
    textElement('category', {
      ...{ term: item.capacity, scheme: `${publicUrl}/about`, label: item.label },
    }),
    ...[
      { term: item.stateCode, label: item.state },
      { term: item.groundCode, label: item.groundName },
    ].map((one) => textElement('category', { ...one, scheme: `${publicUrl}/openness` })),
    textElement('content', { type: 'text' }, item.text),
  ])

/** The JSON Feed document; what is ours in it stands under `_insyn`, as the format asks. */
export function archiveJsonFeed(feed: ArchiveFeed): string {
  const { site, publicUrl, events, checkpoint } = feed
  const t = translator(site.language)
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: `${t('disclosures.title')} · ${site.name}`,
    home_page_url: `${publicUrl}/openness`,
    feed_url: `${publicUrl}/openness/feed.json`,
    description: t('disclosures.only_own', { name: site.official.name }),
    language: site.language,
    _insyn: { checkpoint },
    items: events.map((one) => {
      const item = itemOf(one, feed)
      return {
        id: item.id,
        url: item.url,
        title: item.title,
        content_text: item.text,
        date_published: item.at,
        language: item.language,
        authors: [{ name: item.name }],
        tags: [item.label, item.state, item.groundName],
        _insyn: { capacity: item.capacity, state: item.stateCode, ground: item.groundCode },
      }
    }),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
