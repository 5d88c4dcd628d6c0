/** The addresses of the feeds of the archive. */
import { latestEvents } from '../disclosures/archive-store.ts'
import { HOUR, later } from '../kernel/clock.ts'
import { checkpointOf } from '../ledger/checkpoint-actions.ts'
import type { App } from '../web/house.ts'
import type { Web } from '../web/web.ts'
import { type ArchiveFeed, archiveAtom, archiveJsonFeed } from './openness-pages.ts'

const EVENTS_IN_FEED = 40

/** Registers /openness/feed.atom and /openness/feed.json. */
export function archiveFeeds(app: App, web: Web): void {
  const feed = (path: string, type: string, write: (feed: ArchiveFeed) => string) =>
    web.file(app, {
      path,
      type: `${type}; charset=utf-8`,
      make: async ({ site, read, now }) => {
        const events = await latestEvents(read, EVENTS_IN_FEED)
        const { note } = await checkpointOf(read, web.house)
        const { publicUrl } = web.house.settings
        return {
          body: write({ site, publicUrl, events, now, checkpoint: note }),
          tags: ['openness'],
          until: later(now, HOUR), // so old may its checkpoint be
        }
      },
    })
  feed('/openness/feed.atom', 'application/atom+xml', archiveAtom)
  feed('/openness/feed.json', 'application/feed+json', archiveJsonFeed)
}
