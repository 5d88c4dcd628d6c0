/** Rounds in which everybody has a turn, and what is made of their figures. */
import type { Sample } from './client.ts'

/** One who takes part: runs once in each round. */
export interface Turn<Name extends string> {
  readonly name: Name
  readonly run: () => Promise<Sample>
}

export type Samples<Name extends string> = Readonly<Record<Name, readonly Sample[]>>

/**
 * Lets everybody have a turn in each round, every second round in the opposite order: what else goes
 * on in the machine then falls on all alike. The first rounds, in which Node still compiles, do not
 * count.
 */
export async function inRounds<Name extends string>(
  { rounds, warmUp }: { readonly rounds: number; readonly warmUp: number },
  turns: readonly Turn<Name>[],
): Promise<Samples<Name>> {
  const samples = Object.fromEntries(turns.map(({ name }) => [name, []])) as never as Record<
    Name,
    Sample[]
  >
  for (let round = -warmUp; round < rounds; round++)
    for (const { name, run } of round % 2 === 0 ? turns : turns.toReversed()) {
      const sample = await run()
      if (round >= 0) samples[name].push(sample)
    }
  return samples
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

type Figure = 'rate' | 'cpu' | 'slowest'

/** The median of one figure. */
export const middleOf = (samples: readonly Sample[], figure: Figure): number =>
  median(samples.map((sample) => sample[figure]))

/** The median of the ratios of one to the other within each round. */
export const ratioOf = (one: readonly Sample[], other: readonly Sample[], figure: Figure): number =>
  median(one.map((sample, round) => sample[figure] / (other[round]?.[figure] ?? Number.NaN)))
