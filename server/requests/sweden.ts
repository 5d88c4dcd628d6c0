/**
 * What becomes of a request in Sweden: first the official answers (OSL 6:3); whoever is refused, in whole or in part, or told
 * that the document is not held here, can demand a written decision by the authority, which can be appealed (OSL 6:7).
 */
import type { Procedure } from './move.ts'

const refusals = ['partly', 'refused', 'not_held'] as const

export const sweden: Procedure = {
  moves: [
    { act: 'more', from: ['asked'], to: 'asked', by: 'asker', needs: { reply: 'always' } },
    { act: 'withdraw', from: ['asked'], to: 'withdrawn', by: 'asker', needs: {} },
    { act: 'demand', from: refusals, to: 'demanded', by: 'asker', needs: {} },
    { act: 'question', from: ['asked'], to: 'asked', by: 'office', needs: { reply: 'always' } },
    {
      ...{ act: 'release', from: ['asked', 'demanded', 'decided'], to: 'released' },
      ...{ by: 'office', needs: { reply: 'maybe', gives: 'always' } },
    },
    {
      ...{ act: 'release_part', from: ['asked'], to: 'partly', by: 'office' },
      needs: { reply: 'maybe', gives: 'always', ground: true, reasons: true, told: 'refused' },
    },
    {
      ...{ act: 'refuse', from: ['asked'], to: 'refused', by: 'office' },
      needs: { ground: true, reasons: true, told: 'refused' },
    },
    {
      ...{ act: 'not_held', from: ['asked'], to: 'not_held', by: 'office' },
      needs: { reasons: true, told: 'refused' },
    },
    {
      ...{ act: 'decide', from: ['demanded'], to: 'decided', by: 'office' },
      needs: { gives: 'maybe', ground: true, reasons: true, delegation: true, told: 'appeal' },
    },
    {
      ...{ act: 'decide_not_held', from: ['demanded'], to: 'decided', by: 'office' },
      needs: { reasons: true, delegation: true, told: 'appeal' },
    },
    {
      ...{ act: 'close', from: [...refusals, 'decided'], to: 'closed', by: 'office' },
      needs: { reasons: true },
    },
  ],
  // At once or as soon as it can be (TF 2:15–2:16); JO: normally the same day, so the day after is late.
  clocks: { asked: 1, demanded: 1 },
  silentAfter: undefined,
}
