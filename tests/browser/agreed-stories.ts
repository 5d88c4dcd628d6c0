/** The words of a letter that both sides come to publish. */
import type { Language } from '../../server/language/locale.ts'

/** What is said in a letter that comes to be published, and about it. */
export interface Said {
  /** Three paragraphs: `years` stands in the first, `named` in the second. */
  readonly letter: readonly [string, string, string]
  readonly years: string
  readonly role: string
  readonly named: string
  readonly reply: string
  readonly more: string
  readonly title: string
  readonly between: string
}

/** In each language. */
export const said: Readonly<Record<Language, Said>> = {
  sv: {
    letter: [
      'Jag har arbetat som lärare på Norrskolan i 14 år.',
      'Schemat lades om i augusti. Inte ens Eva Lind fick frågan.',
      'Kan vi få ett möte om det?',
    ],
    ...{ years: '14 år', role: 'en lärare', named: 'Eva Lind' },
    ...{ reply: 'Ja, den 3 december klockan 15.', more: 'Tack. Då kommer vi.' },
    ...{ title: 'Ett brev om scheman', between: 'Vi borde ha frågat er.' },
  },
  nb: {
    letter: [
      'Jeg har vært lærer på Nordskolen i 14 år.',
      'Timeplanen ble lagt om i august. Ikke engang Eva Lind fikk spørsmålet.',
      'Kan vi få et møte om det?',
    ],
    ...{ years: '14 år', role: 'en lærer', named: 'Eva Lind' },
    ...{ reply: 'Ja, 3. desember klokken 15.', more: 'Takk. Da kommer vi.' },
    ...{ title: 'Et brev om timeplaner', between: 'Vi burde ha spurt dere.' },
  },
  en: {
    letter: [
      'I have been a teacher at the northern school for 14 years.',
      'The timetable was changed in August. Not even Eva Lind was asked.',
      'Could we have a meeting about it?',
    ],
    ...{ years: '14 years', role: 'a teacher', named: 'Eva Lind' },
    ...{ reply: 'Yes, on 3 December at three.', more: 'Thank you. We will come.' },
    ...{ title: 'A letter about timetables', between: 'We should have asked you.' },
  },
}
