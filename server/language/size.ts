/** How large something is, in words. */
import type { Language } from './locale.ts'

const units = ['byte', 'kilobyte', 'megabyte'] as const

/** Bytes as a person reads them: "340 byte", "12 kB", "1,2 MB". */
export function sizeWords(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const amount = bytes / 1000 ** step
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: amount < 10 && step > 0 ? 1 : 0,
  }).format(amount)
}
