import { describe, expect, test } from 'vitest'
import { compose, MOST_PARTS, paragraphsOf, type Typed } from '../../server/agreements/compose.ts'
import { mentioned, namesIn, stillIn, tellsIn } from '../../server/agreements/recognise.ts'
import { agreedHash, agreedJson } from '../../server/posts/agreed.ts'
import { agreedHtml, agreedMarkdown } from '../../server/text/agreed-text.ts'
import { renderPost } from '../../server/text/markdown.ts'

const typed: Typed = {
  ...{ title: 'Ett brev', preface: '', capacity: 'personal', chosen: [1, 2], others: '' },
  ...{ credit: { kind: 'none', words: '' }, answers: { 1: 'Tack.' } },
  takeOut: { writer: '', person: '', secrecy: '' },
}
const basis = {
  ...({ kind: 'letter', language: 'sv' } as const),
  paragraphs: ['Jag är lärare på Norrskolan.\nDär är Norrskolans rektor.', 'Kan vi ses?'],
  by: { name: 'Kerstin Ahlby', title: 'kommundirektör' },
}
const made = (change: Partial<Typed> = {}) => {
  const done = compose({ ...typed, ...change }, basis)
  if (!done.ok) throw new Error(JSON.stringify(done.problem))
  return done.value
}
const takeOut = (writer: string) => ({ ...typed.takeOut, writer })

describe('what is taken out of a letter', () => {
  test('is gone from the text, and a mark stands exactly where it was', () => {
    const letter = made({ takeOut: takeOut('Norrskolan') })
    expect(letter.parts[0]?.text).toBe('Jag är lärare på .\nDär är  rektor.')
    expect(letter.redactions).toEqual([
      { part: 1, at: 17, reason: 'writer' },
      { part: 1, at: 26, reason: 'writer' },
    ])
    expect(agreedHtml(letter, undefined)).toContain(
      'lärare på <mark class="agreed__gone">[borttaget: uppgift om den som skrev]</mark>.',
    )
    expect(agreedJson(letter)).not.toContain('Norrskolan')
  })

  test('is taken out wherever it stands, over lines and in capitals, but not within another word', () => {
    const letter = made({ takeOut: takeOut('NORRSKOLAN. DÄR') })
    expect(letter.parts[0]?.text).toBe('Jag är lärare på  är Norrskolans rektor.')
  })

  test('that overlaps is taken out whole, with the marks of what began first', () => {
    const letter = made({ takeOut: { writer: 'lärare på', person: 'på Norrskolan', secrecy: '' } })
    expect(letter.parts[0]?.text).toBe('Jag är .\nDär är Norrskolans rektor.')
    expect(letter.redactions).toEqual([{ part: 1, at: 7, reason: 'writer' }])
  })

  test('must stand there: a misspelt word is told, not passed over', () => {
    expect(compose({ ...typed, takeOut: takeOut('Nordskolan') }, basis)).toMatchObject({
      ok: false,
      problem: { 'out-writer': { key: 'agreements.fault.missing', words: 'Nordskolan' } },
    })
  })

  test('can be any signs', () => {
    const paragraphs = ['Ring 070-123 45 67 (.*)+?']
    const done = compose(
      { ...typed, chosen: [1], takeOut: takeOut('(.*)+?') },
      { ...basis, paragraphs },
    )
    expect(done).toMatchObject({ ok: true, value: { parts: [{ text: 'Ring 070-123 45 67 ' }] } })
  })

  const left = (text: string, words: string) => {
    const paragraphs = [text]
    const done = compose(
      { ...typed, chosen: [1], takeOut: takeOut(words) },
      { ...basis, paragraphs },
    )
    return done.ok ? done.value.parts.map((part) => part.text).join() : Object.keys(done.problem)
  }

  test('can be a name with a hyphen, and every sign of a keyboard', () => {
    expect(left('Fråga Anna-Karin Ek.', 'Anna-Karin Ek')).toBe('Fråga .')
    for (const sign of '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~§€½')
      expect([sign, left(`a ${sign} b`, sign)]).toEqual([sign, 'a  b'])
  })

  test('is gone with its genitive', () => {
    expect(left('Annas bok är Anna Eks. Hannas är min.', 'Anna')).toBe(
      ' bok är  Eks. Hannas är min.',
    )
    expect(left('Anna’s book, Annastina.', 'anna')).toBe(' book, Annastina.')
  })

  test('is gone where signs that nobody sees stand in it', () => {
    expect(left('An\u00adna, An\u200bna och Anna.', 'An\u2060na')).toBe(',  och .')
    expect(left('Anna och Åsa.', 'A\u00adnna\nÅsa')).toBe(' och .')
  })
})

