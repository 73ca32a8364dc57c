// What the program says where commands and addresses stand among its words: in parts, so that each view can set them apart.

export type PhrasePart =
  | string
  /** A whole command, to be copied. */
  | { readonly command: string }
  /** An address of the web. */
  | { readonly address: string }
  /** A mailbox to write to. */
  | { readonly mailbox: string };

export type Phrase = readonly PhrasePart[];

/** The phrase where nothing can be set apart. */
export function phraseText(phrase: Phrase): string {
  return phrase.map(partText).join('');
}

function partText(part: PhrasePart): string {
  if (typeof part === 'string') return part;
  if ('command' in part) return part.command;
  return 'address' in part ? part.address : part.mailbox;
}
