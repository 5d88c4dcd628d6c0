/** What an author says of an image, as a form brings it. Pure. */
import { oneLine } from '../kernel/line.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { type Description, type Licence, licences, limits } from './item.ts'

/** The fields as they come. */
export interface DescriptionForm {
  readonly alt: string
  readonly isDecorative: boolean
  readonly credit: string
  readonly licence: string
  readonly licenceWords: string
}

/** For each field that must be mended, the message that says how. */
export type DescriptionFaults = {
  readonly alt?: 'images.fault.alt' | 'images.fault.alt_long' | 'images.fault.both'
  readonly credit?: 'images.fault.credit' | 'images.fault.credit_long'
  readonly licence?: 'images.fault.licence'
  readonly licenceWords?: 'images.fault.licence_words'
}

/** Whose work must be named: the licence says so, or it is common decency (SE: URL 3 §, NO: åndsverkloven § 5). */
const named: readonly Licence[] = ['cc_by_4', 'cc_by_sa_4', 'permission', 'other']

/** Reads the form: a text or the mark of decoration, and a licence, are never guessed. */
export function parseDescription(form: DescriptionForm): Result<Description, DescriptionFaults> {
  const alt = oneLine(form.alt)
  const credit = oneLine(form.credit)
  const licenceWords = oneLine(form.licenceWords)
  const licence = licences.find((one) => one === form.licence)
  const faults: DescriptionFaults = {
    ...altFault(alt, form.isDecorative),
    ...creditFault(credit, licence),
    ...(licence ? {} : { licence: 'images.fault.licence' }),
    ...(licence === 'other' && !fits(licenceWords, limits.licenceWords)
      ? { licenceWords: 'images.fault.licence_words' }
      : {}),
  }
  if (Object.keys(faults).length > 0) return err(faults)
  return ok({
    alt: form.isDecorative ? undefined : alt,
    isDecorative: form.isDecorative,
    credit: credit || undefined,
    licence,
    licenceWords: licence === 'other' ? licenceWords : undefined,
  })
}

function altFault(alt: string, isDecorative: boolean): Pick<DescriptionFaults, 'alt'> {
  if (isDecorative) return alt === '' ? {} : { alt: 'images.fault.both' }
  if (alt === '') return { alt: 'images.fault.alt' }
  return fits(alt, limits.alt) ? {} : { alt: 'images.fault.alt_long' }
}

function creditFault(
  credit: string,
  licence: Licence | undefined,
): Pick<DescriptionFaults, 'credit'> {
  if (credit === '' && licence && named.includes(licence)) return { credit: 'images.fault.credit' }
  return credit === '' || fits(credit, limits.credit) ? {} : { credit: 'images.fault.credit_long' }
}

const fits = (text: string, most: number): boolean => text !== '' && [...text].length <= most

/** The form as it would be filled in with this description. */
export const formOf = (said: Description): DescriptionForm => ({
  alt: said.alt ?? '',
  isDecorative: said.isDecorative,
  credit: said.credit ?? '',
  licence: said.licence ?? '',
  licenceWords: said.licenceWords ?? '',
})
