// A mail's style sheet in the form that mail programs need: the light looks go into each element's style attribute, without
// variables, which few programs support; the dark looks and those for phones go into <style>, as `!important`.

import postcss from 'postcss';

/** `supported-color-schemes` is the older name, which Apple's Mail still reads. */
const SCHEMES = ':root{color-scheme:light dark;supported-color-schemes:light dark}';

/**
 * Takes a sheet that has `:root` for the variables and one rule for each class, and both again in media queries for dark
 * mode and small screens.
 * @param {string} css
 */
export function mailLooks(css) {
  const sheet = postcss.parse(css);
  /** @type {postcss.Rule[]} */
  const classes = [];
  const day = new Map();
  const night = new Map();
  /** @type {string[]} */
  const phone = [];
  sheet.walkRules((rule) => {
    const media = rule.parent?.type === 'atrule' ? /** @type {postcss.AtRule} */ (rule.parent).params : null;
    if (rule.selector === ':root') addVariables(rule, media === null ? day : night);
    else if (media === null) classes.push(rule);
    else phone.push(`${rule.selector}{${properties(rule).map(important).join(';')}}`);
  });
  return {
    looks: Object.fromEntries(classes.map((rule) => [rule.selector.slice('.m-'.length), inline(rule, day)])),
    sheets: sheetsOf(classes, night, phone),
  };
}

/** @param {postcss.Rule} rule @param {Map<string, string>} variables */
function addVariables(rule, variables) {
  for (const { prop, value } of properties(rule)) variables.set(prop, value);
}

/** @param {postcss.Rule} rule */
function properties(rule) {
  return rule.nodes
    .filter((node) => node.type === 'decl')
    .map(({ prop, value }) => ({ prop, value: onOneLine(value) }));
}

/** The value on one line, without double quotes, which would end the attribute. @param {string} value */
function onOneLine(value) {
  return value.replace(/\s+/g, ' ').replace(/, /g, ',').replaceAll('"', "'");
}

/** @param {{ prop: string, value: string }} property */
function important({ prop, value }) {
  return `${prop}:${value}!important`;
}

/** @param {postcss.Rule} rule @param {Map<string, string>} variables */
function inline(rule, variables) {
  return properties(rule)
    .map(({ prop, value }) => `${prop}:${resolveVariables(value, variables)}`)
    .join(';');
}

/** @param {string} value @param {Map<string, string>} variables */
function resolveVariables(value, variables) {
  return value.replace(/var\((--[\w-]+)\)/g, (_, name) => {
    const known = variables.get(name);
    if (known === undefined) throw new Error(`${name} has no value`);
    return known;
  });
}

/**
 * Outlook on the web rewrites colours and marks the elements it has rewritten. The rules for these are in a sheet of their
 * own, because some mail programs drop a whole sheet that has such selectors.
 * @param {postcss.Rule[]} rules @param {Map<string, string>} night @param {string[]} phone
 */
function sheetsOf(rules, night, phone) {
  /** @param {string[]} props @param {(name: string) => string} selectors */
  const atNight = (props, selectors) => nightRules(rules, night, props, selectors).join('');
  const text = ['color'];
  const ground = ['background-color', 'border', 'border-top', 'border-left'];
  return [
    SCHEMES +
      `@media (prefers-color-scheme:dark){${atNight(text, (name) => name)}${atNight(ground, (name) => name)}}` +
      `@media (max-width:600px){${phone.join('')}}`,
    atNight(text, (name) => `[data-ogsc] ${name},${name}[data-ogsc]`) +
      atNight(ground, (name) => `[data-ogsb] ${name},${name}[data-ogsb]`),
  ];
}

/**
 * The dark colours of these properties, for every rule that has them.
 * @param {postcss.Rule[]} rules @param {Map<string, string>} night @param {string[]} props
 * @param {(name: string) => string} selectors
 */
function nightRules(rules, night, props, selectors) {
  return rules.flatMap((rule) => {
    const colours = properties(rule)
      .filter(({ prop, value }) => props.includes(prop) && value.includes('var('))
      .map(({ prop, value }) => ({ prop: colourProperty(prop), value: night.get(/--[\w-]+/.exec(value)?.[0] ?? '') }))
      .map(({ prop, value = missing(rule) }) => important({ prop, value }));
    return colours.length === 0 ? [] : [`${selectors(rule.selector)}{${colours.join(';')}}`];
  });
}

/** Only a border's colour changes in dark mode. @param {string} prop */
function colourProperty(prop) {
  return prop.startsWith('border') ? 'border-color' : prop;
}

/** @param {postcss.Rule} rule @returns {never} */
function missing({ selector }) {
  throw new Error(`${selector} has a colour but none at night`);
}
