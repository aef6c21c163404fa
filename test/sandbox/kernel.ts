import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { isRecord, readJsonIfThere, writeAtomically } from './files.ts';
import { paths } from './paths.ts';

/** What a kubelet changes in the whole machine's kernel when it starts. */
const settings = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
];

/** Notes the kernel's settings before a kubelet changes them. */
export async function rememberKernelSettings(): Promise<void> {
  if (existsSync(paths.kernelSettings)) {
    return;
  }
  const values = await Promise.all(settings.map((name) => readFile(`/proc/sys/${name}`, 'utf8')));
  const noted = Object.fromEntries(settings.map((name, index) => [name, values[index]?.trim()]));
  await writeAtomically(paths.kernelSettings, JSON.stringify(noted));
}

/** Gives the machine back the settings it had. */
export async function restoreKernelSettings(): Promise<void> {
  const noted = await readJsonIfThere(paths.kernelSettings);
  for (const [name, value] of Object.entries(isRecord(noted) ? noted : {})) {
    if (settings.includes(name) && typeof value === 'string') {
      await writeFile(`/proc/sys/${name}`, value).catch(() => undefined);
    }
  }
  await rm(paths.kernelSettings, { force: true });
}
