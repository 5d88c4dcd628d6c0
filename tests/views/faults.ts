/** What is wrong with a template, and where; line 0 means the file as a whole. */
export interface Fault {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** A template, and the name of the file that the compiler reads in its place. */
export interface Template {
  readonly name: string
  readonly file: string
  readonly generated: string
  readonly source: string
}

/** A fault on one line, as editors and terminals make links of it. */
export const inWords = ({ file, line, column, message }: Fault): string =>
  line === 0 ? `${file}: ${message}` : `${file}:${line}:${column}: ${message}`

/** The fault of a template that could not even be turned into code. */
export const unreadable = (file: string, error: unknown): Fault =>
  whole(file, error instanceof Error ? error.message : String(error))

/**
 * Reads the compiler's output. `headLines` lines stand before a template's first. Faults in the
 * server's own files are left to `npm run types`, but for bad syntax: after that the compiler
 * judges nothing else.
 */
export function faultsOf(
  output: string,
  templates: ReadonlyMap<string, Template>,
  headLines: number,
): Fault[] {
  const faults: Fault[] = []
  for (const [, path = '', line, column, code = '', message = ''] of output.matchAll(ERROR)) {
    const template = templates.get(path)
    const at = { line: Number(line), column: Number(column) }
    if (template !== undefined) faults.push(inTemplate(template, at, headLines, message))
    else if (path === 'given.ts') faults.push(...withoutTemplate(message))
    else if (/^TS1\d{3}$/.test(code)) faults.push({ file: path, ...at, message })
  }
  return faults
}

// a.view.ts(12,3): error TS2322: message
const ERROR = /^(\S.*?)\((\d+),(\d+)\): error (TS\d+): (.*)$/gm

const whole = (file: string, message: string): Fault => ({ file, line: 0, column: 0, message })

function inTemplate(
  { file, name, source }: Template,
  at: { line: number; column: number },
  headLines: number,
  message: string,
): Fault {
  const line = at.line - headLines
  const before = source.split('\n')[line - 1]?.slice(0, at.column - 1) ?? ''
  if (line < 1)
    return whole(file, `Views has no '${name}': list it, with its model, where its page is made`)
  return { file, line, column: at.column, message: aboutPrint(before, message) ?? short(message) }
}

/** Says of a print what it takes, instead of the types by which the compiler was made to see it. */
function aboutPrint(before: string, message: string): string | undefined {
  const given = /^Argument of type '(.*)' is not assignable to parameter/.exec(message)?.[1]
  if (given === undefined) return undefined
  if (/<%[-_]?\s*=\s*$/.test(before))
    return `<%= %> prints a string or a number and escapes it; this is ${given}`
  if (/<%[-_]?\s*~\s*$/.test(before))
    return `<%~ %> prints Html, which only server/text makes; this is ${given}`
  return undefined
}

/** `Type '"a/b" | "c/d"' is not assignable to type 'never'`: each name is a view without a file. */
function withoutTemplate(message: string): Fault[] {
  const names = [...message.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name)
  if (names.length === 0) return [whole('tests/views/check.ts', message)]
  return names.map((name) => whole(`views/${name}.eta`, 'is in Views, but there is no such file'))
}

/** Long lists of possible words, and whole models, teach nothing. */
const short = (message: string): string =>
  message.replace(/("[^"]*" \| ){4}("[^"]*"( \| )?)+/g, '$1…').replace(/\{[^']{80,}\}/g, '{ … }')
