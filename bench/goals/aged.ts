/** Goal 4: what a page, a search and a submission cost with a million comments, against the same with eleven thousand. */
import { type Aged, type Ages, openAges } from '../ages.ts'
import type { Bench } from '../bench.ts'
import { inRounds, middleOf, ratioOf, type Samples } from '../compare.ts'
import type { MadePost } from '../data.ts'
import { formsFor } from '../forms.ts'
import { signedIn } from '../moderator.ts'
import { solved } from '../proof.ts'
import { commonWords as words } from '../prose.ts'
import { reads, turning } from '../reads.ts'
import { figure, printTable, type Verdict } from '../table.ts'
import { smooth } from './smooth.ts'

type Age = 'young' | 'old'

/** Measures both ages, and goal 5 on the old one while it is there. */
export async function aged(bench: Bench): Promise<Verdict[]> {
  const ages = await openAges(bench)
  const lines: Line[] = []
  for (const [what, paths] of Object.entries(freshPages(ages.posts)))
    lines.push({ what, samples: await readFresh(bench, ages, paths) })
  for (const path of everChanging(ages.posts))
    lines.push({ what: path, samples: await readChanged(bench, ages, path) })
  lines.push({ what: 'a comment sent', samples: await send(bench, ages) })
  const { young, old } = ages.comments
  printTable(`4 ${figure(young)} comments and ${figure(old)}: µs of CPU each, nothing kept`, [
    ['', 'young', 'old', 'old to young'],
    ...lines.map(({ what, samples }) => [
      what,
      figure(middleOf(samples.young, 'cpu')),
      figure(middleOf(samples.old, 'cpu')),
      figure(ratioOf(samples.old, samples.young, 'cpu'), 2),
    ]),
  ])
  const waited = await smooth(bench, ages)
  await ages.stop()
  const verdicts = lines.map(({ what, samples }) => ({
    goal: 4,
    what: `${what}, old to young`,
    figure: ratioOf(samples.old, samples.young, 'cpu'),
    atMost: 1.25,
  }))
  return [...verdicts, ...waited]
}

interface Line {
  readonly what: string
  readonly samples: Samples<Age>
}

/** Pages of which there are many, so that each can be read once: the first are the same at both ages. */
const freshPages = (posts: readonly MadePost[]): Record<string, readonly string[]> => ({
  'a post with its thread': posts.map(({ path }) => path),
  'the versions of a post': posts.map(({ path }) => `${path}/history`),
  'a comment in its context': posts.flatMap(({ comments }) =>
    comments.map((id) => `/comments/${id}`),
  ),
  'the front page further back': posts.slice(1).map(({ id }) => `/?before=${id}`),
  'personal posts further back': posts.slice(1).map(({ id }) => `/personal?before=${id}`),
  'posts with a tag further back': posts
    .slice(posts.length / 2)
    .map(({ id }) => `/tags/skola?before=${id}`),
  'a search for two common words': words.flatMap((one, at) =>
    words
      .slice(at + 1)
      .flatMap((other) => [one, other].map((_, turn, both) => searchFor(both, turn))),
  ),
})

const searchFor = (both: readonly string[], turn: number): string =>
  `/search?words=${encodeURIComponent((turn === 0 ? both : both.toReversed()).join(' '))}`

/** Each round reads the next of the paths, the same at both ages, and each only once. */
async function readFresh(
  { plan }: Bench,
  ages: Ages,
  paths: readonly string[],
): Promise<Samples<Age>> {
  const count = Math.max(
    1,
    Math.min(plan.fresh, Math.floor(paths.length / (plan.rounds + plan.warmUp))),
  )
  const turn = (age: Age) => {
    let from = -count
    return {
      name: age,
      run: () => {
        from += count
        const first = from
        return reads(ages[age].site, {
          count,
          path: (at) => paths[(first + at) % paths.length] as string,
        })
      },
    }
  }
  return inRounds(plan, [turn('young'), turn('old')])
}

/** Pages that a write changes: each is read after one. */
const everChanging = (posts: readonly MadePost[]): string[] => {
  const [year, month] = (posts[0]?.path ?? '').split('/').slice(1)
  return [
    '/',
    '/personal',
    `/${year}/${month}`,
    '/feed.atom',
    '/comments/feed.atom',
    '/log',
    '/ledger',
  ]
}

async function readChanged({ plan }: Bench, ages: Ages, path: string): Promise<Samples<Age>> {
  const comment = ages.posts.flatMap(({ comments }) => comments)[0] as number
  const turn = async (age: Age) => {
    const write = turning(await signedIn(ages[age].site), comment)
    const each = { count: plan.fresh, path: () => path, write }
    return { name: age, run: () => reads(ages[age].site, each) }
  }
  return inRounds(plan, [await turn('young'), await turn('old')])
}

/** Comments sent to the same post of both, each answered after its sync. */
async function send({ plan, client }: Bench, ages: Ages): Promise<Samples<Age>> {
  const post = ages.posts.find(({ comments }) => comments.length > 0) as MadePost
  const connections = plan.connections[0] as number
  const turn = async (age: Age) => {
    const { site, folder }: Aged = ages[age]
    const forms = formsFor(post, folder, await solved(folder))
    const count = Math.ceil(FORMS * plan.seconds)
    const job = { connections, seconds: plan.seconds, status: 303 }
    return { name: age, run: () => client.load(site, { ...job, requests: forms(count) }) }
  }
  return inRounds(plan, [await turn('young'), await turn('old')])
}

const FORMS = 8000
