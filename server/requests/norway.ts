/**
 * What becomes of a request in Norway: every refusal is written, with its paragraph and ledd, after more access was considered
 * (offentleglova §§ 11 and 31); five working days' silence is one too; all of them can be complained about (§ 32).
 */
import type { Procedure } from './move.ts'

const refusals = ['partly', 'refused', 'not_held'] as const

export const norway: Procedure = {
  moves: [
    { act: 'more', from: ['asked'], to: 'asked', by: 'asker', needs: { reply: 'always' } },
    { act: 'withdraw', from: ['asked'], to: 'withdrawn', by: 'asker', needs: {} },
    { act: 'ask_reasons', from: refusals, to: 'reasons_asked', by: 'asker', needs: {} },
    {
      ...{ act: 'complain', from: ['asked', ...refusals, 'reasons_asked', 'explained'] },
      ...{ to: 'complained', by: 'asker', needs: { reply: 'maybe' } },
    },
    { act: 'question', from: ['asked'], to: 'asked', by: 'office', needs: { reply: 'always' } },
    {
      ...{ act: 'release', from: ['asked', 'complained', 'forwarded'], to: 'released' },
      ...{ by: 'office', needs: { reply: 'maybe', gives: 'always' } },
    },
    {
      ...{ act: 'release_part', from: ['asked'], to: 'partly', by: 'office' },
      needs: {
        ...{ reply: 'maybe', gives: 'always', ground: true, wider: true, reasons: true },
        told: 'refused',
      },
    },
    {
      ...{ act: 'refuse', from: ['asked'], to: 'refused', by: 'office' },
      needs: { ground: true, wider: true, reasons: true, told: 'refused' },
    },
    {
      ...{ act: 'not_held', from: ['asked'], to: 'not_held', by: 'office' },
      needs: { reasons: true, told: 'refused' },
    },
    {
      ...{ act: 'explain', from: ['reasons_asked'], to: 'explained', by: 'office' },
      needs: { reasons: true },
    },
    {
      ...{ act: 'forward', from: ['complained'], to: 'forwarded', by: 'office' },
      needs: { reply: 'always' },
    },
    {
      ...{ act: 'uphold', from: ['forwarded'], to: 'upheld', by: 'office' },
      needs: { reply: 'always' },
    },
    {
      ...{ act: 'close', from: [...refusals, 'explained', 'upheld'], to: 'closed', by: 'office' },
      needs: { reasons: true },
    },
  ],
  // Silence for five days is a refusal (§ 32); fuller reasons come within ten (§ 31).
  clocks: { asked: 5, reasons_asked: 10 },
  silentAfter: 5,
}
