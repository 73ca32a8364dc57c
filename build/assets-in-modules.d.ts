// The types of the assets that build/assets.js makes.

declare module '*.css' {
  const text: string;
  export default text;
}

declare module '*.ts?script' {
  const text: string;
  export default text;
}

declare module '*.css?looks' {
  /** `looks`: the style attribute of each class, by its name without `m-`. `sheets`: the style sheets of a mail. */
  const mail: { readonly looks: Readonly<Record<string, string>>; readonly sheets: readonly string[] };
  export default mail;
}
