/** The figures as pictures with words beside every bar, and as tables. */

import type { T } from '../language/catalogue.ts'
import { exactTime } from '../language/when.ts'
import { excerpt } from '../text/excerpt.ts'
import { states } from './disclosure.ts'
import type { Reading } from './entry-pages.ts'
import type { Figures } from './figures.ts'
import { archivePath } from './filter.ts'
import { ground } from './ground.ts'

/** How a bar is filled: by shape, so that no colour is needed. */
type Pattern = 'hatched' | 'half' | 'whole' | 'empty'

export interface BarModel {
  readonly words: string
  /** Of the width of the picture: `37.5%`; undefined when there is nothing to draw. */
  readonly width: string | undefined
  readonly pattern: Pattern
  /** Where its words stand, and where it begins, in pixels from the top. */
  readonly line: number
  readonly top: number
}

export interface ChartModel {
  readonly id: string
  readonly title: string
  /** All that the picture says, for who does not see it. */
  readonly text: string
  readonly height: number
  readonly bars: readonly BarModel[]
  readonly head: readonly string[]
  readonly rows: readonly {
    readonly name: string
    readonly href: string | undefined
    readonly cells: readonly string[]
  }[]
}

export interface FiguresPage {
  readonly counted: string
  readonly numbers: readonly { readonly name: string; readonly value: string }[]
  readonly charts: readonly ChartModel[]
}

declare module '../web/views.ts' {
  interface Views {
    'disclosures/figures': FiguresPage
    'disclosures/chart': ChartModel
  }
}

/** The page of the figures. */
export function figuresPage(figures: Figures, reading: Reading): FiguresPage {
  const { t, language, now, site } = reading
  const charts =
    figures.entries === 0 ? [] : [stateChart(figures, t), groundChart(figures, reading)]
  return {
    counted: t('openness.figures.counted', { time: exactTime(now, language, site.timeZone) }),
    numbers: numbersOf(figures, t),
    charts: figures.entries === 0 ? charts : [...charts, yearChart(figures, t)],
  }
}

function numbersOf({ entries, overdue, looks, later, medianDays }: Figures, t: T) {
  const number = (name: 'entries' | 'overdue' | 'looks' | 'later' | 'median', value: string) => ({
    ...{ name: t(`openness.figures.${name}`), value },
  })
  return [
    number('entries', String(entries)),
    number('overdue', String(overdue)),
    number('looks', t('openness.figures.looks.value', looks)),
    number(
      'later',
      t('openness.figures.later.value', { ...later, percent: percent(later.told, later.of) }),
    ),
    number(
      'median',
      medianDays === undefined
        ? t('openness.figures.median.none')
        : t('openness.figures.median.value', { days: medianDays }),
    ),
  ]
}

/** In whole percent; 0 of 0 is 0. */
const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((100 * part) / whole)

const patterns = {
  withheld: 'hatched',
  partly: 'half',
  disclosed: 'whole',
  ended: 'empty',
} as const

function stateChart(figures: Figures, t: T): ChartModel {
  const all = states.map((state) => ({
    ...{ name: t(`disclosures.state.${state}`), count: figures.states[state] },
    ...{ pattern: patterns[state], href: archivePath({ state }) },
  }))
  return chart(t, { id: 'states', title: t('openness.figures.states'), all })
}

function groundChart(figures: Figures, { t, language, site }: Reading): ChartModel {
  const all = figures.grounds.map(({ ground: id, count }) => ({
    ...{ name: ground(site.country, id)[language].name, count },
    ...{ pattern: 'hatched' as const, href: archivePath({ ground: id }) },
  }))
  return chart(t, { id: 'grounds', title: t('openness.figures.grounds'), all })
}

interface Row {
  readonly name: string
  readonly count: number
  readonly pattern: Pattern
  readonly href: string
}

function chart(
  t: T,
  { id, title, all }: { readonly id: string; readonly title: string; readonly all: readonly Row[] },
): ChartModel {
  return {
    ...drawn(title, all),
    id,
    head: [t('openness.figures.what'), t('openness.figures.count')],
    rows: all.map(({ name, count, href }) => ({ name, href, cells: [String(count)] })),
  }
}

const inYear = [
  ['made', 'empty'],
  ['disclosed', 'whole'],
  ['narrowed', 'half'],
  ['kept', 'hatched'],
  ['ended', 'empty'],
] as const

/** Bars for what was published, told and not told; the table has all of it. */
function yearChart({ years }: Figures, t: T): ChartModel {
  const bars = years.flatMap((of) =>
    inYear
      .filter(([kind]) => kind === 'made' || kind === 'disclosed' || kind === 'kept')
      .map(([kind, pattern]) => ({
        name: `${of.year}, ${t(`openness.figures.year.${kind}`)}`,
        count: of[kind],
        pattern,
      })),
  )
  return {
    ...drawn(t('openness.figures.years'), bars),
    id: 'years',
    head: [
      t('openness.search.year'),
      ...inYear.map(([kind]) => t(`openness.figures.year.${kind}`)),
    ],
    rows: years.map((of) => ({
      name: String(of.year),
      href: archivePath({ year: of.year }),
      cells: inYear.map(([kind]) => String(of[kind])),
    })),
  }
}

const MOST_OF_NAME = 36
const LINE = 20
const STEP = 46

function drawn(title: string, all: readonly Omit<Row, 'href'>[]) {
  const most = Math.max(1, ...all.map(({ count }) => count))
  const said = all.map(({ name, count }) => `${name}: ${count}`)
  return {
    title,
    text: `${title}. ${said.join('. ')}.`,
    height: all.length * STEP,
    bars: all.map(({ name, count, pattern }, at) => ({
      // The number first: a long name is cut, so that it fits a phone, and is whole in the table.
      words: `${count} ${excerpt(name, MOST_OF_NAME)}`,
      width: count === 0 ? undefined : `${Math.round((1000 * count) / most) / 10}%`,
      pattern,
      line: at * STEP + LINE - 4,
      top: at * STEP + LINE + 2,
    })),
  }
}
