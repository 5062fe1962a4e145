import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const excluded = ["**/node_modules/**", "**/.next/**", "**/.build/**"];

/** Minutes each: begun last, they would run when everything else is over, and keep one of two processors idle. */
const LONG = ["engines/browser/hostile-scripts.test.ts", "faults/faults.itest.ts", "killed-at-every-step.itest.ts"];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((end) => moduleId.endsWith(end));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          isolate: false,
          include: ["**/*.test.ts"],
          exclude: excluded,
          // Some wait for processes of their own, beside whatever else the machine does; none is a test of speed.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["**/*.itest.ts"],
          exclude: excluded,
          globalSetup: ["tests/support/global-setup.ts"],
          // They share one server and, often, two cores.
          maxWorkers: 2,
          isolate: false,
          // A failed wait should say what it waited for, not that the whole test took long.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
