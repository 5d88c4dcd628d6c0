/** What the page for passing the office on is given. */
import type { Account } from '../accounts/account.ts'
import type { T } from '../language/catalogue.ts'
import type { Language } from '../language/locale.ts'
import { date } from '../language/when.ts'
import { type FieldSpec, type FormFaults, formModel } from '../web/fields.ts'
import type { Site } from '../web/house.ts'
import type { PlanTexts } from './official.ts'
import type { Planned } from './official-store.ts'
import type { OfficialPage } from './pages.ts'

const planFields: readonly FieldSpec[] = [
  {
    name: 'title',
    label: 'accounts.work_title',
    hint: 'accounts.work_title.hint',
    autocomplete: 'off',
  },
  {
    name: 'from',
    label: 'setup.official.from',
    hint: 'setup.official.from.hint',
    type: 'date',
    look: 'short',
  },
  { name: 'notice', label: 'setup.official.notice', rows: 3 },
]

interface FoundOfficial {
  readonly site: Site
  /** Who could take over. */
  readonly authors: readonly Account[]
  readonly planned: Planned | undefined
  readonly values: Partial<PlanTexts>
  readonly faults: FormFaults
}

/** Who is the official, who will be, and the form of a plan. */
export const officialPage = (t: T, language: Language, found: FoundOfficial): OfficialPage => ({
  now: t('setup.official.now', {
    name: found.site.official.name,
    title: found.site.official.title,
  }),
  planned: found.planned && {
    id: found.planned.id,
    words: t('setup.official.planned', {
      name: found.planned.name,
      title: found.planned.title,
      date: date(found.planned.startsAt, language, found.site.timeZone),
    }),
    notice: found.planned.notice,
  },
  who: {
    kind: 'radio',
    name: 'who',
    label: t('setup.official.who'),
    hint: undefined,
    fault: found.faults.who && t(found.faults.who),
    choices: found.authors.map(({ id, name }) => ({
      value: String(id),
      words: name,
      isChosen: found.values.who === String(id),
    })),
  },
  form: formModel(t, planFields, { values: { ...found.values }, faults: found.faults }),
})
