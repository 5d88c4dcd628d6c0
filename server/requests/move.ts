/** What can become of a request, as data: each country has a file of moves, and the database knows the same list. */

export const states = [
  ...(['asked', 'released', 'partly', 'refused', 'not_held'] as const),
  ...(['demanded', 'decided', 'reasons_asked', 'explained'] as const),
  ...(['complained', 'forwarded', 'upheld', 'withdrawn', 'closed'] as const),
] as const
export type RequestState = (typeof states)[number]

export const acts = [
  ...(['ask', 'more', 'withdraw', 'demand', 'ask_reasons', 'complain'] as const),
  ...(['question', 'release', 'release_part', 'refuse', 'not_held'] as const),
  ...(['decide', 'decide_not_held', 'explain', 'forward', 'uphold', 'close'] as const),
] as const
export type RequestAct = (typeof acts)[number]

/** What a move is made with; everything named here must be there, or the move is none. */
export interface Needs {
  /** Something said to whoever asked. */
  readonly reply?: 'always' | 'maybe'
  /** Words or files that are given out. */
  readonly gives?: 'always' | 'maybe'
  /** Ground and provision of what is withheld. */
  readonly ground?: true
  /** In Norway: whether more access was considered (offentleglova § 11). */
  readonly wider?: true
  readonly reasons?: true
  /** A delegation of whoever signs (JO 3869-2013). */
  readonly delegation?: true
  /** Which rights the asker is told of, by the message that tells. */
  readonly told?: 'refused' | 'appeal'
}

/** One step that a request can take from a state, by whoever asked or by the office. */
export interface Move {
  readonly act: RequestAct
  readonly from: readonly RequestState[]
  readonly to: RequestState
  readonly by: 'asker' | 'office'
  readonly needs: Needs
}

/** Working days within which the office takes the next step, by state. */
export type Clocks = Readonly<Partial<Record<RequestState, number>>>

/** What becomes of requests under the law of one country. */
export interface Procedure {
  readonly moves: readonly Move[]
  readonly clocks: Clocks
  /** Working days after which silence counts as a refusal; undefined where it never does. */
  readonly silentAfter: number | undefined
}
