// What is to be done when a test file has run. Files share what they import, so that an `afterAll` in a module beside them
// would run after the first of them alone: it goes here instead.

type Task = () => unknown;

const tasks: Task[] = [];

/** Does this when the test file that runs has run; what was asked for last comes first. */
export function afterFile(task: Task): void {
  tasks.push(task);
}

/** For vitest's setup, which alone runs once for each file. */
export async function runTasks(): Promise<void> {
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) await task();
}
