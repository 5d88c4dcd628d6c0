/** Asking the official about a draft, and the official's yes or what should be different. */
import { subjectOf } from '../accounts/audit.ts'
import { record } from '../accounts/audit-store.ts'
import { waitingWith } from '../disclosures/waiting-store.ts'
import type { Instant } from '../kernel/clock.ts'
import { sha256 } from '../kernel/random.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { makeMail } from '../mail/make-actions.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House, Site } from '../web/house.ts'
import { type Approval, type ApprovalAct, approvalOf, exactText } from './approval.ts'
import { approvalSteps, keepStep } from './approval-store.ts'
import type { Draft, DraftContent } from './draft.ts'
import { type Author, may } from './draft-actions.ts'
import { findDraft } from './draft-store.ts'

export type ApprovalProblem =
  | 'forbidden'
  | 'not_found'
  | 'editor.refused.changed'
  | 'editor.refused.capacity'

/** Whether this author asks the official before publishing: where the site says so, everybody but the official. */
export const mustAsk = (
  site: Pick<Site, 'asksOfficial' | 'official'>,
  { accountId }: Pick<Author, 'accountId'>,
): boolean => site.asksOfficial && accountId !== site.official.accountId

/** The hash of exactly what would be published. */
export async function hashOf(
  db: Reader | Writer,
  draft: DraftContent & { readonly id: number },
): Promise<string> {
  return sha256(exactText(draft, await waitingWith(db, draft.id)))
}

/** Where a draft stands now. */
export async function standingOf(db: Reader | Writer, draft: Draft): Promise<Approval> {
  const [last] = await approvalSteps(db, draft.id)
  return approvalOf(last, await hashOf(db, draft))
}

/** A colleague asks, takes the question back, or the official answers, about the text that they have seen. */
export async function takeStep(
  house: House,
  author: Author,
  step: {
    readonly draftId: number
    readonly act: ApprovalAct
    readonly hash: string
    readonly note?: string
  },
): Promise<Result<Draft, ApprovalProblem>> {
  const site = house.site()
  if (!site?.asksOfficial || !may(author, 'posts.write')) return err('forbidden')
  const isAnswer = step.act === 'approved' || step.act === 'returned'
  if (isAnswer === mustAsk(site, author)) return err('forbidden')
  return house.storage.transact(async (tx): Promise<Result<Draft, ApprovalProblem>> => {
    const draft = await findDraft(tx, step.draftId)
    if (!draft) return err('not_found')
    if ((await hashOf(tx, draft)) !== step.hash) return err('editor.refused.changed')
    const problem = fits(await standingOf(tx, draft), step.act, draft)
    if (problem) return err(problem)
    const { accountId } = author
    const at = house.clock()
    const number = await keepStep(tx, draft.id, { ...step, accountId, at })
    const subject = subjectOf(isAnswer ? draft.authorId : site.official.accountId)
    await record(tx, { at, by: accountId, act: `approval_${step.act}`, subject })
    if (step.act === 'asked')
      await tellOfficial(tx, house, { site, at, about: `${draft.id}:${number}` })
    return ok(draft)
  })
}

/** The official is mailed that something waits, without a word of it. */
const tellOfficial = (
  tx: Writer,
  { settings }: House,
  { site, at, about }: { readonly site: Site; readonly at: Instant; readonly about: string },
): Promise<void> => {
  const { accountId } = site.official
  const mail = { kind: 'approval', key: `approval:${about}`, accountId } as const
  return makeMail(tx, mail, { settings, at })
}

/** An answer needs a question; what the official says yes to has its capacity, since that is published too. */
function fits(stands: Approval, act: ApprovalAct, draft: Draft): ApprovalProblem | undefined {
  const waits = stands === 'asked'
  if (act === 'asked') {
    if (waits || stands === 'approved') return 'editor.refused.changed'
    return draft.capacity === undefined ? 'editor.refused.capacity' : undefined
  }
  if (act === 'withdrawn')
    return waits || stands === 'approved' ? undefined : 'editor.refused.changed'
  if (!waits) return 'editor.refused.changed'
  return act === 'approved' && draft.capacity === undefined ? 'editor.refused.capacity' : undefined
}

/** Whose words a draft becomes, and who wrote and said yes where they are two. */
export interface Speaker {
  readonly author: Author
  readonly approved: { readonly writerId: number; readonly approverId: number } | undefined
}

/**
 * Who publishes a draft: the author who asks for it, or, with the official's yes to exactly this text, the official as they
 * are called now. Refused without that yes where the site wants it, and when somebody else is the official since.
 */
export async function speakerOf(
  tx: Reader | Writer,
  draft: Draft,
  { site, author }: { readonly site: Site; readonly author: Author },
): Promise<Result<Speaker, 'editor.refused.approval'>> {
  if (!mustAsk(site, author)) return ok({ author, approved: undefined })
  const [last] = await approvalSteps(tx, draft.id)
  const { accountId, name, title } = site.official
  const isTheirs = last?.accountId === accountId
  if (!isTheirs || approvalOf(last, await hashOf(tx, draft)) !== 'approved')
    return err('editor.refused.approval')
  const approved = { writerId: draft.authorId, approverId: accountId }
  return ok({ author: { accountId, name, title, roles: author.roles }, approved })
}

/** Writes down who wrote what was published with the official's yes. */
export async function noteApproved(
  tx: Writer,
  { approved }: Speaker,
  { postId, at }: { readonly postId: number; readonly at: Instant },
): Promise<void> {
  if (!approved) return
  const { writerId, approverId } = approved
  const subject = subjectOf(approverId)
  await record(tx, { at, by: writerId, act: 'approval_published', subject, detail: String(postId) })
}
