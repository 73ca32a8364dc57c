// What modules get of the files that build/assets.js reads for them.

declare module '*.css' {
  const text: string;
  export default text;
}

declare module '*.ts?script' {
  const text: string;
  export default text;
}

declare module '*.css?looks' {
  /** The style attribute of each class by its name without `m-`, and the style sheets of a mail. */
  const mail: { readonly looks: Readonly<Record<string, string>>; readonly sheets: readonly string[] };
  export default mail;
}
