// What modules get of the files that build/assets.js makes texts of.

declare module '*.css' {
  const text: string;
  export default text;
}

declare module '*.ts?script' {
  const text: string;
  export default text;
}
