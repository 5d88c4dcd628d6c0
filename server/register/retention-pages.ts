/** Letters whose time has passed, as plain data: a proposal, which a person decides on. */
import { date } from '../language/when.ts'
import { actForm } from './act-pages.ts'
import type { Entry } from './entry.ts'
import { type ActForm, type Back, type Speaking, stateWords } from './entry-pages.ts'
import { type Cause, causes } from './retention.ts'

export interface RetentionPage {
  readonly rows: readonly {
    readonly href: string
    readonly number: string
    readonly came: string
    readonly state: string
    readonly why: string
  }[]
  readonly more: string | undefined
  /** How many are left out, since somebody has asked for them. */
  readonly held: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'register/retention': RetentionPage
  }
}

/** The proposal. */
export const retentionPage = (
  entries: readonly Entry[],
  { more, held }: { readonly more: string | undefined; readonly held: number },
  { t, language, zone }: Speaking,
): RetentionPage => ({
  rows: entries.map((entry) => ({
    href: `/desk/register/${entry.letter.id}`,
    number: t('letters.desk.number', { number: entry.letter.id }),
    came: t('letters.desk.since', { time: date(entry.letter.receivedAt, language, zone) }),
    state: stateWords(entry, t),
    why: t(`register.cause.${causeOf(entry)}`),
  })),
  more,
  held: held > 0 ? t('register.retention.held', { count: held }) : undefined,
})

const causeOf = ({ state, exempt }: Entry): Cause =>
  state === 'registered' ? 'registered' : exempt === 'trivial' ? 'trivial' : 'kept'

/** The form by which a letter is erased. */
export const erasingForm = (entry: Entry, { t }: Speaking, back: Back): ActForm =>
  actForm(
    entry,
    'erasure',
    {
      fields: [
        {
          name: 'reference',
          label: 'register.erasing.reference',
          hint: 'register.erasing.reference.hint',
        },
        { name: 'decided_on', label: 'register.erasing.on', type: 'date', look: 'short' },
      ],
      choices: [
        {
          ...{ kind: 'radio', name: 'cause', label: t('register.erasing.cause') },
          hint: t('register.erasing.cause.hint'),
          fault: back.act === 'erasure' && back.faults?.cause ? t(back.faults.cause) : undefined,
          choices: causes.map((value) => ({
            value,
            words: t(`register.cause.${value}`),
            isChosen: back.act === 'erasure' && back.values?.cause === value,
          })),
        },
      ],
    },
    { t, back },
  )
