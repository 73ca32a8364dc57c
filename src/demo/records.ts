// The demo's tweets as the records that Twitter would have written of them since October 2022.

import { idAt, type Post, type Timeline } from './timeline.ts';
import { codeFor, entitiesIn, mediaLinks, named, range, writtenText, type Link } from './written-text.ts';

type Fields = Record<string, unknown>;

const MINUTE = 60_000;

export function tweetRecord(post: Post, timeline: Timeline): Fields {
  const text = writtenText(post, timeline);
  const stills = mediaLinks(text, post, timeline).flatMap((link) => stillsOf(post, link));
  const { video } = post;
  const media = video ? stills.map((still) => asVideo(still, post, video.seconds)) : stills;
  return {
    tweet: {
      edit_info: editInfo(post, timeline),
      retweeted: false,
      source: sourceIn(new Date(post.time).getUTCFullYear()),
      // Here only the first, and a video counts as a photo; `extended_entities` has them as they are.
      entities: { ...entitiesIn(text, post, timeline), ...(stills[0] && { media: stills.slice(0, 1) }) },
      display_text_range: range(text, 0, text),
      favorite_count: String(post.likes ?? 0),
      id_str: post.id,
      truncated: false,
      retweet_count: String(post.retweets ?? 0),
      id: post.id,
      ...(text.includes('https://t.co/') && { possibly_sensitive: post.sensitive === true }),
      created_at: apiDate(post.time),
      favorited: false,
      full_text: text,
      lang: post.lang ?? 'en',
      ...replyFields(post, timeline),
      ...(media.length > 0 && { extended_entities: { media } }),
    },
  };
}

export function headerRecord(post: Post, { account }: Timeline): Fields {
  return { tweet: { tweet_id: post.id, user_id: account.id, created_at: apiDate(post.time) } };
}

/** The whole of a long text, not escaped. Those of the demo are without links, names and tags. */
export function noteRecord(post: Post): Fields {
  const made = isoDate(post.time);
  return {
    noteTweet: {
      // Never the tweet's own id: Twitter stored the note some milliseconds before.
      noteTweetId: idAt(post.time - 25),
      updatedAt: made,
      lifecycle: { value: '1', name: 'Active', originalName: 'Active', annotations: {} },
      createdAt: made,
      core: { styletags: [], urls: [], text: post.text, mentions: [], cashtags: [], hashtags: [] },
    },
  };
}

/** `Thu Nov 14 03:37:58 +0000 2019` */
function apiDate(time: number): string {
  const [weekday = '', day = '', month = '', year = '', clock = ''] = new Date(time).toUTCString().split(/,? /);
  return `${weekday} ${month} ${day} ${clock} +0000 ${year}`;
}

/** Like Twitter's own, to the second. */
function isoDate(time: number): string {
  return new Date(time - (time % 1000)).toISOString();
}

function sourceIn(year: number): string {
  return year < 2019
    ? '<a href="http://twitter.com" rel="nofollow">Twitter Web Client</a>'
    : '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>';
}

/** Every version of a tweet names all of them, the first one with the first's time limit. */
function editInfo(post: Post, timeline: Timeline): Fields {
  const first = post.edits === undefined ? post : named(post.edits, timeline);
  const later = timeline.posts.filter(({ edits }) => edits !== undefined && edits === first.key);
  const control = {
    editTweetIds: [first.id, ...later.map(({ id }) => id)],
    editableUntil: isoDate(first.time + 60 * MINUTE),
    editsRemaining: String(5 - later.length),
    isEditEligible: true,
  };
  return post === first ? { initial: control } : { edit: { initialTweetId: first.id, editControlInitial: control } };
}

function replyFields(post: Post, timeline: Timeline): Fields {
  const { account, people } = timeline;
  if (post.replyTo !== undefined) return replyTo(named(post.replyTo, timeline).id, account.id, account.handle);
  const [, handle = ''] = /^@(\w+)/.exec(post.text) ?? [];
  const person = people[handle];
  return person ? replyTo(idAt(post.time - 6 * MINUTE), person.id, handle) : {};
}

function replyTo(id: string, userId: string, handle: string): Fields {
  return {
    in_reply_to_status_id_str: id,
    in_reply_to_status_id: id,
    in_reply_to_user_id: userId,
    in_reply_to_user_id_str: userId,
    in_reply_to_screen_name: handle,
  };
}

interface MediaFile {
  /** Its path in demo/. */
  readonly source: string;
  readonly code: string;
  /** What an archive calls it. */
  readonly name: string;
}

export function mediaFiles(post: Post): MediaFile[] {
  const photos = post.photos?.map((file) => `photos/${file}`) ?? [];
  const sources = post.video ? [...photos, `videos/${post.video.file}`] : photos;
  return sources.map((source) => {
    const code = codeFor(`${post.id} ${source}`, 15);
    return { source, code, name: `${post.id}-${code}${source.slice(source.lastIndexOf('.'))}` };
  });
}

function stillsOf(post: Post, link: Link): Fields[] {
  return mediaFiles(post).map(({ code }, index) => {
    const id = mediaId(post, index);
    const path = post.video ? `ext_tw_video_thumb/${id}/pu/img/${codeFor(code, 16)}` : `media/${code}`;
    return {
      ...link,
      id,
      id_str: id,
      media_url: `http://pbs.twimg.com/${path}.jpg`,
      media_url_https: `https://pbs.twimg.com/${path}.jpg`,
      type: 'photo',
      sizes: post.video ? sizes(480, 320) : sizes(900, 600),
    };
  });
}

function mediaId(post: Post, index: number): string {
  return idAt(post.time - 2000, index);
}

function asVideo(still: Fields, post: Post, seconds: number): Fields {
  const [file] = mediaFiles(post);
  const code = file?.code ?? '';
  const folder = `https://video.twimg.com/ext_tw_video/${mediaId(post, 0)}/pu`;
  const mp4 = (bitrate: string, size: string, name: string): Fields => ({
    bitrate,
    content_type: 'video/mp4',
    url: `${folder}/vid/${size}/${name}.mp4?tag=12`,
  });
  const playlist = `${folder}/pl/${codeFor(`list ${code}`, 16)}.m3u8?tag=12`;
  return {
    ...still,
    type: 'video',
    video_info: {
      aspect_ratio: ['3', '2'],
      duration_millis: String(seconds * 1000),
      variants: [
        mp4('256000', '270x180', codeFor(`small ${code}`, 16)),
        { content_type: 'application/x-mpegURL', url: playlist },
        mp4('832000', '480x320', code),
      ],
    },
    additional_media_info: { monetizable: false },
  };
}

function sizes(width: number, height: number): Fields {
  const fit = (longest: number): Fields => {
    const scale = Math.min(1, longest / width);
    return { w: String(Math.round(width * scale)), h: String(Math.round(height * scale)), resize: 'fit' };
  };
  return { thumb: { w: '150', h: '150', resize: 'crop' }, small: fit(680), medium: fit(1200), large: fit(2048) };
}
