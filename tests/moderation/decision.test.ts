import { describe, expect, test } from 'vitest'
import {
  acts,
  type DecisionAct,
  type Judged,
  mayChange,
  refusal,
  stateAfter,
} from '../../server/moderation/decision.ts'
import { reasonById } from '../../server/moderation/reasons.ts'

const moderator = { roles: new Set(['moderator'] as const) }
const author = { roles: new Set(['author'] as const) }
const both = { roles: new Set(['author', 'moderator', 'administrator'] as const) }

const waiting: Judged = {
  kind: 'citizen',
  state: 'pending',
  wasPublic: false,
  isUnconfirmed: false,
  isOwn: false,
}

/** Which acts somebody may do with a comment, for a reason in law. */
const allowed = (who: Parameters<typeof refusal>[0], change: Partial<Judged>): DecisionAct[] =>
  acts.filter((act) => !refusal(who, act, { ...waiting, ...change }, reasonById('threat')))

describe('a moderator', () => {
  test.each([
    ['waits', {}, ['let_through', 'hide', 'spam', 'hold']],
    ['is public', { state: 'shown', wasPublic: true }, ['hide', 'spam', 'hold']],
    ['is held by another', { state: 'held' }, ['let_through', 'hide', 'spam', 'put_back']],
    ['they hold themselves', { state: 'held', isOwn: true }, ['let_through', 'spam', 'put_back']],
    ['is hidden', { state: 'hidden', wasPublic: true }, ['put_back']],
    ['is spam', { state: 'spam' }, ['let_through', 'put_back']],
    [
      'an author took for spam',
      { state: 'spam', isUnconfirmed: true },
      ['let_through', 'confirm', 'put_back'],
    ],
    ['its writer took back', { state: 'withdrawn' }, []],
    ['is a reply of staff', { kind: 'staff', state: 'shown' }, []],
  ] as const)('has these acts where a comment %s', (_, change, expected) => {
    expect(allowed(moderator, change)).toEqual(expected)
  })
})

describe.each([
  ['an author', author],
  ['an author who moderates elsewhere', both],
])('%s', (_, who) => {
  test.each([
    ['waits', {}, ['let_through', 'spam', 'hold']],
    ['is public', { state: 'shown', wasPublic: true }, ['hold']],
    ['they hold themselves', { state: 'held', isOwn: true }, ['put_back']],
    ['is held by another', { state: 'held' }, []],
    ['they took for spam', { state: 'spam', isOwn: true, isUnconfirmed: true }, ['put_back']],
    ['somebody else took for spam', { state: 'spam' }, []],
    ['is hidden', { state: 'hidden', wasPublic: true }, []],
    ['waits again after it was public', { wasPublic: true }, ['let_through', 'hold']],
  ] as const)('has these acts where a comment %s', (_case, change, expected) => {
    expect(allowed(who, change)).toEqual(expected)
  })

  test('holds for a reason in law alone', () => {
    expect(refusal(who, 'hold', waiting, reasonById('off_topic'))).toBe('forbidden')
    expect(refusal(who, 'hold', waiting)).toBe('forbidden')
  })

  test('never hides, in whatever state a comment is', () => {
    for (const state of ['pending', 'shown', 'held', 'hidden', 'spam', 'withdrawn'] as const)
      for (const isOwn of [true, false])
        expect(refusal(who, 'hide', { ...waiting, state, isOwn }, reasonById('threat'))).toBe(
          'forbidden',
        )
  })
})

test('what is put back is public again only where it was', () => {
  expect(stateAfter('put_back', { ...waiting, wasPublic: true })).toBe('shown')
  expect(stateAfter('put_back', waiting)).toBe('pending')
})

test('a reply is changed by its writer, in a capacity they still have', () => {
  const reply = { kind: 'staff', account_id: 7, capacity: 'personal' } as const
  const writer = { accountId: 7, ...author }
  expect(mayChange(writer, reply)).toBe(true)
  expect(mayChange({ ...writer, accountId: 8 }, reply)).toBe(false)
  expect(mayChange({ ...writer, ...moderator }, reply)).toBe(false)
  expect(mayChange({ ...writer, ...moderator }, { ...reply, capacity: 'official' })).toBe(true)
  expect(mayChange(writer, { kind: 'citizen', account_id: null, capacity: null })).toBe(false)
})
