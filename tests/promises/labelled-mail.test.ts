/** Promise 1 in mails: none that names a post or a staff reply lacks its capacity, in subject and text. */
import { describe, expect, test, vi } from 'vitest'
import { languages } from '../../server/language/locale.ts'
import type { Trade } from '../../server/mail/trade.ts'
import { spoken, unlabelledIn } from './labels.ts'
import { type Came, changedTrade, told, without } from './mails.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 90_000 }) // it sends all that there is to tell

/** The kinds of mail that tell of a post or a reply; each has several in the world, of both capacities. */
const telling = ['new_post', 'answer', 'question_answered', 'thread'] as const

const parts = ['subject', 'text', 'html'] as const

const partOf = ({ read }: Came, part: (typeof parts)[number]): string =>
  part === 'html' ? (read.html ?? '').replace(/<[^>]*>/g, ' ') : (read[part] ?? '')

/** Where mails say words of a post or a reply without their label. */
async function faults(world: World, trade?: Trade): Promise<string[]> {
  const mails = await told(world, trade)
  return mails.flatMap((mail) =>
    parts.flatMap((part) =>
      spoken.flatMap(({ words, capacity }) =>
        unlabelledIn(partOf(mail, part), words, capacity).map(
          (where) => `${mail.kind}, ${part}: ${where}`,
        ),
      ),
    ),
  )
}

describe('the label in mails', () => {
  test.each(languages)('stands before every word of a post or a reply, in %s', async (language) => {
    expect(await faults(await openWorld({ language }))).toEqual([])
  })

  test.each(parts)('that were taken out of the %s would be missed in each kind', async (part) => {
    const world = await openWorld()
    const labels = /\[(?:Personligt|Officiellt)\] |(?:Personligt|Officiellt) (?=inlägg|svar)/g
    const trade = changedTrade(world.site, (words) => without(words, part, labels))
    const missed = await faults(world, trade)
    for (const kind of telling)
      expect(
        missed.filter((fault) => fault.startsWith(`${kind}, ${part}`)),
        kind,
      ).not.toEqual([])
  })
})
