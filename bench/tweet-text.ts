// The words of a made-up tweet, with the entities that Twitter lists for them.

import { pick, type Random } from './random.ts';

const LANGUAGES = [
  ['en', 'the morning bus library window quiet garden somebody laughed about rain again and nothing happened'],
  ['es', 'el autobús llegó tarde pero nadie dijo nada porque llovía otra vez mañana será mejor'],
  ['ru', 'утром автобус опоздал никто ничего не сказал потому что снова шёл дождь завтра будет'],
  ['ja', '今日は 図書館で 猫を 見た とても 静かな 朝 だった また 明日 行く つもり'],
  ['fr', 'déjà le café était fermé alors nous avons marché jusqu’à la forêt plus loin 🌲 🐈'],
] as const satisfies readonly (readonly [string, string])[];

/** Builds a text word by word. */
export class TweetText {
  readonly entities = { hashtags: [] as object[], symbols: [], user_mentions: [] as object[], urls: [] as object[] };
  readonly lang: string;
  /** Escaped for HTML, as archives have it. */
  text = '';
  /** In code points, as entities count. */
  length = 0;
  readonly #random: Random;
  readonly #words: readonly string[];

  constructor(random: Random) {
    const [lang, words] = LANGUAGES[Math.floor(random() ** 2 * LANGUAGES.length)] ?? LANGUAGES[0];
    this.#random = random;
    this.lang = lang;
    this.#words = words.split(' ');
  }

  words(count: number): void {
    for (let index = 0; index < count; index += 1) this.add(pick(this.#random, this.#words));
    if (this.#random() < 0.05) this.add('&amp; &lt;3');
  }

  mention(): void {
    const number = Math.floor(this.#random() * 500);
    const name = `friend_${number}`;
    const indices = this.add(`@${name}`);
    const id = String(1_000_000 + number);
    this.entities.user_mentions.push({ name: 'A Friend', screen_name: name, indices, id_str: id, id });
  }

  hashtag(): void {
    const text = `tag${Math.floor(this.#random() * 300)}`;
    this.entities.hashtags.push({ text, indices: this.add(`#${text}`) });
  }

  link(): void {
    const url = this.#shortUrl();
    const path = Math.floor(this.#random() * 1e9).toString(36);
    this.entities.urls.push({
      url,
      expanded_url: `https://example.com/articles/${path}`,
      display_url: `example.com/articles/${path.slice(0, 4)}…`,
      indices: this.add(url),
    });
  }

  photo(tweetId: string): object {
    const url = this.#shortUrl();
    const name = Math.floor(this.#random() * 1e15).toString(36);
    const size = { w: '1200', h: '800', resize: 'fit' };
    return {
      expanded_url: `https://twitter.com/bench/status/${tweetId}/photo/1`,
      indices: this.add(url),
      url,
      media_url: `http://pbs.twimg.com/media/${name}.jpg`,
      id_str: tweetId,
      id: tweetId,
      media_url_https: `https://pbs.twimg.com/media/${name}.jpg`,
      sizes: { medium: size, thumb: { ...size, resize: 'crop' }, small: size, large: size },
      type: 'photo',
      display_url: 'pic.twitter.com/x',
    };
  }

  /** Adds a word and returns where it stands. */
  add(word: string): [string, string] {
    if (this.length > 0) {
      this.text += ' ';
      this.length += 1;
    }
    const start = this.length;
    this.text += word;
    this.length += Array.from(word).length;
    return [String(start), String(this.length)];
  }

  #shortUrl(): string {
    const name = Math.floor(this.#random() * 1e15).toString(36);
    return `https://t.co/${name.padStart(10, '0').slice(0, 10)}`;
  }
}
