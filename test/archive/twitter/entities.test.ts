import { describe, expect, test } from 'vitest';
import { parseMedia } from '../../../src/archive/twitter/entities.ts';

const PHOTO = {
  type: 'photo',
  media_url: 'http://pbs.twimg.com/media/a.jpg',
  media_url_https: 'https://pbs.twimg.com/media/a.jpg',
  sizes: { thumb: { w: '150', h: '150' }, large: { w: '1200', h: '900' } },
};

const variant = (name: string, bitrate?: string): object => ({
  ...(bitrate === undefined ? { content_type: 'application/x-mpegURL' } : { content_type: 'video/mp4', bitrate }),
  url: `https://video.twimg.com/${name}`,
});

const video = (...variants: unknown[]): object => ({
  ...PHOTO,
  type: 'video',
  video_info: { duration_millis: '12345', variants },
});

describe('the media of a tweet', () => {
  test('are all photos of extended_entities, else those of entities', () => {
    const other = { ...PHOTO, media_url_https: 'https://pbs.twimg.com/media/b.jpg' };
    const urls = (record: Record<string, unknown>): string[] => parseMedia(record).map(({ url }) => url);
    expect(urls({ entities: { media: [PHOTO] }, extended_entities: { media: [PHOTO, other] } })).toEqual([
      'https://pbs.twimg.com/media/a.jpg',
      'https://pbs.twimg.com/media/b.jpg',
    ]);
    expect(urls({ entities: { media: [PHOTO] }, extended_entities: { media: [] } })).toHaveLength(1);
    expect(urls({ entities: { media: [PHOTO] } })).toHaveLength(1);
    expect(urls({})).toEqual([]);
  });

  test('have the size that Twitter called large', () => {
    expect(parseMedia({ entities: { media: [PHOTO] } })).toEqual([
      { type: 'photo', url: PHOTO.media_url_https, alt: null, width: 1200, height: 900, duration: null },
    ]);
  });

  test('of the oldest archives have no type, and their sizes in a list', () => {
    const media = [
      {
        media_url: PHOTO.media_url,
        media_alt: '',
        sizes: [
          { w: 150, h: 150 },
          { w: 800, h: 600 },
          { w: 340, h: 255 },
        ],
      },
    ];
    expect(parseMedia({ entities: { media } })).toEqual([
      { type: 'photo', url: PHOTO.media_url, alt: null, width: 800, height: 600, duration: null },
    ]);
  });

  test.each([
    ['ext_alt_text', 'A heron'],
    ['media_alt', 'A heron'],
  ])('are described by %s', (key, alt) => {
    expect(parseMedia({ entities: { media: [{ ...PHOTO, [key]: alt }] } })[0]?.alt).toBe(alt);
  });

  test.each([
    [
      'the best mp4',
      video(
        variant('a.m3u8'),
        variant('low.mp4', '320000'),
        variant('best.mp4', '2176000'),
        variant('mid.mp4', '832000'),
      ),
      'best.mp4',
    ],
    [
      'the mp4 of a GIF, whose bitrate is 0',
      { ...video(variant('otter.mp4', '0')), type: 'animated_gif' },
      'otter.mp4',
    ],
    [
      'an mp4 without an address never',
      video({ content_type: 'video/mp4', bitrate: '9' }, variant('a.mp4', '1')),
      'a.mp4',
    ],
  ])('are, of a video, %s', (_what, item, name) => {
    expect(parseMedia({ extended_entities: { media: [item] } })[0]?.url).toBe(`https://video.twimg.com/${name}`);
  });

  test('are, of a video without an mp4, its still, with the type and the duration of the video', () => {
    const [found] = parseMedia({ extended_entities: { media: [video(variant('a.m3u8'))] } });
    expect(found).toMatchObject({ type: 'video', url: PHOTO.media_url_https, duration: 12345 });
  });

  test.each([['gif'], ['constructor'], ['toString'], [''], [17], [null]])(
    'are photos when their type is %j',
    (type) => {
      expect(parseMedia({ entities: { media: [{ ...PHOTO, type }] } })[0]?.type).toBe('photo');
    },
  );

  test.each([[{}], [null], ['a.jpg'], [{ type: 'photo', media_url: 17 }]])('are none where an item is %j', (item) => {
    expect(parseMedia({ entities: { media: [item] } })).toEqual([]);
  });
});
