/** What JSON Feed 1.1 asks of a feed, as sentences of what is wrong (https://www.jsonfeed.org/version/1.1/). */
type Something = Readonly<Record<string, unknown>>

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTime = (value: unknown): boolean =>
  isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)
const isWeb = (value: unknown): boolean => isText(value) && /^https?:\/\//.test(value)
const isOptional = (value: unknown, is: (value: unknown) => boolean): boolean =>
  value === undefined || is(value)

const ofFeed: Readonly<Record<string, (value: unknown) => boolean>> = {
  version: (value) => value === 'https://jsonfeed.org/version/1.1',
  title: isText,
  items: Array.isArray,
  home_page_url: isWeb,
  feed_url: isWeb,
  description: (value) => isOptional(value, isText),
  language: isText,
}

const ofItem: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: isText,
  url: isWeb,
  title: isText,
  content_html: (value) => isOptional(value, isText),
  content_text: (value) => isOptional(value, isText),
  summary: (value) => isOptional(value, isText),
  date_published: isTime,
  date_modified: (value) => isOptional(value, isTime),
  language: isText,
  tags: (value) => isOptional(value, (tags) => Array.isArray(tags) && tags.every(isText)),
  authors: (value) =>
    Array.isArray(value) && value.length > 0 && value.every((one: Something) => isText(one.name)),
}

/** What is missing, of the wrong kind, or of a name that the format does not know; ours begin with an underscore. */
export function faultsOf(text: string): string[] {
  const feed = JSON.parse(text) as Something
  const items = (feed.items ?? []) as readonly Something[]
  const ids = items.map(({ id }) => id)
  return [
    ...fieldFaults(feed, ofFeed, 'feed'),
    ...items.flatMap((item, at) => fieldFaults(item, ofItem, `item ${at}`)),
    ...items
      .filter(({ content_html, content_text }) => !(content_html || content_text))
      .map(({ id }) => `${id}: no content`),
    ...(new Set(ids).size < ids.length ? ['an id twice'] : []),
  ]
}

const fieldFaults = (
  thing: Something,
  known: Readonly<Record<string, (value: unknown) => boolean>>,
  name: string,
): string[] => [
  ...Object.entries(known)
    .filter(([field, is]) => !is(thing[field]))
    .map(([field]) => `${name}: ${field} is ${JSON.stringify(thing[field])}`),
  ...Object.keys(thing)
    .filter((field) => !(field in known) && !field.startsWith('_'))
    .map((field) => `${name}: ${field} is unknown`),
]
