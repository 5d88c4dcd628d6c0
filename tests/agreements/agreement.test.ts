import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Act,
  decide,
  isAgreed,
  isSettled,
  newest,
  type Proposal,
} from '../../server/agreements/agreement.ts'

const none: Proposal = { versions: [], answers: [], isWithdrawn: false, published: undefined }

/** What an act makes of a proposal when it is done. */
function after(proposal: Proposal, act: Act): Proposal {
  const { versions, answers } = proposal
  if (act.kind === 'propose') {
    const number = versions.length + 1
    return { ...proposal, versions: [...versions, { number, side: act.side, hash: `h${number}` }] }
  }
  if (act.kind === 'answer') {
    const { kind: _, ...answer } = act
    return { ...proposal, answers: [...answers, answer] }
  }
  if (act.kind === 'withdraw') return { ...proposal, isWithdrawn: true }
  return { ...proposal, published: act.number }
}

const side = fc.constantFrom('official' as const, 'writer' as const)
const number = fc.integer({ min: 0, max: 4 })
const hash = fc.oneof(
  number.map((one) => `h${one}`),
  fc.constant('other'),
)
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('propose' as const), side, seen: number }),
  fc.record({
    kind: fc.constant('answer' as const),
    ...{ side, number, hash },
    answer: fc.constantFrom('yes' as const, 'no' as const, 'back' as const),
  }),
  fc.record({ kind: fc.constant('withdraw' as const), side }),
  fc.record({ kind: fc.constant('publish' as const), side, number, hash }),
)

type Making = (proposal: Proposal) => Act

/** An act on the newest version, as somebody who has it before them would do. */
const sensible: fc.Arbitrary<Making> = fc
  .record({ side, what: fc.constantFrom('propose', 'yes', 'yes', 'yes', 'no', 'back', 'publish') })
  .map(({ side, what }) => (proposal): Act => {
    const { number, hash } = newest(proposal) ?? { number: 0, hash: '' }
    if (what === 'propose') return { kind: what, side, seen: number }
    if (what === 'publish') return { kind: what, side, number, hash }
    return { kind: 'answer', side, number, hash, answer: what as 'yes' }
  })
const makings = fc.array(
  fc.oneof(
    {
      weight: 1,
      arbitrary: act.map(
        (one): Making =>
          () =>
            one,
      ),
    },
    { weight: 9, arbitrary: sensible },
  ),
  { minLength: 5, maxLength: 40, size: 'max' },
)

/** Does what may be done, one after the other, and tells of each what was there before. */
function lived(all: readonly Making[], tell: (before: Proposal, act: Act) => void): Proposal {
  let proposal = none
  for (const make of all) {
    const act = make(proposal)
    if (!decide(proposal, act).ok) continue
    tell(proposal, act)
    proposal = after(proposal, act)
  }
  return proposal
}

test('whatever is done in whatever order, only what both last said yes to is published', () => {
  let published = 0
  fc.assert(
    fc.property(makings, (all) => {
      lived(all, (before, act) => {
        if (act.kind === 'propose') expect(isAgreed(after(before, act)), 'voids both').toBe(false)
        if (act.kind === 'answer') expect(act.number).toBe(newest(before)?.number)
        if (act.kind !== 'publish') return
        published += 1
        expect(act.side).toBe('official')
        expect(newest(before)).toMatchObject({ number: act.number, hash: act.hash })
        const last = (who: string) =>
          before.answers.findLast((one) => one.side === who && one.number === act.number)
        expect([last('official'), last('writer')]).toEqual([
          expect.objectContaining({ answer: 'yes', hash: act.hash }),
          expect.objectContaining({ answer: 'yes', hash: act.hash }),
        ])
      })
    }),
    { numRuns: 2000 },
  )
  expect(published, 'publication is reached').toBeGreaterThan(100)
})

test('what is withdrawn takes nothing more, and what is public is not withdrawn', () => {
  fc.assert(
    fc.property(makings, act, (all, next) => {
      const proposal = lived(all, () => {})
      if (proposal.isWithdrawn) {
        expect(decide(proposal, next)).toEqual({ ok: false, problem: 'not_found' })
        expect(proposal.published).toBeUndefined()
      }
      if (isSettled(proposal) && (next.kind === 'answer' || next.kind === 'publish'))
        expect(decide(proposal, next).ok, 'there is nothing to answer').toBe(false)
    }),
    { numRuns: 1000 },
  )
})

test('the office cannot say no for the writer, nor the writer publish or withdraw', () => {
  const proposal = after(none, { kind: 'propose', side: 'official', seen: 0 })
  const on = { number: 1, hash: 'h1' }
  const no = { kind: 'answer', side: 'official', answer: 'no', ...on } as const
  expect(decide(proposal, no)).toEqual({ ok: false, problem: 'forbidden' })
  expect(decide(proposal, { kind: 'publish', side: 'writer', ...on }).ok).toBe(false)
  expect(decide(proposal, { kind: 'withdraw', side: 'writer' }).ok).toBe(false)
})
