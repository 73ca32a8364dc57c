'use strict';

// Runs a CommonJS file from what V8 made of it before. Node does that itself from 22.1 on (module.enableCompileCache); in
// Node 20 it spares a fifth of the time of a start. V8 refuses what another version made of it, and compiles anew.

const { existsSync, readFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');

/** What the file exports, and its script, whose createCachedData() gives what `<file>.cache` is to hold. */
exports.run = (file) => {
  const cache = `${file}.cache`;
  const script = new Script(wrap(readFileSync(file, 'latin1')), {
    filename: file,
    ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}),
  });
  const module = { exports: {} };
  // Such a script can't import() by itself.
  const load = Object.assign((name) => require(name), { outside: (name) => import(name) });
  script.runInThisContext()(module.exports, load, module, file, dirname(file));
  return { exports: module.exports, script };
};
