import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../../server/language/locale.ts'

type Part = { value?: string; type: number; options?: Record<string, { value: Part[] }> }

/** The names of the arguments that an ICU message asks for, sorted, each once. */
export function argumentsOf(text: string, language: Language): string[] {
  const message = new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
  return [...new Set(names(message.getAst() as Part[]))].sort()
}

const LITERAL = 0
const NUMBER_SIGN = 7

function names(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === LITERAL || part.type === NUMBER_SIGN) return []
    const inner = Object.values(part.options ?? {}).flatMap((option) => names(option.value))
    return part.value === undefined ? inner : [part.value, ...inner]
  })
}
