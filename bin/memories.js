#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

const start = join(__dirname, '../dist/start.cjs');

if (existsSync(start)) require(start);
else {
  process.stderr.write(`error: memories isn't built: run npm ci (or npm run build) in ${dirname(__dirname)}\n`);
  process.exitCode = 1;
}
