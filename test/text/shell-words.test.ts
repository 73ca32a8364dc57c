// Words of commands as a shell reads them.

import { expect, test } from 'vitest';
import { shellQuoted, shellWord } from '../../src/text/shell-words.ts';

test.each([
  ['/home/wren/a.db', 'linux', '/home/wren/a.db'],
  ["/home/wren's/my a.db", 'linux', "'/home/wren'\\''s/my a.db'"],
  ['/a$b', 'darwin', "'/a$b'"],
  ['', 'linux', "''"],
  ['C:\\Users\\wren\\a.db', 'win32', 'C:\\Users\\wren\\a.db'],
  ["C:\\wren's files\\a.db", 'win32', '"C:\\wren\'s files\\a.db"'],
])('%j is on %s %j', (text, platform, word) => {
  expect(shellWord(text, platform)).toBe(word);
});

test('is quoted as each system does', () => {
  expect(shellQuoted("it's", 'linux')).toBe("'it'\\''s'");
  expect(shellQuoted("it's", 'win32')).toBe('"it\'s"');
});
