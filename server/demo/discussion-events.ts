/** What the official of the demo does with a long conversation: sums it up, gives credit, lets a branch have its own page. */
import { publicThread } from '../comments/store.ts'
import { giveCredit } from '../discussions/credit-actions.ts'
import { moveBranch } from '../discussions/move-actions.ts'
import { changeSummary, writeSummary } from '../discussions/summary-actions.ts'
import { momentOf } from './content.ts'
import { done } from './done.ts'
import type { Told } from './post-events.ts'
import type { Event, Story } from './story.ts'

const MOST = 200

/** The conversation about the school in Ytterhed, after a month and after the summer. */
export function discussionEvents(story: Story, posts: readonly Told[]): Event[] {
  const { house, staff, zone } = story
  const school = () => posts.find(({ head }) => head.title?.startsWith('Ytterhed'))?.id ?? 0
  const commentWith = async (words: string): Promise<number> => {
    const everything = { post: school(), from: '', end: '~', most: MOST }
    const thread = await publicThread(house.storage.read, everything)
    return thread.find(({ html }) => html?.includes(words))?.id ?? 0
  }
  const on = (local: string, act: Event['act']): Event => ({ at: momentOf(local, zone), act })
  return [
    on('2026-04-28 07:50', async () => {
      const commentId = await commentWith('nyckeln till bygdegården')
      done(await giveCredit(house, staff.official, { commentId, capacity: 'personal', reason }))
    }),
    on('2026-05-09 08:00', async () => {
      const commentId = await commentWith('does the goat move too')
      done(await moveBranch(house, staff.moderator, { commentId, ...goat }))
    }),
    on('2026-05-25 16:20', async () => {
      const words = { postId: school(), capacity: 'official', text: inMay } as const
      done(await writeSummary(house, staff.official, words))
    }),
    on('2026-06-15 09:30', async () => {
      const words = { postId: school(), text: inJune, seen: 1 }
      done(await changeSummary(house, staff.official, words))
    }),
  ]
}

const reason =
  'Jag hade räknat lokaler och skjutsar. Nu utreds också det som skolan gör utan att det står någonstans.'

const goat = {
  title: 'Geten i Ytterhed',
  reason: 'Ett eget samtal som fler än utredningens läsare har glädje av.',
}

const inMay = `Hittills i korthet:

- Besparingen är inte 1,87 miljoner. Utredningen ska visa vad som försvinner, flyttar med och tillkommer, var för sig.
- Skolan gör mer än att vara skola: nyckeln till bygdegården, tvätten, den som ser vems ljus som inte är tänt.
- För några barn är en liten skola ensam, för andra är en stor skola för stor. Båda ska beskrivas.`

const inJune = `${inMay}
- Nytt i uppdraget sedan i juni: restiden per barn, nyckeln till bygdegården, och vad två sjukdagar betyder för en liten skola.`
