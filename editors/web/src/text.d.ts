// A text that is bundled with the page.
declare module '*.txt' {
  const text: string;
  export default text;
}
