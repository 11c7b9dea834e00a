/** Type-checks every layer under its own tsconfig, two at a time; prints what fails; exit status 1 on any error. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

const config = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { references: { path: string }[] };
const queue = config.references.map((reference) => reference.path);
let failed = false;

async function check(layer: string): Promise<void> {
  const command = layer === './renderer' ? 'vue-tsc' : 'tsc';
  const { promise, resolve } = Promise.withResolvers<undefined>();
  execFile(`node_modules/.bin/${command}`, ['-p', layer, '--noEmit', '--pretty', 'false'], (error, stdout, stderr) => {
    if (error !== null) {
      failed = true;
      console.error(`type check of ${layer} failed\n${stdout}${stderr}`);
    }
    resolve(undefined);
  });
  await promise;
}

async function worker(): Promise<void> {
  for (let layer = queue.shift(); layer !== undefined; layer = queue.shift()) await check(layer);
}

await Promise.all([worker(), worker()]);
console.log(failed ? 'type check failed' : 'type check passed for every layer');
process.exitCode = failed ? 1 : 0;
