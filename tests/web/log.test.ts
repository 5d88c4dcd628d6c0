import { describe, expect, test } from 'vitest'
import type { Instant } from '../../server/kernel/clock.ts'
import { openLog } from '../../server/web/log.ts'

const now = '2026-11-21T09:00:00.000Z' as Instant

function logAt(level: string) {
  const lines: Record<string, unknown>[] = []
  return {
    lines,
    log: openLog(
      level,
      () => now,
      (line) => lines.push(JSON.parse(line)),
    ),
  }
}

describe('the log', () => {
  test('says when, how bad and what', () => {
    const { lines, log } = logAt('info')
    log.info('Server listening')
    log.warn({ mail: 7, problem: 'refused' }, 'a mail did not go out')
    expect(lines).toEqual([
      { level: 'info', time: now, msg: 'Server listening' },
      { level: 'warn', time: now, mail: 7, problem: 'refused', msg: 'a mail did not go out' },
    ])
  })

  test('tells an error with its kind, its code and its way', () => {
    const { lines, log } = logAt('info')
    const err = Object.assign(new TypeError('full'), { code: 'SQLITE_FULL' })
    log.error(err, 'alone')
    log.error({ err, reference: 'k7' }, 'with more')
    const told = { type: 'TypeError', message: 'full', code: 'SQLITE_FULL', stack: err.stack }
    expect(lines).toMatchObject([{ err: told }, { err: told, reference: 'k7' }])
  })

  test('keeps nothing of a request that is handed to it', () => {
    const { lines, log } = logAt('info')
    const req = { url: '/receipt?code=secret', headers: { cookie: 'secret' } }
    log.error({ req, res: { statusCode: 500 }, statusCode: 500 }, 'failed')
    expect(lines).toEqual([{ level: 'error', time: now, statusCode: 500, msg: 'failed' }])
  })

  test('leaves out what is below its level, and with silent everything', () => {
    const quiet = logAt('error')
    quiet.log.warn('not this')
    quiet.log.child({ reqId: 1 }).error('this')
    expect(quiet.lines).toMatchObject([{ msg: 'this' }])
    const silent = logAt('silent')
    silent.log.fatal('nothing')
    expect(silent.lines).toEqual([])
  })
})
