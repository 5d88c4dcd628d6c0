/** Two years of an invented site by a fixed seed, written through the product's own acts. */
import { submitComment } from '../server/comments/actions.ts'
import { done } from '../server/demo/done.ts'
import { type Staff, settle } from '../server/demo/people.ts'
import { type Instant, SECOND } from '../server/kernel/clock.ts'
import { decide } from '../server/moderation/actions.ts'
import { reply } from '../server/moderation/reply-actions.ts'
import { publishDraft } from '../server/posts/actions.ts'
import { startDraft } from '../server/posts/draft-actions.ts'
import type { House } from '../server/web/house.ts'
import { between, type Chance, chanceFrom, oneOf } from './chance.ts'
import { openHouse } from './house.ts'
import type { Plan } from './plan.ts'
import { openProse, type Prose } from './prose.ts'

/** A post with the numbers of its comments that can be answered. */
export interface MadePost {
  readonly id: number
  readonly path: string
  readonly comments: readonly number[]
}

export interface Data {
  readonly short: MadePost
  readonly long: MadePost
  readonly huge: MadePost
  readonly others: readonly MadePost[]
}

const SEED = 20_261_121
const START = '2024-11-23T06:00:00.000Z' as Instant
const LONG_AGO = '2012-01-09T06:00:00.000Z' as Instant // so long ago that all of an old site lies in the past
const STEP = 90 * SECOND
const together = 200 // comments that are sent and read at a time, as few transactions as the writer makes of them

interface Making {
  readonly house: House
  readonly staff: Staff
  readonly chance: Chance
  readonly prose: Prose
}

async function openMaking(folder: string, start: Instant): Promise<Making> {
  const house = await openHouse(folder, start, STEP)
  const chance = chanceFrom(SEED)
  return { house, staff: await settle(house), chance, prose: openProse(chance) }
}

/** What is told of a site that was made: its first posts, one with a very long thread, and how many comments there are. */
export interface MadeSite {
  readonly posts: readonly MadePost[]
  readonly huge: MadePost
  readonly comments: number
}

/** How old a site is: so many posts with up to a hundred comments each, after one with `huge`; `first` are told. */
export interface Age {
  readonly posts: number
  readonly huge: number
  readonly first: number
}

/** Fills an empty folder with a site of this age. The first posts are the same at any age. */
export async function makeAged(folder: string, { posts, huge, first }: Age): Promise<MadeSite> {
  const making = await openMaking(folder, LONG_AGO)
  const longest = await post(making, huge)
  const made: MadePost[] = []
  let comments = huge
  for (let at = 0; at < posts; at++) {
    const one = await post(making, between(making.chance, 0, 100))
    comments += one.comments.length
    if (at < first) made.push(one)
  }
  await making.house.storage.close()
  return { posts: made, huge: longest, comments }
}

/** Fills an empty folder with a site. */
export async function makeData(folder: string, plan: Plan): Promise<Data> {
  const making = await openMaking(folder, START)
  const { house, chance } = making
  const others: MadePost[] = []
  for (let at = 0; at < plan.others; at++) others.push(await post(making, between(chance, 0, 12)))
  const huge = await post(making, plan.huge)
  const long = await post(making, plan.long)
  const short = await post(making, plan.short)
  await house.storage.close()
  return { short, long, huge, others }
}

async function post(making: Making, comments: number): Promise<MadePost> {
  const { house, staff, chance, prose } = making
  const paragraphs = Array.from({ length: 7 }, () => prose.text(100))
  const draft = done(
    await startDraft(house, staff.official, {
      capacity: oneOf(chance, ['personal', 'official'] as const),
      title: prose.title(),
      question: `${prose.title()}?`,
      summary: prose.text(20),
      source: paragraphs.join('\n\n'),
      tags: ['skola', 'vägar', 'budget'].filter(() => chance() < 0.4),
      language: 'sv',
      decision: undefined,
      commentsOpen: true,
    }),
  )
  const publication = { draftId: draft.id, seen: draft.changedAt }
  const { postId: id, path } = done(await publishDraft(house, staff.official, publication))
  return { id, path, comments: await thread(making, id, comments) }
}

/** A comment that is shown, with its level. */
interface Shown {
  readonly id: number
  readonly level: number
}

const DEEPEST = 6

/** A thread of comments up to six levels deep, three in ten of them roots, one in thirty by staff. */
async function thread(making: Making, postId: number, count: number): Promise<number[]> {
  const shown: Shown[] = []
  while (shown.length < count) {
    const many = Math.min(together, Math.ceil(shown.length / 2) + 5, count - shown.length)
    const parents = Array.from({ length: many }, () => parentOf(making.chance, shown))
    shown.push(...(await Promise.all(parents.map((parent) => comment(making, postId, parent)))))
  }
  return shown.map(({ id }) => id)
}

function parentOf(chance: Chance, shown: readonly Shown[]): Shown | undefined {
  if (shown.length === 0 || chance() < 0.3) return undefined
  const parent = oneOf(chance, shown.slice(-60))
  return parent.level < DEEPEST ? parent : undefined
}

async function comment(
  { house, staff, chance, prose }: Making,
  postId: number,
  parent: Shown | undefined,
): Promise<Shown> {
  const level = (parent?.level ?? 0) + 1
  const text = prose.text(between(chance, 20, 100))
  if (parent && chance() < 0.03) {
    const capacity = oneOf(chance, ['personal', 'official'] as const)
    const answer = { commentId: parent.id, capacity, text }
    return { id: done(await reply(house, staff.official, answer)), level }
  }
  const words = { name: prose.name(), text, isQuestion: chance() < 0.05 }
  const sent = {
    ...{ words, postId, parentId: parent?.id, postVersion: undefined, parentVersion: undefined },
    ...{ mark: undefined, code: undefined },
    seen: { trap: false, proof: 'none', seconds: undefined } as const,
  }
  const { number: id } = done(await submitComment(house, sent))
  done(await decide(house, staff.moderator, { commentId: id, act: 'let_through' }))
  return { id, level }
}
