/** What Vite makes of a worker that is asked for by its address. */
declare module '*?worker&url' {
  const address: string;
  export default address;
}
