/** Made by the build from every `*.demo.ts`. */
declare module 'demos' {
  export const demos: import('../shared/demo.js').Demo[];
}
