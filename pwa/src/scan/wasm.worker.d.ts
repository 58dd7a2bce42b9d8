/** What Vite makes of an import that ends in ?url; the workers' world does not know Vite. */
declare module '*.wasm?url' {
  const url: string;
  export default url;
}
