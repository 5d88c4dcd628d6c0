/**
 * The least that an honest server can do: a bare server, better-sqlite3 and string concatenation.
 * Nothing is cached; a page is read and put together for each reader. As `minibatch` it commits
 * together what came together.
 */
import { createServer } from 'node:http'
import { join } from 'node:path'
import { openMiniPage } from './mini-page.ts'
import { eachCommit, groupCommit, openFull, readForm, valueOf } from './together.ts'

const [, , folder = '', commits = '', port = ''] = process.argv
const page = openMiniPage(folder)
const db = openFull(join(folder, `${commits}.sqlite`))
db.exec(`
  create table if not exists comment (
    id integer primary key, post integer, parent integer, name text, html text, at text);
  create table if not exists counter (post integer primary key, comments integer);`)
const insert = db.prepare(
  'insert into comment (post, parent, name, html, at) values (?, ?, ?, ?, ?)',
)
const count = db.prepare(
  'insert into counter values (?, 1) on conflict do update set comments = comments + 1',
)
const commit = commits === 'minibatch' ? groupCommit(db) : eachCommit(db)

createServer((request, response) => {
  if (request.method !== 'POST') {
    const body = page(request.url ?? '')
    const type = { 'content-type': 'text/html; charset=utf-8' }
    response.writeHead(body ? 200 : 404, { ...type, 'content-length': body?.byteLength ?? 0 })
    response.end(body)
    return
  }
  readForm(request, (form) => {
    const [post, parent] = [Number(form.post), Number(form.parent) || null]
    const html = paragraphs(valueOf(form, 'text'))
    commit({
      write: () => {
        insert.run(post, parent, valueOf(form, 'name'), html, new Date().toISOString())
        count.run(post)
      },
      answer: () => {
        response.writeHead(303, { location: `/posts/${post}`, 'content-length': 0 })
        response.end()
      },
    })
  })
}).listen(Number(port), '127.0.0.1')

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((one) => `<p>${one.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`)
    .join('')
