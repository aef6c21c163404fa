import type { Instruction } from '../tree.ts';
import type { Run } from './run-commands.ts';

/** Whether the folder, or one that it is in, is a cache or in memory while the RUN runs: then it is not in the image. */
export function isMounted({ instruction }: Run, ...folders: readonly string[]): boolean {
  return mountedFolders(instruction).some((mounted) =>
    folders.some((folder) => mounted.startsWith(folder) || folder.startsWith(withSlash(mounted))),
  );
}

/** Whether a folder of the name is mounted so below `.cache`, whosever it is, or all of `.cache`. */
export function isUserCacheMounted({ instruction }: Run, name: string): boolean {
  return mountedFolders(instruction).some(
    (mounted) => mounted.includes(`.cache/${name}`) || withSlash(mounted).endsWith('/.cache/'),
  );
}

function withSlash(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

function mountedFolders({ flags }: Instruction): string[] {
  return flags.flatMap(({ name, value }) => {
    if (name !== 'mount' || value === undefined) {
      return [];
    }
    const fields = value.split(',').map((field) => field.replaceAll('"', '').trim());
    const target = fields.find((field) => /^(?:target|dst|destination)=/.test(field));
    return target !== undefined && fields.some((field) => field === 'type=cache' || field === 'type=tmpfs')
      ? [target.slice(target.indexOf('=') + 1).replace(/^\/\/+/, '/')]
      : [];
  });
}
