/** What Vite makes of imports that are no code: a style sheet, put beside the chunk that asks for it, and a worker's address. */
declare module '*.css';

declare module '*?worker&url' {
  const address: string;
  export default address;
}
