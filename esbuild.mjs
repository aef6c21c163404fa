// Bundles the product: dist/extension.js (small, loaded at activation), dist/commands.js (what commands ask and do), dist/editor.js (findings and contexts in the editor),
// dist/engine.js (cluster client, tar, YAML), dist/linter.js (parser, rules) and dist/context.js (which files go), each
// loaded when first needed by the others, dist/stat-worker.js (the thread that asks about many files) and dist/cli.js.
import { build, context } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** `import('./engine.ts')` stays a require of the neighbouring bundle, so that it is loaded late and only once. */
const bundlesApart = {
  name: 'bundles-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:commands|editor|engine|linter|context)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: path.replace(/ts$/, 'js'), external: true } : undefined,
    );
  },
};

/**
 * esbuild copies the whole `vscode` namespace, a thousand names, once for each file that imports it: two thirds of the
 * time that loading dist/extension.js took. Through one module of those names that are used it is read once.
 */
const vscodeOnce = {
  name: 'vscode-once',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode-once'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'vscode-once' },
    );
    onLoad({ filter: /.*/, namespace: 'vscode-once' }, () => ({
      contents: `export const { ${usedOfVSCode().join(', ')} } = require('vscode');`,
    }));
  },
};

/** The names behind `vscode.` in the sources. */
function usedOfVSCode() {
  const sources = readdirSync('src', { recursive: true }).filter((file) => file.endsWith('.ts'));
  const names = sources.flatMap((file) =>
    [...readFileSync(`src/${file}`, 'utf8').matchAll(/\bvscode\.([A-Za-z]\w*)/g)].map(([, name]) => name),
  );
  return [...new Set(names)];
}

const options = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outdir: 'dist',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [bundlesApart, vscodeOnce],
  // For the files beside a bundle, as for those beside a source.
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  // client-node's only use of it on our way is a class that Node has itself.
  alias: { 'node-fetch': './src/kube/native-fetch.ts' },
};

const bundles = [
  {
    ...options,
    entryPoints: [
      'src/extension.ts',
      'src/commands.ts',
      'src/editor.ts',
      'src/engine.ts',
      'src/linter.ts',
      'src/context.ts',
    ],
  },
  { ...options, entryPoints: ['src/context/stat-worker.ts'] },
  { ...options, entryPoints: ['src/cli.ts'], banner: { js: '#!/usr/bin/env node' } },
];

if (watch) {
  const contexts = await Promise.all(bundles.map((bundle) => context({ ...bundle, logLevel: 'info' })));
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
}
