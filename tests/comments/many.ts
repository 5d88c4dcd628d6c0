/** A thread of any size, written past the forms: what pages do with it is asked by the real ones. */
import { placeUnder } from '../../server/comments/place.ts'
import { open } from '../../server/storage/database.ts'
import type { TestSite } from '../support/site.ts'

/** A comment to be: which of the others it answers (by its place in the list), and by whom it is. */
export interface Planned {
  readonly answers?: number | undefined
  /** Or a root that was there before, by its id. */
  readonly root?: number | undefined
  /** By the official, in a capacity. */
  readonly capacity?: 'personal' | 'official' | undefined
  readonly state?: 'shown' | 'pending' | 'hidden' | undefined
}

const at = '2026-11-21T09:30:00.000Z'

const staff = { kind: 'staff', title: 'kommundirektör', role: 'author' }
const citizen = { kind: 'citizen', title: null, role: null, capacity: null, account: null }
const hidden = { removed: at, reason: 'off_topic' }
const stands = { removed: null, reason: null, clause: null }

/** One row, but for where it stands. */
function rowOf(id: number, { capacity, state = 'shown' }: Planned, by: { account: number }) {
  return {
    ...{ id, state, name: `Namn ${id}`, text: `Ord ${id}`, html: `<p>Ord ${id}</p>` },
    ...(capacity ? { ...staff, capacity, ...by } : citizen),
    ...{ salt: String(id).padStart(32, '0'), hash: String(id).padStart(64, '0') },
  }
}

/** Adds comments to a post, ids from `first` on; gives their ids in the order of the list. */
export function addMany(
  site: TestSite,
  { post, first, account = 1 }: { post: number; first: number; account?: number },
  planned: readonly Planned[],
): number[] {
  const db = open(site.storage.file, false)
  const places: { path: string; depth: number }[] = []
  const insert = db.prepare(
    `insert into comment (id, post_id, parent_id, path, depth, kind, state, name, text, html, renderer,
      question, received_at, shown_at, removed_at, removed_reason, removed_clause, post_version, version, capacity,
      account_id, author_title, author_role, suspicion, signs, salt, hash)
     values (@id, @post, @parent, @path, @depth, @kind, @state, @name, @text, @html, 1, 0, '${at}',
      case when @state = 'pending' then null else '${at}' end, @removed, @reason, @clause, 1, 1, @capacity, @account,
      @title, @role, 0, '[]', @salt, @hash)`,
  )
  const clause = db.prepare('select id from clause limit 1').pluck().get()
  /** Whom one answers: another of the list, or what was there before. */
  const answered = ({ answers, root }: Planned) => {
    if (answers !== undefined) return { parent: first + answers, place: places[answers] }
    return { parent: root ?? null, place: root ? placeUnder(undefined, root) : undefined }
  }
  db.transaction(() => {
    for (const [index, one] of planned.entries()) {
      const { parent, place: above } = answered(one)
      const place = placeUnder(above, first + index)
      places.push(place)
      const marked = one.state === 'hidden' ? { ...hidden, clause } : stands
      insert.run({ ...rowOf(first + index, one, { account }), ...marked, post, parent, ...place })
    }
    const last = first + planned.length - 1
    db.prepare("update counter set last = max(last, ?) where kind = 'comment'").run(last)
    db.prepare(
      "update post set comment_count = (select count(*) from comment where post_id = post.id and state = 'shown')",
    ).run()
  })()
  db.close()
  return planned.map((_, index) => first + index)
}
