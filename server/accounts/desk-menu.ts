/** The places of the desk: each person sees those where they have something to do. */
import { mandates, may as mayHere } from './account.ts'
import type { MenuItem, MenuOf } from './desk-frame.ts'

/** Who has something to do in the rooms above this one. */
const may = mandates({
  comments: ['author', 'moderator'],
  posts: ['author'],
})

/** The menu of the desk; `waiting` tells how many comments wait to be read. */
export const deskMenu =
  (waiting: () => Promise<number>): MenuOf =>
  async (viewer) => {
    const reads = may(viewer, 'comments')
    const items: (MenuItem | false)[] = [
      reads
        ? { href: '/desk', words: 'desk.menu.queue', count: await waiting() }
        : { href: '/desk', words: 'desk.menu.home' },
      reads && { href: '/desk/threads', words: 'desk.menu.threads' },
      reads && { href: '/desk/decisions', words: 'desk.menu.decisions' },
      may(viewer, 'posts') && { href: '/desk/posts', words: 'desk.menu.posts' },
      mayHere(viewer, 'people.see') && { href: '/desk/accounts', words: 'desk.menu.people' },
      mayHere(viewer, 'settings.change') && { href: '/desk/settings', words: 'desk.menu.settings' },
    ]
    return items.filter((item) => item !== false)
  }
