import type { Reporter, TestCase, TestModule } from 'vitest/node'

/**
 * Ends a run with each skipped test and its reason, then one line of counts.
 * The reason is the note of `context.skip(note)`; without one, the name of the suite or test has to tell it.
 */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state: string) => tests.filter((test) => test.result().state === state)

    const reasons = countBy(inState('skipped').map(reasonOf))
    if (reasons.size > 0) console.log('\nSkipped:')
    for (const [reason, count] of reasons) console.log(`  ${reason}${count > 1 ? ` (${count} tests)` : ''}`)

    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length
    console.log(
      `\n${inState('passed').length} passed, ${inState('failed').length + broken} failed, ${inState('skipped').length} skipped`,
    )
  }
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  const { parent } = test
  const wholeSuite = parent.type === 'suite' && parent.options.mode === 'skip' ? parent.fullName : undefined
  return `${test.module.relativeModuleId}: ${note ?? wholeSuite ?? test.fullName}`
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
