import { translator } from './catalogue.ts'
import type { Language } from './locale.ts'
import { possessive } from './possessive.ts'

/**
 * The line that says in which capacity something was written, and by whom when it was as oneself
 * (LAW.md L21: readers must know when the authority speaks).
 */
export function standing(
  capacity: 'personal' | 'official',
  name: string,
  language: Language,
): string {
  const t = translator(language)
  return capacity === 'official'
    ? t('common.standing.official')
    : t('common.standing.personal', { whose: possessive(name, language) })
}