describe('the content', () => {
  test('holds the chosen paragraphs word for word, and nothing of the others', () => {
    const letter = made({ chosen: [2] })
    expect(letter.parts).toEqual([{ number: 2, text: 'Kan vi ses?' }])
    expect(agreedJson(letter)).not.toContain('lärare')
  })

  test('hashes to another number with any change of it, and of the salt', () => {
    const salt = '0'.repeat(32)
    const hashes = [
      ...[{}, { title: 'Annat' }, { preface: 'x' }, { chosen: [1] }, { answers: {} }].map(made),
      ...[made({ capacity: 'official' }), made({ credit: { kind: 'colleague', words: '' } })],
      made({ takeOut: takeOut('lärare') }),
    ].map((letter) => agreedHash(salt, letter))
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(agreedHash('1'.repeat(32), made())).not.toBe(hashes[0])
  })

  test('shows words as they were written, whatever signs they hold', () => {
    const paragraphs = ['<script>alert(1)</script> **stjärnor** [länk](http://x)\n# ingen rubrik']
    const done = compose(
      { ...typed, chosen: [1], answers: { 1: '<b>hej</b>' } },
      { ...basis, paragraphs },
    )
    if (!done.ok) throw new Error('refused')
    const html = agreedHtml(done.value, '2026-11-21')
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('<b>')
    expect(agreedMarkdown(done.value, '2026-11-21')).toContain('\\*\\*stjärnor\\*\\*')
  })

  test('is words and nothing else as Markdown too, the name of who wrote it among them', () => {
    const words = '[Anna](https://ond.example) **Sten** &amp; https://ond.example'
    const paragraphs = [`Rubrik\n===\n      &lt;b&gt; ${words}`]
    const credit = { kind: 'name', words }
    const done = compose({ ...typed, chosen: [1], answers: {}, credit }, { ...basis, paragraphs })
    if (!done.ok) throw new Error('refused')
    const html = String(renderPost(agreedMarkdown(done.value, '2026-11-21'), 'sv'))
    for (const mark of ['<a ', '<h', '<code', '<strong>Sten']) expect(html).not.toContain(mark)
    expect(html).toContain('&amp;lt;b&amp;gt; [Anna](https://ond.example) **Sten** &amp;amp;')
  })

  test('has limits', () => {
    const faults = (change: Partial<Typed>) => {
      const done = compose({ ...typed, ...change }, basis)
      return done.ok ? [] : Object.keys(done.problem)
    }
    expect(faults({ title: '' })).toEqual(['title'])
    expect(faults({ title: 'x'.repeat(201) })).toEqual(['title'])
    expect(faults({ preface: 'x'.repeat(501) })).toEqual(['preface'])
    expect(faults({ capacity: undefined })).toEqual(['capacity'])
    expect(faults({ answers: { 1: 'x'.repeat(8001) } })).toEqual(['answer-1'])
    expect(faults({ chosen: [] })).toEqual(['part'])
    expect(faults({ credit: { kind: 'name', words: ' ' } })).toEqual(['credit_words'])
    expect(faults({ takeOut: takeOut('x\n'.repeat(1500)) })).toContain('out-writer')
  })
})

