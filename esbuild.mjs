// Bundles the product: dist/extension.js (small, loaded at activation), dist/engine.js (cluster client, tar, YAML;
// loaded when first needed, by both of the others) and dist/cli.js.
import { build, context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** `import('./engine.ts')` stays a require of the neighbouring bundle, so that it is loaded late and only once. */
const engineApart = {
  name: 'engine-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/engine\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './engine.js', external: true } : undefined,
    );
  },
};

const options = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outdir: 'dist',
  external: ['vscode'],
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [engineApart],
  // client-node's only use of it on our way is a class that Node has itself.
  alias: { 'node-fetch': './src/kube/native-fetch.ts' },
};

const bundles = [
  { ...options, entryPoints: ['src/extension.ts', 'src/engine.ts'] },
  { ...options, entryPoints: ['src/cli.ts'], banner: { js: '#!/usr/bin/env node' } },
];

if (watch) {
  const contexts = await Promise.all(bundles.map((bundle) => context({ ...bundle, logLevel: 'info' })));
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
}
