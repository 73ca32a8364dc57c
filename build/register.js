// `node --import ./build/register.js` lets Node and tsx import the assets of src/ (build/assets.js).

import { register } from 'node:module';

register('./hooks.js', import.meta.url);