test('a letter of ten thousand paragraphs can be chosen in sixty', () => {
  const found = paragraphsOf([
    Array.from({ length: 10_000 }, (_, at) => `Stycke ${at}`).join('\n\n'),
  ])
  expect(found.length).toBe(MOST_PARTS)
  expect(found.at(-1)).toContain('Stycke 9999')
})

test('what was taken out of the letter and stands in the answers is told', () => {
  const letter = made({ takeOut: takeOut('Norrskolan'), answers: { 1: 'På norrskolans gård.' } })
  expect(stillIn(letter, ['Norrskolan', 'lärare'])).toEqual(['Norrskolan'])
})

describe('what could tell who wrote', () => {
  const tellsOf = (text: string) => tellsIn(text).map(({ kind, words }) => `${kind}: ${words}`)

  test('is found in Swedish, Norwegian and English', () => {
    expect(tellsOf('Jag har varit undersköterska på Björkens äldreboende i 14 år.')).toEqual([
      'role: undersköterska',
      'workplace: Björkens äldreboende',
      'years: 14 år',
    ])
    expect(tellsOf('På tirsdag 3. desember sa rektor ved Nordbyen skole «dette går bra».')).toEqual(
      expect.arrayContaining(['date: 3. desember', 'role: rektor', 'quote: «dette går bra»']),
    )
    expect(tellsOf('On Monday the nurse at the library said so; call 070-123 45 67.')).toEqual([
      'date: On Monday',
      'role: nurse',
      'workplace: library',
      'number: 070-123 45 67',
    ])
    expect(tellsOf('Mejla anna@eken.example den 12 mars 2026, eller 2026-03-12.')).toEqual([
      'number: anna@eken.example',
      'date: den 12 mars 2026',
      'date: 2026-03-12',
    ])
  })

  test('finds names, which must be accounted for unless they are known', () => {
    expect(namesIn('Igår sa Eva Lind att Per-Olof Ek kommer.')).toEqual(['Eva Lind', 'Per-Olof Ek'])
    const letter = made({ title: 'Eva Lind och Kerstin Ahlby' })
    expect(mentioned(letter, [], ['Kerstin Ahlby'])).toEqual(['Eva Lind'])
    expect(mentioned(made(), ['norrskolan', 'Nils'], [])).toEqual(['norrskolan'])
  })

  test('is looked for in one go through the text, whatever it is full of', () => {
    const full = ['-', '\u0301', 'a', 'a-', '1', '1 ', '.', 'a.', 'a@', '”', 'Aa ', 'Å', ' ', '/']
    for (const sign of full) {
      const text = `${sign.repeat(60_000)} rektor`
      expect([sign, tellsIn(text).some(({ words }) => words === 'rektor')]).toEqual([sign, true])
    }
  })

  test('is done with hostile text, and lists no more than a person reads', () => {
    const text = `${'Aa '.repeat(6000)}${'1 '.repeat(1000)}${'”'.repeat(500)}${'år '.repeat(900)}`
    expect(tellsIn(text).length).toBeLessThanOrEqual(30)
    const names = Array.from({ length: 99 }, (_, at) => `Eva L${'i'.repeat(at + 1)}nd`).join(', ')
    expect(namesIn(names).length).toBe(99)
  })

  test('names past the first thirty must be accounted for too', () => {
    const names = Array.from({ length: 99 }, (_, at) => `Eva L${'i'.repeat(at + 1)}nd`)
    const letter = made({ answers: { 1: names.join(', ') } })
    expect(mentioned(letter, [], names.slice(0, 98))).toEqual(names.slice(98))
  })

  test('is found behind signs that nobody sees', () => {
    const letter = made({ title: 'E\u00adva Li\u200bnd' })
    expect(mentioned(letter, ['k\u2060an'], [])).toEqual(['Eva Lind', 'kan'])
  })
})
