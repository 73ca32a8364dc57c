// Whom a post was written for.

/** `unlisted` is public, but not in lists; `circle` is a Twitter Circle; `direct` was for the people it names. */
export type Audience = 'public' | 'unlisted' | 'circle' | 'followers' | 'direct';

/** What others than the author must never see. */
export const FOR_FEW = ['circle', 'followers', 'direct'] as const satisfies readonly Audience[];

const FEW: ReadonlySet<Audience> = new Set(FOR_FEW);

export function isForFew(audience: Audience): boolean {
  return FEW.has(audience);
}

/** From the fewest to everybody: of two archives that differ the one with the fewer is believed. */
const WIDTH = { direct: 0, circle: 1, followers: 2, unlisted: 3, public: 4 } as const satisfies Record<
  Audience,
  number
>;

export function narrower(one: Audience, other: Audience): Audience {
  return WIDTH[other] < WIDTH[one] ? other : one;
}
