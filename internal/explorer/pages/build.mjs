// Makes dist, which is committed and embedded, from src. The same sources give the same bytes; .ci/run checks that they do.
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

await rm('dist', { recursive: true, force: true });

const shared = {
  bundle: true,
  minify: true,
  target: 'es2022',
  outdir: 'dist',
  charset: 'utf8',
  legalComments: 'none', // dist/LICENSES has them
  logLevel: 'warning',
};

const pages = (await readdir('src/pages')).filter((name) => name.endsWith('.tsx'));
const { metafile } = await build({
  ...shared,
  entryPoints: pages.map((name) => `src/pages/${name}`),
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
  metafile: true,
});
await build({ ...shared, entryPoints: ['src/theme.ts', 'src/style.css'] });

// The licences of the libraries that are part of the scripts.
const libraries = new Set(Object.keys(metafile.inputs).map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean));
const texts = await Promise.all([...libraries].sort().map(async (name) => {
  const { version } = JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8'));
  return `${name} ${version}\n\n${(await readFile(`node_modules/${name}/LICENSE`, 'utf8')).trim()}\n`;
}));
await writeFile('dist/LICENSES', texts.join(`\n${'-'.repeat(80)}\n\n`));
