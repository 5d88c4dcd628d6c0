import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take a minute or near it: who begins with them is not left waiting for one of them at the end. */
const long = [
  ...['browser/readers', 'browser/desk', 'promises/visibility', 'mail/kills', 'promises/mail'],
  ...[
    'promises/lost',
    'browser/journey',
    'agreements/who',
    'browser/markup',
    'promises/lost-archive',
  ],
  ...['browser/following', 'promises/labelled-mail', 'letters/who', 'browser/agreements'],
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`))
  return place < 0 ? long.length : place
}

/** Runs the longest files first, the others in the order that Vitest gives them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
