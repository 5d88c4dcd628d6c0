/** What is said before a letter is sent: what it is in law, who reads it, and where else to turn. */
import type { T } from '../language/catalogue.ts'
import type { Country } from '../language/locale.ts'
import type { Site } from '../web/house.ts'
import { type LetterReader, whoReads } from './letter.ts'
import type { Linked, PreviewPage } from './pages.ts'
import { whoWords } from './step-pages.ts'

interface Telling {
  readonly t: T
  readonly site: Site
}

/**
 * What is said before a letter is sent (domain/wording.json). `name` is who answers: somebody else than the official
 * when the writer excludes them; `hasNoIp`, whether somebody attested that no log in front keeps addresses.
 */
export function previewSentences(
  { t, site }: Telling,
  { name, hasNoIp }: { readonly name: string; readonly hasNoIp: boolean },
): string[] {
  const contact = site.telephone ?? site.contactEmail ?? site.authority
  const of = site.country
  return [
    t(`letters.what.${of}`, { name }),
    t(`letters.record.${of}`),
    t(`letters.nopromise.${of}`),
    t(`letters.secrecy.${of}`),
    t('letters.careful'),
    t('letters.name'),
    t(`letters.staff.${of}`),
    t('letters.from_home'),
    ...(hasNoIp ? [t('letters.no_ip')] : []),
    t(`letters.ask_first.${of}`, { name }),
    t(`comments.preview.ownCase.${of}`, { contact }),
  ]
}

/** The sentence about whistleblowing with its link; the country says what protects (LAW.md L43, N07). */
export function whistleSentence(
  t: T,
  { country, letters }: { readonly country: Country; readonly letters: Site['letters'] },
): Linked {
  const href = letters?.whistle ?? ''
  const [before = '', after = ''] = t(`letters.whistle.${country}`, { link: '\u0001' }).split(
    '\u0001',
  )
  const words = URL.canParse(href) ? new URL(href).hostname : href
  return { before, after, href, words }
}

/** Who can open the letter, everybody while too few would be left, and which boxes let the writer exclude them. */
export function readersModel(
  t: T,
  readers: readonly LetterReader[],
  excluded: ReadonlySet<number>,
): Pick<PreviewPage, 'readers' | 'exclude'> {
  const left = whoReads(readers, excluded)?.left ?? readers
  return {
    readers: t('letters.readers', { names: left.map((one) => whoWords(one)).join(', ') }),
    exclude: readers.map((one) => ({
      id: one.accountId,
      words: whoWords(one),
      isChosen: excluded.has(one.accountId),
    })),
  }
}
