// How a mail looks: its style sheet as style attributes and as what <style> adds to them.

import mail from './email.css?looks';
import { Markup } from '../../text/html.ts';

/** The classes of the style sheet. */
export const LOOK_NAMES = [
  'paper',
  'column',
  'occasion',
  'title',
  'subtitle',
  'empty',
  'notice',
  'day',
  'year',
  'ago',
  'card',
  'part',
  'quoted',
  'tile',
  'alt',
  'about',
  'time',
  'account',
  'text',
  'dense',
  'link',
  'facts',
  'code',
  'photo',
  'chapter',
  'name',
  'fact',
  'panel',
  'gap',
  'label',
  'count',
  'month',
  'bar',
  'none',
  'few',
  'some',
  'many',
  'most',
  'rest',
  'end',
  'line',
] as const;

export type LookName = (typeof LOOK_NAMES)[number];

/** The attributes that give an element its look, with a space before them; `more` is for this element only. */
export function look(name: LookName, more = ''): Markup {
  return Markup.trusted(` class="m-${name}" style="${mail.looks[name] ?? ''}${more && `;${more}`}"`);
}

/** The enhancement: what is different at night and on small screens. */
export const STYLE_SHEETS = mail.sheets;
