// What the manual page says beyond the command line and the settings.

export const VARIABLES = [
  ['MEMORIES_CONFIG', 'another configuration file'],
  ['NO_COLOR', 'when it is not empty, no colours are used'],
  ['CLICOLOR', 'when it is 0, no colours are used'],
  ['FORCE_COLOR, CLICOLOR_FORCE', 'when it is set and not 0, colours are used also in a pipe'],
  ['TERM', 'of a terminal; dumb has no colours'],
  ['TZ', 'the zone whose days count, where nothing else says so'],
] as const;

export const FILES = [
  ['~/.local/share/memories/memories.db', 'the database; on macOS in ~/Library/Application Support/memories'],
  ['~/.local/share/memories/memories-media', 'the photos that posts use, beside the database'],
  ['~/.config/memories/config.yaml', 'the configuration; on macOS in ~/Library/Preferences/memories'],
] as const;

export const EXIT_CODES = [
  ['0', 'done, also when the day has no memories'],
  ['1', 'something expected went wrong: no such file, not an archive, nothing imported'],
  ['2', 'the command line is wrong'],
  ['70', 'a bug: please report it'],
  ['129, 130, 143', 'ended by a terminal that was closed, by Ctrl-C, by SIGTERM'],
] as const;

export const EXAMPLES = [
  ['memories demo', 'See how it looks'],
  ['memories import twitter-archive.zip', 'Take in what Twitter or X sent'],
  ['memories today', 'What was written on this day, years ago'],
  ['memories on 12-24 --html christmas-eve.html', 'Another day, as a page'],
  ['memories search \'"wild river"\' since:2015 -has:photo', 'Find posts by their words and by what they are'],
  ['memories digest preview && memories digest send', "Look at today's mail, and send it"],
] as const;
