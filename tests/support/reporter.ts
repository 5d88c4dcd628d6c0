import type { Reporter, TestCase, TestModule } from 'vitest/node'

/**
 * Says at the end of a run what took longest and, as a last plain line that programs can read,
 * `12 passed, 0 failed, 1 skipped`. A file that could not be run counts as one failed test, and so
 * does an error outside of any test.
 */
export const closingLine: Reporter = {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const failed = count('failed') + modules.filter(couldNotRun).length + unhandled.length
    if (modules.length > 5) say(slowest(tests))
    say([`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`])
  },
}

const couldNotRun = (module: TestModule): boolean =>
  module.errors().length > 0 ||
  [...module.children.allSuites()].some((suite) => suite.errors().length > 0)

const duration = (test: TestCase): number => test.diagnostic()?.duration ?? 0

function slowest(tests: readonly TestCase[]): string[] {
  const five = [...tests].sort((one, other) => duration(other) - duration(one)).slice(0, 5)
  const line = (test: TestCase) =>
    `  ${(duration(test) / 1000).toFixed(1)} s  ${test.module.relativeModuleId}: ${test.name}`
  return ['The slowest:', ...five.map(line), '']
}

const say = (lines: readonly string[]): void => console.log(lines.join('\n'))
