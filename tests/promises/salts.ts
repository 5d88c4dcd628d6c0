/** Which salts of the world's texts everybody may read: those of texts that everybody reads. */
import { open } from '../../server/storage/database.ts'
import type { TestSite } from '../support/site.ts'
import { type Marker, visitors } from './markers.ts'

/** A salt is public beside the text that it belongs to, as long as that is public, and nowhere else. */
const salts: Readonly<Record<string, string>> = {
  'what citizens wrote': `select c.salt as word, c.state = 'shown' and p.state = 'published' as shown
    from comment c join post p on p.id = c.post_id where c.kind = 'citizen'`,
  'what the office answered': `select v.salt as word, c.state = 'shown' and p.state = 'published' as shown
    from reply_version v join comment c on c.id = v.comment_id join post p on p.id = c.post_id`,
  'what was published': `select v.salt as word, p.state = 'published' and (l.version is null or l.version = p.version) as shown
    from post_version v join post p on p.id = v.post_id
    left join published_letter l on l.post_id = v.post_id and l.version = v.number`,
  'why something was taken down': `select unpublished_salt as word, state = 'unpublished' as shown
    from post where unpublished_salt is not null`,
  'what the writer of a hidden comment was told': `select salt as word, 0 as shown from decision
    where salt is not null`,
}

/** The salts of the world, each with who may read it. */
export function saltMarkers({ storage }: TestSite): Marker[] {
  const db = open(storage.file, true)
  const found = Object.values(salts).flatMap(
    (query) => db.prepare(query).all() as { word: string; shown: 0 | 1 }[],
  )
  db.close()
  return found.map(({ word, shown }) => {
    const who = shown === 1 ? visitors : []
    return { word, may: who, must: who }
  })
}

/** The entries of the ledger that say a hash: only they have a text behind them. */
export function hashedEntries({ storage }: TestSite): number[] {
  const db = open(storage.file, true)
  const found = db.prepare(`select id from ledger_entry where body like '%"hash":"%' order by id`)
  const indexes = found.pluck().all() as number[]
  db.close()
  return indexes
}
