// What a check of the doctor has found.

export interface Finding {
  /** What was looked at, in a word or two. */
  readonly check: string;
  readonly verdict: 'ok' | 'warning' | 'wrong';
  readonly says: string;
  /** What to do about it; null when nothing is to be done. */
  readonly todo: string | null;
}

export function fine(check: string, says: string): Finding {
  return { check, verdict: 'ok', says, todo: null };
}

export function warning(check: string, says: string, todo: string): Finding {
  return { check, verdict: 'warning', says, todo };
}

export function wrong(check: string, says: string, todo: string): Finding {
  return { check, verdict: 'wrong', says, todo };
}
