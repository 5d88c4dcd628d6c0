/** Publishing at a chosen time: an author chooses, moves or cancels it; the clock does the rest. */
import { record } from '../accounts/audit-store.ts'
import { findAccount } from '../accounts/store.ts'
import { type Instant, later, MINUTE } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { missingForPublication } from '../site/settings.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House, Site } from '../web/house.ts'
import { type PublishProblem, publishDraft, readyDraft } from './actions.ts'
import { findPostState } from './desk-store.ts'
import { type Author, may } from './draft-actions.ts'
import type { Capacity } from './post.ts'
import { decidePublication } from './publication.ts'
import type { Schedule, ScheduleProblem } from './schedule.ts'
import {
  deleteSchedule,
  dueSchedules,
  findSchedule,
  noteRefused,
  saveSchedule,
} from './schedule-store.ts'
import { entriesReady } from './withheld-actions.ts'

/** What an author asks for: what `publishDraft` asks for, and a moment that lies ahead. */
export interface Plan {
  readonly draftId: number
  /** `changedAt` of the draft as it was read. */
  readonly seen: string
  readonly capacity: Capacity | undefined
  readonly newAddress: boolean
  readonly dueAt: Instant
}

/**
 * Lets a draft become public at a moment, in the place of the one that was chosen before. Refused with what would be refused
 * if it were published at that moment as it is now. Only this text becomes public: a later edit waits for a new word.
 */
export async function scheduleDraft(
  house: House,
  author: Author,
  plan: Plan,
): Promise<Result<undefined, PublishProblem>> {
  const site = house.site()
  if (!site || !may(author, 'posts.write')) return err('forbidden')
  if (missingForPublication(site).length > 0) return err('posts.refused.contact')
  return house.storage.transact(async (tx): Promise<Result<undefined, PublishProblem>> => {
    const { draftId, seen } = plan
    const ready = await readyDraft(tx, { draftId, seen }, { site, author })
    if (!ready.ok) return ready
    const { draft } = ready.value
    const content = { ...draft, capacity: draft.capacity ?? plan.capacity }
    const post = draft.postId ? await findPostState(tx, draft.postId) : undefined
    const decided = decidePublication(content, post, plan.dueAt)
    if (!decided.ok) return decided
    const entries = await entriesReady(tx, draft, { site, at: plan.dueAt })
    if (!entries.ok) return entries
    const { capacity } = decided.value.content
    const at = house.clock()
    const whose = { accountId: author.accountId, officialId: site.official.accountId }
    await saveSchedule(tx, { ...plan, seen: draft.changedAt, capacity, ...whose }, at)
    await record(tx, { at, by: author.accountId, act: 'post_scheduled', detail: plan.dueAt })
    return ok(undefined)
  })
}

/** Lets a draft wait without a time again. */
export async function cancelSchedule(
  house: House,
  author: Author,
  draftId: number,
): Promise<Result<undefined, 'forbidden'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  await house.storage.transact(async (tx) => {
    const at = house.clock()
    if (await deleteSchedule(tx, draftId))
      await record(tx, { at, by: author.accountId, act: 'post_schedule_cancelled' })
  })
  return ok(undefined)
}

/** So many are published in one round; the rest comes in the next. */
const MOST_AT_ONCE = 20

/**
 * Publishes every draft whose time has come, each as the ordinary act of the person who chose the time, in a transaction of
 * its own in which the draft goes: whatever is interrupted happens once or not at all, and is done later. While the blog can
 * only be read, nothing happens. Throws the last failure after having tried them all.
 */
export async function publishDue(house: House): Promise<void> {
  const site = house.site()
  if (!site || house.readOnly.now()) return
  let failure: unknown
  for (const schedule of await dueSchedules(house.storage.read, house.clock(), MOST_AT_ONCE))
    await publishOne(house, schedule, site).catch((problem) => {
      failure = problem
    })
  if (failure) throw failure
}

async function publishOne(house: House, schedule: Schedule, site: Site): Promise<void> {
  const at = house.clock()
  const author = await whoPublishes(house.storage.read, schedule, site)
  const done = author.ok
    ? await publishDraft(house, author.value, {
        ...schedule,
        still: (tx) => stillStands(tx, schedule, site),
        also: (tx) => noteLate(tx, schedule, at),
      })
    : author
  if (done.ok) return
  const problem = problemOf(done.problem)
  await house.storage.transact((tx) => noteRefused(tx, schedule, { at, problem }))
}

/** The person who chose the time as they are now: with an account, a writer, and while the same official speaks here. */
async function whoPublishes(
  db: Reader | Writer,
  { accountId, officialId }: Schedule,
  site: Site,
): Promise<Result<Author, ScheduleProblem>> {
  if (site.official.accountId !== officialId) return err('publishing.refused.term')
  const account = await findAccount(db, accountId)
  if (!account || account.disabledAt) return err('publishing.refused.person')
  const { name, title } = account
  const author = { accountId, name, title, roles: new Set(account.roles) }
  return may(author, 'posts.write') ? ok(author) : err('publishing.refused.person')
}

/** Whether nobody moved or cancelled the time, or took the person's role, since it was read. */
async function stillStands(tx: Writer, schedule: Schedule, site: Site): Promise<boolean> {
  const now = await findSchedule(tx, schedule.draftId)
  if (now?.dueAt !== schedule.dueAt || now.seen !== schedule.seen) return false
  return (await whoPublishes(tx, schedule, site)).ok
}

/** So late a post may be that nobody needs to be told. */
const LATE = MINUTE

/** What became public late, because the blog was off or could only be read, is in the log of events with the time that was meant. */
async function noteLate(tx: Writer, { dueAt, accountId }: Schedule, at: Instant): Promise<void> {
  if (at > later(dueAt, LATE))
    await record(tx, { at, by: accountId, act: 'post_published_late', detail: dueAt })
}

/** An edit after the time was chosen is a change that nobody has said yes to. */
function problemOf(problem: PublishProblem | ScheduleProblem): ScheduleProblem {
  if (problem === 'forbidden' || problem === 'not_found') return 'publishing.refused.person'
  return problem === 'overtaken' ? 'publishing.refused.changed' : problem
}
