/** How a chosen time is shown: on the page of publication, in the list of the desk, and in warnings and mails. */
import type { Instant } from '../kernel/clock.ts'
import type { Language } from '../language/locale.ts'
import { citedTime, dayWords, exactTime } from '../language/when.ts'
import { momentsOf } from '../language/zone.ts'
import { type Choices, type FormModel, formModel } from '../web/fields.ts'
import type { RowModel } from './desk-pages.ts'
import type { Schedule, TimeFault, TimeForm } from './schedule.ts'
import type { Telling } from './telling-pages.ts'

/** The folded part of the page of publication. */
export interface ScheduleModel {
  readonly isOpen: boolean
  /** What is chosen already, and whether it still holds. */
  readonly chosen: { readonly words: string; readonly isProblem: boolean } | undefined
  readonly form: FormModel
  /** Of a time that comes twice: the first or the second. */
  readonly which: Choices | undefined
  readonly words: string
  readonly action: string
  readonly button: string
  /** Where the time is cancelled, when there is one. */
  readonly cancel: string | undefined
}

declare module '../web/views.ts' {
  interface Views {
    'posts/schedule': ScheduleModel
  }
}

/** What the folded part is made from. */
export interface Scheduling {
  readonly draft: { readonly id: number; readonly changedAt: Instant }
  readonly schedule: Schedule | undefined
  /** What was typed and is wrong with it, when it has to come back. */
  readonly typed: TimeForm | undefined
  readonly fault: TimeFault | undefined
}

/** The folded part: a day, a time, a button; open while there is something in it to see. */
export function scheduleModel(scheduling: Scheduling, telling: Telling): ScheduleModel {
  const { draft, schedule, typed, fault } = scheduling
  const { t, site } = telling
  const values = typed ?? timeOf(schedule, site.timeZone)
  const asked = fault?.key === 'publishing.fault.twice'
  const words = fault && faultWords(fault, values, telling)
  const field = fault?.key.endsWith('.day') ? 'day' : 'time'
  const form = formModel(
    t,
    [
      { name: 'day', label: 'publishing.day', type: 'date', look: 'short', mayWait: true },
      { name: 'time', label: 'publishing.time', type: 'time', look: 'short', mayWait: true },
    ],
    { values: { day: values.day, time: values.time } },
  )
  return {
    isOpen: schedule !== undefined || typed !== undefined,
    chosen: schedule && chosenOf(schedule, draft.changedAt, telling),
    form: {
      faults: words ? [{ href: asked ? '#which' : `#${field}`, words }] : [],
      fields: form.fields.map((one) =>
        one.name === field && words && !asked
          ? { ...one, fault: words, describedBy: `${one.name}-fault` }
          : one,
      ),
    },
    which: asked ? whichOf(values, telling) : undefined,
    words: t('publishing.later.words', { zone: zoneWords(site.timeZone) }),
    action: `/desk/drafts/${draft.id}/schedule`,
    button: t(schedule ? 'publishing.move' : 'publishing.plan'),
    cancel: schedule && `/desk/drafts/${draft.id}/schedule/cancellation`,
  }
}

/** The place whose clocks are meant: the zone's own name for its city. */
const zoneWords = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone

/** What is chosen, in words: when; that it waits for a new word; or what stood in the way. */
function chosenOf(schedule: Schedule, changedAt: Instant, telling: Telling) {
  const { t } = telling
  const time = exactTime(schedule.dueAt, telling.language, telling.site.timeZone)
  if (schedule.refused)
    return {
      words: `${t('publishing.chosen.refused', { time })} ${t(schedule.refused.problem)}`,
      isProblem: true,
    }
  return schedule.seen === changedAt
    ? { words: t('publishing.chosen', { time }), isProblem: false }
    : { words: t('publishing.chosen.changed', { time }), isProblem: true }
}

/** Day and time of a schedule where the site's clocks stand, as a form has them; empty while none is chosen. */
export function timeOf(schedule: Schedule | undefined, zone: string): TimeForm {
  if (!schedule) return { day: '', time: '', which: '' }
  const [day = '', time = ''] = localOf(schedule.dueAt, zone)
  const [first] = momentsOf(day, time, zone)
  return { day, time, which: first === schedule.dueAt ? 'first' : 'second' }
}

/** `2026-11-21` and `07:00`, as a form has them. */
function localOf(at: Instant, zone: string): string[] {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return format.format(new Date(at)).split(' ')
}

function faultWords(fault: TimeFault, { day, time }: TimeForm, { t, language }: Telling): string {
  if (fault.key === 'publishing.fault.gap') {
    const given = { day: dayWords(day, language), time: clock(time, language) }
    return t(fault.key, { ...given, instead: clock(fault.instead, language) })
  }
  return fault.key === 'publishing.fault.twice'
    ? t(fault.key, { day: dayWords(day, language), time: clock(time, language) })
    : t(fault.key)
}

/** A time of the clock as each language writes it: with a colon in English, else with a full stop. */
const clock = (time: string, language: Language): string =>
  time.replace(/[:.]/, language === 'en' ? ':' : '.')

function whichOf(form: TimeForm, { t, language, site }: Telling): Choices {
  const moments = momentsOf(form.day, form.time, site.timeZone)
  return {
    kind: 'radio',
    name: 'which',
    label: t('publishing.which'),
    hint: undefined,
    fault: undefined,
    choices: (['first', 'second'] as const).map((value, at) => ({
      value,
      words: t(`publishing.which.${value}`, {
        time: moments[at] ? citedTime(moments[at], language, site.timeZone) : '',
      }),
      isChosen: form.which === value,
    })),
  }
}

/** A draft with its time in the list of the desk. */
export const scheduleRow = (
  one: Schedule & {
    readonly title: string
    readonly language: Language
    readonly isChanged: boolean
  },
  { t, language, site }: Telling,
): RowModel => ({
  href: `/desk/drafts/${one.draftId}/publication`,
  words: one.title || t('posts.desk.untitled'),
  language: one.title ? one.language : language,
  capacity: one.capacity,
  state: undefined,
  note: noteOf(one, t),
  time: { iso: one.dueAt, words: exactTime(one.dueAt, language, site.timeZone) },
})

function noteOf(one: Schedule & { readonly isChanged: boolean }, t: Telling['t']) {
  if (one.refused) return t('publishing.row.refused')
  return one.isChanged ? t('publishing.row.changed') : undefined
}
