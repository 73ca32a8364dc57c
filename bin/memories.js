#!/usr/bin/env node
'use strict';

const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

const { main, processContext } = program(join(__dirname, '../dist/memories.cjs'));

void main(processContext()).then((code) => {
  process.exitCode = code;
});

function program(file) {
  if (!enableCompileCache) return require('./compiled.js').run(file).exports;
  enableCompileCache();
  return require(file);
}
