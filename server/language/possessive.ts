import type { Language } from './locale.ts'

/**
 * A name in the form that says whose something is: Swedish "Annas", "Thomas"; Norwegian «Annas»,
 * «Thomas’»; English "Anna’s", "Thomas’s".
 */
export function possessive(name: string, language: Language): string {
  if (language === 'en') return `${name}’s`
  if (!/[sxz]$/iu.test(name)) return `${name}s`
  return language === 'nb' ? `${name}’` : name
}
