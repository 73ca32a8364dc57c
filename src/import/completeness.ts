// Whether an archive has all that it says it has: its own counts against what was read.

import type { ArchiveDetails } from '../archive/network/format.ts';
import { NETWORK_NAMES, type Network } from '../post/network.ts';
import { formatNumber, pluralize } from '../text/numbers-and-dates.ts';

type Counts = ReadonlyMap<string, number>;

/** A line for each file that is missing, short, or has more than the archive counts. @param read how many posts each file had */
export function missingPosts(
  { expected, isExact, network }: Pick<ArchiveDetails, 'expected' | 'isExact'> & { readonly network: Network },
  read: Counts,
): string[] {
  const surplus = isExact ? surpluses(expected, read, network) : [];
  return [...shortfalls(expected, read), ...surplus, ...missingParts(expected, read)];
}

function shortfalls(expected: Counts, read: Counts): string[] {
  return [...expected].flatMap(([path, count]) => {
    const found = read.get(path) ?? 0;
    if (found >= count) return [];
    const counted = `the archive counts ${pluralize(count, 'post')} in it`;
    if (!read.has(path)) return [`${path} is missing: ${counted}`];
    return [`${path} is short: ${pluralize(found, 'post')} read, ${counted}`];
  });
}

/** A list that counts too few belongs to another archive or was edited: it proves nothing. */
function surpluses(expected: Counts, read: Counts, network: Network): string[] {
  return [...expected].flatMap(([path, count]) => {
    const found = read.get(path) ?? 0;
    if (found <= count) return [];
    return [
      `${path} has more than the archive counts, ${pluralize(found, 'post')} and not ${formatNumber(count)}: ` +
        `import the archive as it came from ${NETWORK_NAMES[network]}`,
    ];
  });
}

/** Without a manifest, a gap in the files' numbers still shows that one is missing. */
function missingParts(expected: Counts, read: Counts): string[] {
  const paths = [...read.keys()];
  return paths.flatMap((path) => {
    const [, stem = '', part] = /^(.*)-part(\d+)\.js$/.exec(path) ?? [];
    if (part === undefined || part === '0') return [];
    const before = Number(part) === 1 ? `${stem}.js` : `${stem}-part${Number(part) - 1}.js`;
    return paths.includes(before) || expected.has(before) ? [] : [`${before} is missing: ${path} is there`];
  });
}
