/** What happens to a post of the demo: published, corrected, edited, taken down. */

import { writingAt } from '../disclosures/actions.ts'
import { emptyDisclosure, parseDisclosure } from '../disclosures/form.ts'
import type { Language } from '../language/locale.ts'
import { correctCapacity, publishDraft } from '../posts/actions.ts'
import type { Draft, DraftContent } from '../posts/draft.ts'
import { draftChange, saveDraft, startDraft } from '../posts/draft-actions.ts'
import type { Capacity } from '../posts/post.ts'
import { unpublishPost } from '../posts/takedown-actions.ts'
import { keepWaiting } from '../posts/withheld-actions.ts'
import { type DemoPost, momentOf } from './content.ts'
import { done } from './done.ts'
import type { Event, Story } from './story.ts'

/** A post whose number is known once it is published. */
export interface Told extends DemoPost {
  id: number
}

/** Everything that happens to one post itself. */
export function postEvents(story: Story, post: Told): Event[] {
  const { published = '', capacity_changed, edited, unpublished } = post.head
  const on = (local: string, act: Event['act']) => ({ at: momentOf(local, story.zone), act })
  const [day = '', reason = ''] = unpublished?.split(' | ') ?? []
  return [
    on(published, () => publish(story, post)),
    ...(capacity_changed ? [on(capacity_changed, () => correct(story, post))] : []),
    ...(edited ? [on(edited, () => edit(story, post))] : []),
    ...(unpublished ? [on(day, () => takeDown(story, post, reason))] : []),
  ]
}

async function publish({ house, staff }: Story, post: Told): Promise<void> {
  const begun = done(await startDraft(house, staff.official, contentOf(post)))
  const draft = post.head.withheld ? await withhold({ house, staff }, begun, post) : begun
  const publication = { draftId: draft.id, seen: draft.changedAt }
  post.id = done(await publishDraft(house, staff.official, publication)).postId
}

/** Accounts for what is not told at the place in a text: `ground | what can be said | why`. */
async function withhold(
  { house, staff }: Pick<Story, 'house' | 'staff'>,
  draft: Draft,
  { head }: Told,
): Promise<Draft> {
  const [ground = '', canSay = '', why = ''] = head.withheld?.split(' | ') ?? []
  const form = { ...emptyDisclosure(draft.language, head.capacity), ground, canSay, why }
  const site = house.site()
  const said = site && parseDisclosure(form, writingAt(site, house.clock()))
  if (!said?.ok) throw new Error(`what is withheld in the demo: ${JSON.stringify(said)}`)
  const entry = { draftId: draft.id, entry: undefined, responsible: undefined, said: said.value }
  return done(await keepWaiting(house, staff.official, entry))
}

async function correct({ house, staff }: Story, { id, head }: Told): Promise<void> {
  const to = head.new_capacity as Capacity
  done(await correctCapacity(house, staff.official, { postId: id, to }))
}

async function edit({ house, staff }: Story, { id, bodies }: Told): Promise<void> {
  const draft = done(await draftChange(house, staff.official, id))
  const content = { ...draft, source: (bodies[1] ?? '').trim() }
  const save = { id: draft.id, seen: draft.changedAt, content }
  const { changedAt: seen } = done(await saveDraft(house, staff.official, save))
  done(await publishDraft(house, staff.official, { draftId: draft.id, seen }))
}

async function takeDown({ house, staff }: Story, { id }: Told, reason: string): Promise<void> {
  done(await unpublishPost(house, staff.official, { postId: id, reason }))
}

function contentOf({ head, bodies }: Told): DraftContent {
  const { title = '', question = '', summary = '', tags = '', decision, decision_url } = head
  return {
    capacity: head.capacity as Capacity,
    title,
    question,
    summary,
    source: (bodies[0] ?? '').trim(),
    tags: tags.split(', ').filter((tag) => tag !== ''),
    language: head.language as Language,
    decision: decision ? { text: decision, url: decision_url } : undefined,
    commentsOpen: true,
  }
}
