/** What applies here: the house rules in every version, privacy, accessibility. */
import type { App } from '../web/house.ts'
import { view } from '../web/views.ts'
import type { Answer, Ask, Web } from '../web/web.ts'
import { indexModel, rulesModel, textModel } from './pages.ts'
import { type TextPolicy, textPolicies } from './rules.ts'
import { clausesOf, type RulesVersion, rulesVersions } from './store.ts'

/** Registers /policy and what lies below it. */
export function policyRoutes(app: App, web: Web): void {
  web.page(app, {
    path: '/policy',
    make: async (ask) => ({
      view: view('policy/index', indexModel(ask)),
      head: { title: ask.t('policy.title'), canonical: '/policy' },
      tags: ['policy'],
    }),
  })
  web.page(app, { path: '/policy/house-rules', query: ['version'], make: rulesPage })
  for (const policy of textPolicies)
    web.page(app, {
      path: `/policy/${policy}`,
      make: async (ask) => textPage(ask, policy, web.house.settings.publicUrl),
    })
}

async function rulesPage(ask: Ask): Promise<Answer> {
  const versions = await rulesVersions(ask.read)
  const inForce = versions.find(({ appliesFrom }) => appliesFrom <= ask.now)
  const shown = ask.query.version ? asked(ask.query.version, versions) : inForce
  if (!inForce || !shown) return { problem: 'not_found' }
  const clauses = await clausesOf(ask.read, shown.id, ask.language)
  return {
    view: view('policy/rules', rulesModel(ask, shown, { versions, inForce, clauses })),
    head: {
      title: ask.t('policy.rules'),
      canonical: '/policy/house-rules',
      noindex: shown !== inForce,
    },
    tags: ['policy'],
    until: versions.findLast(({ appliesFrom }) => appliesFrom > ask.now)?.appliesFrom,
  }
}

const asked = (number: string, versions: readonly RulesVersion[]) =>
  versions.find((version) => String(version.number) === number)

function textPage(ask: Ask, policy: TextPolicy, publicUrl: string): Answer {
  const model = textModel(ask, policy, publicUrl)
  return {
    view: view('policy/text', model),
    head: { title: model.title, canonical: `/policy/${policy}` },
    tags: ['policy'],
  }
}
