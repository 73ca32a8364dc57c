// Regular expressions with Unicode's properties, which take longer to make than a start of the program has to spare.

/** Makes a regular expression when it is first asked for. */
export function lazyPattern(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined;
  return () => (made ??= new RegExp(source, flags));
}
