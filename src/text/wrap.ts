// Lines of words for terminals of any width; what is piped is read by line and stays whole.

import { wrapAnsi } from 'fast-wrap-ansi';

/** How wide lines for an output may be, in cells. */
export function lineWidthOf(output: { readonly isTTY?: boolean; readonly columns?: number }): number {
  return output.isTTY === true ? (output.columns ?? 80) : Infinity;
}

/** The text for behind an `indent`, in lines of at most `width` cells together. Long words, such as paths, stay whole. */
export function folded(text: string, width: number, indent = ''): string {
  if (width === Infinity) return text;
  return wrapAnsi(text, Math.max(20, width - indent.length)).replaceAll('\n', `\n${indent}`);
}
