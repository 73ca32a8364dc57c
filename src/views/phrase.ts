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

/** A command as it works for this reader, who may have named another database. */
export type NameCommand = (command: string) => string;

export const asItIs: NameCommand = (command) => command;

/** The phrase where nothing can be set apart. */
export function phraseText(phrase: Phrase, nameCommand: NameCommand = asItIs): string {
  return phrase.map((part) => partText(part, nameCommand)).join('');
}

function partText(part: PhrasePart, nameCommand: NameCommand): string {
  if (typeof part === 'string') return part;
  if ('command' in part) return nameCommand(part.command);
  return 'address' in part ? part.address : part.mailbox;
}
