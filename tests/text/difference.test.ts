import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Difference, differences } from '../../server/text/difference.ts'

const written = (changes: readonly Difference[]): string =>
  changes
    .map(({ kind, text }) => (kind === 'same' ? text : `{${kind === 'added' ? '+' : '-'}${text}}`))
    .join('')

describe('two versions of a text', () => {
  test('are compared word by word', () => {
    const changes = differences(
      'Vi har inte råd med två skolor.',
      'Vi har råd med tre skolor.',
      'sv',
    )
    expect(written(changes)).toBe('Vi har {-inte }råd med {-två}{+tre} skolor.')
  })

  test('keep their Swedish and Norwegian letters together', () => {
    expect(written(differences('årsmötet på øya', 'årsmötena på øya', 'sv'))).toBe(
      '{-årsmötet}{+årsmötena} på øya',
    )
  })

  test('that are equal have nothing marked', () => {
    expect(differences('lika', 'lika', 'en')).toEqual([{ kind: 'same', text: 'lika' }])
    expect(differences('', '', 'en')).toEqual([])
  })

  test('can both be read from what is told', () => {
    const texts = fc.array(fc.constantFrom('skola', 'snö', 'vi', '.', ',', ' ', '\n', '\n\n', '  '))
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const changes = differences(one.join(''), other.join(''), 'sv')
        expect(side(changes, 'added')).toBe(one.join(''))
        expect(side(changes, 'removed')).toBe(other.join(''))
      }),
      { numRuns: 500 },
    )
  })

  test('that are long and nothing alike are told as one removed and one added', () => {
    const before = unlike(5_000, 3)
    const after = unlike(5_000, 5)
    expect(differences(before, after, 'sv').map(({ kind }) => kind)).toEqual(['removed', 'added'])
  })

  test('that are very long are compared line by line', () => {
    const lines = Array.from({ length: 3_000 }, (_, line) => `Rad ${line} ${'ord '.repeat(8)}`)
    const after = lines.with(1_500, 'En helt annan rad')
    const changes = differences(lines.join('\n'), after.join('\n'), 'sv')
    expect(changes.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same'])
    expect(changes[1]?.text).toBe(`${lines[1_500]}\n`)
  })
})

const side = (changes: readonly Difference[], without: Difference['kind']): string =>
  changes.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('')

const unlike = (words: number, step: number): string =>
  Array.from({ length: words }, (_, at) => `ord${(at * step * 7_919) % 100_003}`).join(' ')
