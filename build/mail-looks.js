// A mail's style sheet as clients of mail want it: the looks of the day in each element's style attribute, without
// variables, which few clients know; and what is different at night and on phones in <style>, where it must outdo them.

import postcss from 'postcss';

/** The older name of the first is that of Apple's Mail. */
const SCHEMES = ':root{color-scheme:light dark;supported-color-schemes:light dark}';

/**
 * Of a sheet with `:root` for the variables, a rule of properties for each class, and the same again for the night and
 * for small screens.
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
  return rule.nodes.filter((node) => node.type === 'decl').map(({ prop, value }) => ({ prop, value: short(value) }));
}

/** A value on one line, without the quotation marks that would end the attribute. @param {string} value */
function short(value) {
  return value.replace(/\s+/g, ' ').replace(/, /g, ',').replaceAll('"', "'");
}

/** @param {{ prop: string, value: string }} property */
function important({ prop, value }) {
  return `${prop}:${value}!important`;
}

/** @param {postcss.Rule} rule @param {Map<string, string>} variables */
function inline(rule, variables) {
  return properties(rule)
    .map(({ prop, value }) => `${prop}:${resolved(value, variables)}`)
    .join(';');
}

/** @param {string} value @param {Map<string, string>} variables */
function resolved(value, variables) {
  return value.replace(/var\((--[\w-]+)\)/g, (_, name) => {
    const known = variables.get(name);
    if (known === undefined) throw new Error(`${name} has no value`);
    return known;
  });
}

/**
 * Outlook on the web rewrites colours and marks what it rewrote; its rules stand apart, since some clients drop a whole
 * sheet for them.
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
 * The colours of some properties, of those rules that have them.
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

/** Of an edge only the colour is another at night. @param {string} prop */
function colourProperty(prop) {
  return prop.startsWith('border') ? 'border-color' : prop;
}

/** @param {postcss.Rule} rule @returns {never} */
function missing({ selector }) {
  throw new Error(`${selector} has a colour that is none at night`);
}
