/** Lets `vite dev` answer /s with the landing page, as the server does. */
import type { Plugin } from 'vite';

export function landingInDev(): Plugin {
  return {
    name: 'kith:landing-in-dev',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (request.url === '/s' || request.url?.startsWith('/s?')) request.url = '/s.html';
        next();
      });
    },
  };
}
