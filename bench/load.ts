/**
 * Puts a server under load, in a process of its own: some connections, on each one request after the
 * other as soon as the answer is whole. Reads no more of an answer than its status and its length,
 * so that it is never what is measured.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Forms, formRequests } from './forms.ts'

export interface Job {
  readonly port: number
  readonly connections: number
  /** Ends after so many seconds or so many requests, whichever comes first. */
  readonly seconds: number
  readonly most?: number
  /** Sent over and over in turn, or forms that are each sent once. */
  readonly requests: readonly string[] | Forms
  readonly status: number
}

export interface Done {
  readonly count: number
  readonly seconds: number
  readonly wrong: number
  /** Milliseconds from request to whole answer, of one in a hundred requests more. */
  readonly slowest: number
}

/** The requests left, and what has become of those that were sent. */
interface Run {
  readonly status: number
  readonly next: () => Buffer | undefined
  count: number
  wrong: number
  readonly waited: number[]
}

process.on('message', async (job: Job) => {
  process.send?.(await run(job))
})
process.once('disconnect', () => process.exit())

async function run(job: Job): Promise<Done> {
  const { requests, status } = job
  const ready = Array.isArray(requests)
    ? requests.map((text: string) => Buffer.from(text))
    : formRequests(requests as Forms)
  const most = Array.isArray(requests) ? (job.most ?? Number.MAX_SAFE_INTEGER) : ready.length
  const sockets = await Promise.all(Array.from({ length: job.connections }, () => open(job.port)))
  const start = performance.now()
  const end = start + job.seconds * 1000
  let sent = 0
  const next = () =>
    sent < most && performance.now() < end ? ready[sent++ % ready.length] : undefined
  const running: Run = { status, next, count: 0, wrong: 0, waited: [] }
  await Promise.all(sockets.map((socket) => exchange(socket, running)))
  const { count, wrong, waited } = running
  return { count, wrong, slowest: p99(waited), seconds: (performance.now() - start) / 1000 }
}

/** What one in a hundred is above. */
const p99 = (waited: number[]): number =>
  waited.sort((one, other) => one - other)[Math.floor(waited.length * 0.99)] ?? Number.NaN

interface Open {
  readonly socket: Socket
  /** Where each piece that arrives is handed to. */
  take: (piece: Buffer) => void
}

async function open(port: number): Promise<Open> {
  const opened: Open = { socket: undefined as never, take: () => {} }
  const socket = connect({
    port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: Buffer.allocUnsafe(256 * 1024),
      callback: (length, buffer) => {
        opened.take((buffer as Buffer).subarray(0, length))
        return true
      },
    },
  })
  await once(socket, 'connect')
  return Object.assign(opened, { socket })
}

/** Sends one request after the other on one connection until there is none left. */
const exchange = (open: Open, run: Run): Promise<void> =>
  new Promise((resolve, reject) => {
    let left = 0
    let sent = 0
    const send = (): void => {
      const request = run.next()
      sent = performance.now()
      if (request) open.socket.write(request)
      else open.socket.end(() => resolve())
    }
    open.socket.on('error', reject)
    open.socket.on('close', () => (left > 0 ? reject(new Error('cut off')) : resolve()))
    open.take = (piece) => {
      if (left === 0) {
        const { status, length } = headOf(piece)
        if (status !== run.status) run.wrong += 1
        left = length
      }
      left -= piece.byteLength
      if (left > 0) return
      run.count += 1
      run.waited.push(performance.now() - sent)
      send()
    }
    send()
  })

const HEAD_END = Buffer.from('\r\n\r\n')

/** The status of an answer and its bytes, head and body. A head always arrives in one piece here. */
function headOf(piece: Buffer): { readonly status: number; readonly length: number } {
  const end = piece.indexOf(HEAD_END)
  if (end < 0) throw new Error(`no whole head: ${piece.toString('latin1', 0, 200)}`)
  const head = piece.toString('latin1', 0, end)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (/\r\ntransfer-encoding:/i.test(head)) throw new Error(`an answer without a length: ${head}`)
  return {
    status: Number(head.slice(9, 12)),
    length: end + HEAD_END.byteLength + Number(length ?? 0),
  }
}
