/** How the web app is built: two html shells, a service worker, compressed copies, and the hashes its CSP needs. */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { apiDocs } from './build/api-docs.ts';
import { cspHashes } from './build/csp-hashes.ts';
import { landingInDev } from './build/landing-in-dev.ts';
import { precompress } from './build/precompress.ts';

const page = (name: string): string => resolve(import.meta.dirname, name);
const SERVER = process.env.KITH_BASE_URL ?? 'http://localhost:8000';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    // Data URLs are not in the CSP, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: {
      input: { index: page('index.html'), s: page('s.html') },
      // Screens that go together come together: many small files compress badly.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'organiser',
              test: /src\/(features\/(organiser|badges|exports)|locales\/organiser|commands\/((change|create)-event|exports|printable-badges|who-joined))/,
            },
            { name: 'join', test: /src\/features\/(join\/(?!join-form|no-way-in|step-frame)|sign-in|lost)/ },
            { name: 'me', test: /src\/(features\/(me\/(?!section)|badge\/)|commands\/write-consent)/ },
            {
              name: 'jot',
              test: /src\/(features\/(jot\/|person\/label-field|use-typing)|commands\/(jot|deal-with-problem))/,
            },
            { name: 'writing', test: /src\/features\/recap\/(message|use-message|ways-out|way-home)/ },
            // These two also go to the landing page, which does without the framework.
            { name: 'copy', test: /src\/features\/(copy-text|soon)/ },
            { name: 'small', test: /src\/(features\/(buzz|when-sent|code\/use-watching)|commands\/told)/ },
            { name: 'recap', test: /src\/(features\/recap|recap|locales\/(recap|draft))/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: SERVER, changeOrigin: true } } },
  plugins: [
    landingInDev(),
    apiDocs(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      // The manifest is a plain file in public/; src/app/update.ts registers the worker.
      manifest: false,
      injectRegister: false,
      injectManifest: {
        // A module worker would end in `export default`, and registering it fails.
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,css,svg,woff2,wasm,webmanifest}'],
        globIgnores: ['api-docs/**'],
        maximumFileSizeToCacheInBytes: 2_000_000,
      },
    }),
    cspHashes(),
    precompress(),
  ],
});
