// Whose archive it is, under all the names that the account has had.

/** `until` is when the account gave it up, in milliseconds since 1970 UTC; after that it may have been somebody else's. */
export interface FormerHandle {
  /** Without `@`. */
  readonly handle: string;
  readonly until: number;
}

export interface Owner {
  /** What the network itself calls the account, which never changes: see `Account.networkId`; null where the archive doesn't have it. */
  readonly id: string | null;
  /** Without `@` before it, in the form of post/handle.ts. */
  readonly handle: string;
  readonly name: string | null;
  readonly formerHandles?: readonly FormerHandle[];
}

/** Whether a handle was the owner's. @param time when, in milliseconds since 1970 UTC; null for at any time */
export function isOwnHandle(handle: string, time: number | null, { handle: own, formerHandles = [] }: Owner): boolean {
  const wanted = handle.toLowerCase();
  if (wanted === own.toLowerCase()) return true;
  return formerHandles.some((one) => one.handle.toLowerCase() === wanted && (time === null || time <= one.until));
}
