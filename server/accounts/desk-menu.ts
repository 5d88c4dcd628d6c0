/** The places of the desk: each person sees those where they have something to do. */
import { mandates, may as mayHere, type Viewer } from './account.ts'
import type { MenuItem, MenuOf } from './desk-frame.ts'

/** Who has something to do in the rooms above this one. */
const may = mandates({
  comments: ['author', 'moderator'],
  posts: ['author'],
})

/** What waits, handed in by the rooms above: undefined for whoever has nothing to do there. */
interface Waiting {
  readonly comments: () => Promise<number>
  readonly letters: (viewer: Viewer) => Promise<number | undefined>
  /** Likewise of requests for documents. */
  readonly requests: (viewer: Viewer) => Promise<number | undefined>
  readonly openness: (viewer: Viewer) => Promise<number | undefined>
}

/** The menu of the desk, with how much waits in its places. */
export const deskMenu =
  (waiting: Waiting): MenuOf =>
  async (viewer) => {
    const reads = may(viewer, 'comments')
    const letters = await waiting.letters(viewer)
    const requests = await waiting.requests(viewer)
    const openness = await waiting.openness(viewer)
    const items: (MenuItem | false)[] = [
      reads
        ? { href: '/desk', words: 'desk.menu.queue', count: await waiting.comments() }
        : { href: '/desk', words: 'desk.menu.home' },
      reads && { href: '/desk/threads', words: 'desk.menu.threads' },
      reads && { href: '/desk/decisions', words: 'desk.menu.decisions' },
      letters !== undefined && {
        href: '/desk/letters',
        words: 'desk.menu.letters' as const,
        count: letters,
      },
      letters !== undefined &&
        viewer.roles.has('registrar') && { href: '/desk/register', words: 'desk.menu.register' },
      requests !== undefined && {
        href: '/desk/requests',
        words: 'desk.menu.requests' as const,
        count: requests,
      },
      may(viewer, 'posts') && { href: '/desk/posts', words: 'desk.menu.posts' },
      openness !== undefined && {
        href: '/desk/openness',
        words: 'desk.menu.openness' as const,
        count: openness,
      },
      mayHere(viewer, 'people.see') && { href: '/desk/accounts', words: 'desk.menu.people' },
      mayHere(viewer, 'settings.change') && { href: '/desk/settings', words: 'desk.menu.settings' },
    ]
    return items.filter((item) => item !== false)
  }
