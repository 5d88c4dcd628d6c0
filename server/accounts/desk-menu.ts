/** The places of the desk: each person sees those where they have something to do. */
import { mandates, may } from './account.ts'
import type { MenuItem, MenuOf } from './desk-frame.ts'

const mayQueue = mandates({ read: ['author', 'moderator'] })

/** The menu of the desk; `waiting` tells how many comments wait to be read. */
export const deskMenu =
  (waiting: () => Promise<number>): MenuOf =>
  async (viewer) => {
    const items: (MenuItem | false)[] = [
      mayQueue(viewer, 'read')
        ? { href: '/desk', words: 'desk.menu.queue', count: await waiting() }
        : { href: '/desk', words: 'desk.menu.home' },
      may(viewer, 'people.see') && { href: '/desk/accounts', words: 'desk.menu.people' },
      may(viewer, 'settings.change') && { href: '/desk/settings', words: 'desk.menu.settings' },
    ]
    return items.filter((item) => item !== false)
  }
