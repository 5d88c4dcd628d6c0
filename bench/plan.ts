/** How much is made and how long it is measured: the whole run, and the quick one that proves it runs. */

export interface Plan {
  /** Comments under the post with an ordinary thread and under the one with a long thread. */
  readonly short: number
  readonly long: number
  /** Comments under the longest. */
  readonly huge: number
  /** Posts besides these three, each with a few comments. */
  readonly others: number
  /** Rounds of each comparison after those that do not count, and seconds under load in a round. */
  readonly rounds: number
  readonly warmUp: number
  readonly seconds: number
  readonly connections: readonly number[]
  /** Reads after a write in a round, each after a write of its own. */
  readonly reads: number
  /** Seconds of a round in which many read while one writes, and milliseconds from one write to the next. */
  readonly writing: { readonly seconds: number; readonly every: number }
  /** Posts, with fifty comments each on the average, of a young site and of an old one. */
  readonly ages: readonly [number, number]
  /** Whether they are kept for the next run: to make an old one takes a quarter of an hour. */
  readonly keepsAges: boolean
  /** Pages of each kind that are read in a round while nothing of them is kept. */
  readonly fresh: number
  readonly starts: number
  /** Requests over all pages before memory is read the first and the second time. */
  readonly visits: readonly [number, number]
  /** Entries of the short and of the long ledger that is checked. */
  readonly entries: readonly [number, number]
}

/** What the table in docs/bench.md was measured with. */
export const whole: Plan = {
  short: 200,
  long: 2000,
  huge: 10_000,
  others: 40,
  rounds: 15,
  warmUp: 4,
  seconds: 0.4,
  connections: [16, 64],
  reads: 12,
  writing: { seconds: 4, every: 1000 },
  ages: [220, 20_000],
  keepsAges: true,
  fresh: 12,
  starts: 5,
  visits: [1000, 100_000],
  entries: [1_000_000, 3_000_000],
}

/** Everything once, too short to say anything about speed. */
export const quick: Plan = {
  short: 40,
  long: 60,
  huge: 300,
  others: 12,
  rounds: 1,
  warmUp: 0,
  seconds: 0.05,
  connections: [4],
  reads: 2,
  writing: { seconds: 0.2, every: 50 },
  ages: [4, 8],
  keepsAges: false,
  fresh: 2,
  starts: 1,
  visits: [100, 300],
  entries: [300, 3_000],
}
