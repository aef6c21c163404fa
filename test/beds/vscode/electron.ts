import { readJsonIfThere, isRecord, writeAtomically } from '../../sandbox/files.ts';
import { paths } from './paths.ts';

const releases = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * Whether VS Code for the desktop can be downloaded and shown here. Asked at most once a day, because a machine without
 * the network may take seconds to say no.
 */
export async function canRunDesktop(): Promise<boolean> {
  const display = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined;
  return display && (await canDownload());
}

async function canDownload(): Promise<boolean> {
  const today = new Date().toISOString().slice(0, 10);
  const remembered = await readJsonIfThere(paths.download);
  if (isRecord(remembered) && remembered['day'] === today && typeof remembered['possible'] === 'boolean') {
    return remembered['possible'];
  }
  const possible = await answers();
  await writeAtomically(paths.download, JSON.stringify({ day: today, possible }));
  return possible;
}

async function answers(): Promise<boolean> {
  try {
    const response = await fetch(releases, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    return false;
  }
}
