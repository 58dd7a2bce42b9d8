/** Puts the browsable API description into the build: Swagger UI from its package, and the page that starts it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const FROM_PACKAGE = ['swagger-ui.css', 'swagger-ui-bundle.js'];
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Kith: the HTTP API</title>
<link rel="stylesheet" href="/api-docs/swagger-ui.css">
<link rel="icon" href="/icons/icon.svg">
<script defer src="/api-docs/swagger-ui-bundle.js"></script>
<script defer src="/api-docs/start.js"></script>
</head>
<body><main id="api"></main></body>
</html>
`;
const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  deepLinking: false,
  tryItOutEnabled: true,
  requestInterceptor: (request) => {
    request.headers['Kith-Client'] = 'docs/1';
    return request;
  },
});
`;

export function apiDocs(): Plugin {
  const find = createRequire(import.meta.url);
  return {
    name: 'kith-api-docs',
    apply: 'build',
    generateBundle() {
      for (const name of FROM_PACKAGE) {
        const source = readFileSync(find.resolve(`swagger-ui-dist/${name}`));
        this.emitFile({ type: 'asset', fileName: `api-docs/${name}`, source });
      }
      this.emitFile({ type: 'asset', fileName: 'api-docs/start.js', source: START });
      this.emitFile({ type: 'asset', fileName: 'api-docs/index.html', source: PAGE });
    },
  };
}
