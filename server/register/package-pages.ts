/** The page of a package: the letter with everything that was said and done, to print. */
import { exactTime } from '../language/when.ts'
import type { Html } from '../text/html.ts'
import type { Speaking } from './entry-pages.ts'
import { type Parcel, saidIn } from './package.ts'
import { printed } from './print-pages.ts'

/** The letter as a page that stands by itself. */
export function parcelPage(parcel: Parcel, steps: readonly string[], speaking: Speaking): Html {
  const { t, language, zone } = speaking
  const { letter, opened, subject, files } = parcel
  const { name } = opened
  const writer = name ?? t('letters.desk.writer')
  return printed(
    {
      title: t('letters.desk.number', { number: letter.id }),
      facts: [
        t('letters.desk.came', { time: exactTime(letter.receivedAt, language, zone) }),
        name ? t('letters.desk.name', { name }) : t('letters.desk.noname'),
        ...(letter.diary ? [t('register.fact.diary', { diary: letter.diary })] : []),
        ...(subject ? [t('register.fact.subject', { subject })] : []),
        t('register.fact.document', { what: t(`letters.document.${letter.document}`) }),
        ...files.map((file) => t('register.fact.file', { name: file.name })),
      ],
      pieces: saidIn(parcel).map(({ kind, at, author, text }) => {
        const who = author ? `${author.name}, ${author.title}` : writer
        return { at, text, who: kind === 'note' ? t('register.note', { who }) : who }
      }),
      steps,
    },
    speaking,
  )
}
