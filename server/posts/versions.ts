/** Keeping a version: its row with rendered text and salted hash, its tags, its entry in the ledger. */
import { disclosuresWith } from '../disclosures/store.ts'
import { insertMarks } from '../disclosures/waiting-store.ts'
import { keepMarks } from '../images/actions.ts'
import type { Instant } from '../kernel/clock.ts'
import { slug } from '../kernel/slug.ts'
import { newSalt, type PostText, textHash } from '../ledger/salted.ts'
import { append } from '../ledger/store.ts'
import type { Writer } from '../storage/database.ts'
import { placesIn, RENDERER, renderPost } from '../text/markdown.ts'
import { insertVersion, setTags } from './desk-store.ts'
import type { Author } from './draft-actions.ts'
import type { Publication } from './publication.ts'

/** A version that is being made public now. */
export interface NewVersion {
  readonly postId: number
  readonly publication: Publication
  readonly author: Author
  readonly at: Instant
  readonly isAgreed?: true
}

/** Keeps a version for ever with the places that it has for entries, gives the post its tags, and records the act. */
export async function keepVersion(tx: Writer, version: NewVersion): Promise<void> {
  const { postId, publication, author, at } = version
  const { content, act, number, correctedFrom } = publication
  const { capacity, language } = content
  const text = textOf(version)
  const salt = newSalt()
  const hash = textHash(salt, text)
  await insertVersion(tx, {
    ...text,
    tags: JSON.stringify(content.tags),
    language,
    post_id: postId,
    number,
    html: renderPost(content.source, language),
    renderer: RENDERER.post,
    author_id: author.accountId,
    at,
    quiet: publication.isQuiet ? 1 : 0,
    corrected_from: correctedFrom ?? null,
    salt,
    hash,
  })
  if (!version.isAgreed) {
    await keepPlaces(tx, { postId, number, source: content.source })
    await keepMarks(tx, { postId, number, source: content.source })
  }
  const tags = content.tags.map((name) => ({ slug: slug(name, language), name }))
  await setTags(tx, postId, tags)
  const entry = { at, number: postId, version: number, capacity, hash }
  await append(
    tx,
    act === 'post_corrected' && correctedFrom
      ? { kind: act, ...entry, from: correctedFrom }
      : { kind: act === 'post_corrected' ? 'post_changed' : act, ...entry },
  )
}

/** Says which entries of the archive the version has places for. */
async function keepPlaces(
  tx: Writer,
  version: { readonly postId: number; readonly number: number; readonly source: string },
): Promise<void> {
  const ids = [...new Set(placesIn(version.source).map(({ id }) => id ?? 0))]
  const entries = await disclosuresWith(tx, ids)
  const { postId, number } = version
  await insertMarks(tx, { postId, version: number, ids: entries.map(({ id }) => id) })
}

/** What the hash is made from: everything that readers see of the version and its author. */
const textOf = ({ publication: { content }, author }: NewVersion): PostText => ({
  capacity: content.capacity,
  language: content.language,
  title: content.title,
  question: content.question,
  summary: content.summary,
  source: content.source,
  tags: content.tags,
  decision_text: content.decision?.text ?? null,
  decision_url: content.decision?.url ?? null,
  author_name: author.name,
  author_title: author.title,
  author_role: 'author',
})
