/**
 * The floor of a submission: the same rows, hashes and rendered Markdown as the site writes, and
 * nothing else: no checks, no framework, no query builder. What the ledger needs of its past is
 * kept in memory. It commits together what came together.
 */
import { createHmac, createSecretKey, hash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { ParsedUrlQuery } from 'node:querystring'
import { RENDERER, renderComment } from '../../server/text/markdown.ts'
import { openLedger } from './floor-ledger.ts'
import { groupCommit, openFull, readForm, valueOf } from './together.ts'

const [, , folder = '', port = ''] = process.argv
const db = openFull(join(folder, 'insyn.sqlite'))
db.pragma('foreign_keys = ON')
const key = createSecretKey(randomBytes(32))

const counter = db.prepare('select last from counter where kind = ?').pluck()
const lastOf = (kind: string) => Number(counter.get(kind) ?? 0)
const last = { receipt: lastOf('receipt'), comment: lastOf('comment') }

const parentRow = db.prepare('select path, depth, kind, version from comment where id = ?')
const setCounter = db.prepare(
  'insert into counter values (?, ?) on conflict do update set last = excluded.last',
)
const insertReceipt = db.prepare('insert into receipt values (?, ?, ?)')
const columns = [
  ...['id', 'post_id', 'parent_id', 'path', 'depth', 'kind', 'state', 'name', 'text', 'html'],
  ...['renderer', 'question', 'received_at', 'post_version', 'parent_version', 'version'],
  ...['receipt_id', 'submission', 'suspicion', 'signs', 'salt', 'hash'],
]
const insertComment = db.prepare(
  `insert into comment (${columns.join()}) values (${columns.map(() => '?').join()})`,
)
const record = openLedger(db)

const commit = groupCommit(db)

createServer((request, response) => {
  readForm(request, (form) => {
    const code = randomBytes(10).toString('hex')
    commit({
      write: () => write(form, code),
      answer: () => {
        const cookie = `receipt=${code}; Path=/receipt; HttpOnly; SameSite=Lax`
        response.writeHead(303, { location: '/receipt', 'set-cookie': cookie, 'content-length': 0 })
        response.end()
      },
    })
  })
}).listen(Number(port), '127.0.0.1')

interface Parent {
  readonly path: string
  readonly depth: number
  readonly kind: string
  readonly version: number
}

function write(form: ParsedUrlQuery, code: string): void {
  const at = new Date().toISOString()
  const [name, text] = [valueOf(form, 'name'), valueOf(form, 'text')]
  const [post, version] = [Number(form.post), Number(form.post_version)]
  const parent = form.parent ? (parentRow.get(Number(form.parent)) as Parent) : undefined
  const parentId = parent ? Number(form.parent) : null
  const parentVersion = parent?.kind === 'staff' ? parent.version : null
  const receipt = ++last.receipt
  const id = ++last.comment
  const codeHash = createHmac('sha256', key).update(code).digest('hex')
  const salt = randomBytes(16)
  const words = JSON.stringify({ name, question: false, text })
  const textHash = hash('sha256', Buffer.concat([salt, Buffer.from(words)]), 'hex')
  const place = [`${parent?.path ?? ''}${step(id)}`, parent ? parent.depth + 1 : 0]
  const answered = [post, parentId, ...place]
  const rendered = [renderComment(text), RENDERER.comment, 0, at, version, parentVersion, 1]
  const kept = [receipt, valueOf(form, 'mark'), 0, '[]', salt.toString('hex'), textHash]
  insertReceipt.run(receipt, codeHash, at)
  insertComment.run(id, ...answered, 'citizen', 'pending', name, text, ...rendered, ...kept)
  setCounter.run('receipt', receipt)
  setCounter.run('comment', id)
  record(
    at,
    `{"at":"${at}","hash":"${textHash}","kind":"comment_received","number":${id},"parent":${parentId},"parent_version":${parentVersion},"post":${post},"post_version":${version},"v":1}`,
  )
}

function step(id: number): string {
  const digits = id.toString(36)
  return String.fromCharCode(96 + digits.length) + digits
}
