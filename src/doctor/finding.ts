// What a check of the doctor has found.

export interface Finding {
  /** What was checked, in a word or two. */
  readonly check: string;
  readonly verdict: 'ok' | 'warning' | 'wrong';
  readonly message: string;
  /** What to do about it; null for nothing. */
  readonly fix: string | null;
}

export function fine(check: string, message: string): Finding {
  return { check, verdict: 'ok', message, fix: null };
}

export function warning(check: string, message: string, fix: string): Finding {
  return { check, verdict: 'warning', message, fix };
}

export function wrong(check: string, message: string, fix: string): Finding {
  return { check, verdict: 'wrong', message, fix };
}
