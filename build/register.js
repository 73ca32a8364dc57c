// `node --import ./build/register.js`: Node itself, and tsx, then know the assets of src/ (build/assets.js).

import { register } from 'node:module';

register('./hooks.js', import.meta.url);
