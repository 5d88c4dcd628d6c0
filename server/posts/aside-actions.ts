/** Writing an aside, and what an aside is when it is published. */
import { err, ok, type Result } from '../kernel/result.ts'
import type { Language } from '../language/locale.ts'
import type { Reader, Writer } from '../storage/database.ts'
import type { House } from '../web/house.ts'
import { asideTitle, fitsAside } from './aside.ts'
import { insertAside, isAside } from './aside-store.ts'
import type { Draft } from './draft.ts'
import { type Author, may } from './draft-actions.ts'
import { insertDraft } from './draft-store.ts'
import type { Capacity } from './post.ts'

/** Keeps a short text as the draft of an aside. Refused when it is empty, longer than 1,000 characters, or has a place where something is withheld. */
export async function startAside(
  house: House,
  author: Author,
  written: {
    readonly source: string
    readonly capacity: Capacity | undefined
    readonly language: Language
  },
): Promise<Result<Draft, 'forbidden' | 'publishing.refused.aside'>> {
  if (!may(author, 'posts.write')) return err('forbidden')
  const { source, language } = written
  if (!fitsAside(source)) return err('publishing.refused.aside')
  return house.storage.transact(async (tx) => {
    const by = { authorId: author.accountId, at: house.clock() }
    const rest = { question: '', summary: '', tags: [], decision: undefined, commentsOpen: true }
    const content = { ...written, ...rest, title: asideTitle(source, language) }
    const draft = await insertDraft(tx, content, by)
    await insertAside(tx, draft.id)
    return ok(draft)
  })
}

/** A draft as it would be published: an aside is called by its beginning, whatever was typed, and must still be short. */
export async function asPublished(
  db: Reader | Writer,
  draft: Draft,
): Promise<Result<Draft, 'publishing.refused.aside'>> {
  if (!(await isAside(db, draft))) return ok(draft)
  if (!fitsAside(draft.source)) return err('publishing.refused.aside')
  return ok({ ...draft, title: asideTitle(draft.source, draft.language), summary: '' })
}
