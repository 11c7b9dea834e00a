/** Lists what was not run and why: a skipped test nobody hears of is a hole. */
import type { Reporter, TestModule } from 'vitest/node';

export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const result = test.result();
        const reason = result.state === 'skipped' ? result.note : undefined;
        console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}: ${reason ?? 'a condition in its file does not hold here'}`);
      }
    }
  }
}
