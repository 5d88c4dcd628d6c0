/** Publishing a letter: only what both sides said yes to, and with their agreements in the ledger. */
import { err, ok, type Result } from '../kernel/result.ts'
import { dateIn } from '../language/zone.ts'
import { append } from '../ledger/store.ts'
import { byOf } from '../letters/desk-actions.ts'
import type { Box } from '../letters/vault.ts'
import { saveStep } from '../letters/words-store.ts'
import { type Published, publishAgreed } from '../posts/actions.ts'
import { agreedJson } from '../posts/agreed.ts'
import { type Author, may } from '../posts/draft-actions.ts'
import type { PublicationProblem } from '../posts/publication.ts'
import { missingForPublication } from '../site/settings.ts'
import type { Writer } from '../storage/database.ts'
import { agreedMarkdown } from '../text/agreed-text.ts'
import { sayFor } from './actions.ts'
import { decide, type Refusal, saysYes } from './agreement.ts'
import { openVersion, type Resolved } from './sealed.ts'
import { findProposal, type KeptProposal, savePublished } from './store.ts'
import { atLetter, type Mend, type Proposing } from './version-actions.ts'

export type PublishProblem =
  | Refusal
  | 'erased'
  | Mend
  | 'posts.refused.contact'
  | PublicationProblem

/**
 * Publishes the newest version, as it was seen, once both have said yes to its hash; when the writer made it, the
 * office says yes with the same act. The page is made from what was agreed and from nothing else.
 */
export async function publishLetter(
  acting: Proposing,
  author: Author,
  given: { readonly number: number; readonly hash: string; readonly resolved: Resolved },
): Promise<Result<Published, PublishProblem>> {
  const { house } = acting
  const site = house.site()
  if (!site || !may(author, 'posts.write')) return err('forbidden')
  if (missingForPublication(site).length > 0) return err('posts.refused.contact')
  const done = await house.storage.transact(
    async (tx): Promise<Result<Published, PublishProblem>> => {
      const here = await atLetter(tx, acting)
      if (!here?.proposal) return err('not_found')
      if (!here.box) return err('erased')
      const at = { box: here.box, proposal: here.proposal }
      const agreed = await agree(tx, acting, at, given)
      if (!agreed.ok) return agreed
      return putOut(tx, acting, author, { box: here.box, proposal: agreed.value })
    },
  )
  if (done.ok) await house.changed(`post:${done.value.postId}`, 'lists')
  return done
}

/** The proposal with the office's yes in it. */
async function agree(
  tx: Writer,
  { house, officer, id }: Proposing,
  { box, proposal }: { readonly box: Box; readonly proposal: KeptProposal },
  given: Parameters<typeof publishLetter>[2],
): Promise<Result<KeptProposal, PublishProblem>> {
  const { number, hash } = given
  if (!saysYes(proposal, 'writer')) {
    const may = decide(proposal, { kind: 'publish', side: 'official', number, hash })
    return may.ok ? err('not_agreed') : may
  }
  if (!saysYes(proposal, 'official')) {
    const yes = { ...given, answer: 'yes' as const, officer, at: house.clock() }
    const said = await sayFor(tx, { box, proposal }, yes)
    if (!said.ok) return said
  }
  const now = await findProposal(tx, id)
  if (!now) return err('not_found')
  const may = decide(now, { kind: 'publish', side: 'official', number, hash })
  return may.ok ? ok(now) : may
}

async function putOut(
  tx: Writer,
  { house, officer, id }: Proposing,
  author: Author,
  { box, proposal }: { readonly box: Box; readonly proposal: KeptProposal },
): Promise<Result<Published, PublishProblem>> {
  const site = house.site()
  const version = proposal.versions.at(-1)
  if (!version || !site) return err('not_found')
  const { content, salt } = openVersion(box, version)
  const { number, hash } = version
  const at = house.clock()
  const { capacity, title, language } = content
  const day = dateIn(at, site.timeZone)
  const done = await publishAgreed(tx, {
    ...{ house, site, author, at, postId: proposal.postId },
    content: {
      ...{ capacity, title, language, summary: content.preface, question: '' },
      ...{
        source: agreedMarkdown(content, day),
        tags: [],
        decision: undefined,
        commentsOpen: true,
      },
    },
    keep: async (postId, inPost) => {
      const row = { post_id: postId, version: inPost, proposal_id: proposal.id, number, hash, salt }
      await savePublished(tx, { ...row, content: agreedJson(content), at, day })
      // The time is that of the publication: when somebody said yes could tell who it was.
      for (const by of ['official', 'writer'] as const)
        await append(tx, { kind: 'letter_agreed', at, number: postId, version: inPost, by, hash })
    },
  })
  if (!done.ok) return done
  const detail = String(done.value.postId)
  await saveStep(tx, { letterId: id, kind: 'published', at, ...byOf(officer), detail })
  return done
}
