// Time limits as signals. Node.js 20 loses AbortSignal.timeout's where AbortSignal.any is all that refers to it.

/** Runs something with a signal that aborts when `signal` does, or, with `over` as its reason, after this many milliseconds. */
export async function withTimeout<T>(
  milliseconds: number,
  over: Error,
  signal: AbortSignal,
  run: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort(signal.reason);
  };
  const timer = setTimeout(() => {
    controller.abort(over);
  }, milliseconds);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** The promise's result, unless the signal aborts first: then its reason is thrown. */
export async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<null>((resolve) => {
    stop = () => {
      resolve(null);
    };
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const result = await Promise.race([promise.then((value) => ({ value })), stopped]);
    if (result !== null) return result.value;
    throw signal.reason;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
