// What stands in a tweet's text, and the pictures beside it.

import type { Media } from '../../post/post.ts';
import type { Mark } from './readable-text.ts';
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../network/fields.ts';

/** The places in the text that entities name, in code points of the escaped text, moved by `shift`. */
export function parseMarks(record: Fields, shift = 0): Mark[] {
  const entities = fieldsOf(record['entities']);
  const marks: Mark[] = [];
  const add = (entity: Fields, type: Mark['type'], written: string, expanded?: string | null): void => {
    const indices: unknown[] = Array.isArray(entity['indices']) ? entity['indices'] : [];
    const [start, end] = [(numberOf(indices[0]) ?? -1) + shift, (numberOf(indices[1]) ?? -1) + shift];
    marks.push({ type, written, start, end, expanded: expanded ?? undefined });
  };
  for (const url of listOf(entities['urls'])) add(url, 'link', textOf(url['url']) ?? '', textOf(url['expanded_url']));
  for (const media of listOf(entities['media'])) add(media, 'media', textOf(media['url']) ?? '');
  for (const user of listOf(entities['user_mentions'])) add(user, 'mention', `@${textOf(user['screen_name']) ?? ''}`);
  for (const tag of listOf(entities['hashtags'])) add(tag, 'hashtag', `#${textOf(tag['text']) ?? ''}`);
  for (const tag of listOf(entities['symbols'])) add(tag, 'cashtag', `$${textOf(tag['text']) ?? ''}`);
  return marks;
}

/** All media: `extended_entities` has every photo, `entities` only the first. */
export function parseMedia(record: Fields): Media[] {
  const extended = listOf(fieldsOf(record['extended_entities'])['media']);
  const items = extended.length > 0 ? extended : listOf(fieldsOf(record['entities'])['media']);
  return items.flatMap((item) => {
    const media = parseMedium(item);
    return media ? [media] : [];
  });
}

/** The oldest archives have no types, and only photos. */
function typeOf(item: Fields): Media['type'] {
  if (item['type'] === 'animated_gif') return 'gif';
  return item['type'] === 'video' ? 'video' : 'photo';
}

function parseMedium(item: Fields): Media | null {
  const type = typeOf(item);
  const still = textOf(item['media_url_https']) ?? textOf(item['media_url']);
  const url = type === 'photo' ? still : (bestVariant(item) ?? still);
  if (url === null) return null;
  const size = largestSize(item);
  return {
    type,
    url,
    alt: textOf(item['ext_alt_text']) ?? textOf(item['media_alt']),
    width: numberOf(size['w']),
    height: numberOf(size['h']),
    duration: numberOf(fieldsOf(item['video_info'])['duration_millis']),
  };
}

/** The mp4 with the highest bitrate: the one whose file is in the archive. */
function bestVariant(item: Fields): string | null {
  const variants = listOf(fieldsOf(item['video_info'])['variants']).filter(
    (variant) => variant['content_type'] === 'video/mp4' && textOf(variant['url']) !== null,
  );
  variants.sort((a, b) => (numberOf(b['bitrate']) ?? 0) - (numberOf(a['bitrate']) ?? 0));
  return textOf(variants[0]?.['url']);
}

/** Newer archives name their sizes, older ones list them. */
function largestSize(item: Fields): Fields {
  const listed = listOf(item['sizes']).sort((a, b) => (numberOf(b['w']) ?? 0) - (numberOf(a['w']) ?? 0));
  return listed[0] ?? fieldsOf(fieldsOf(item['sizes'])['large']);
}
