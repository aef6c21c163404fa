const ending = 'tar|gz|bz2|xz|Z|lz|lzma|tgz|tb2|tbz|tbz2|tpz|txz|tlz|tZ';
const archive = new RegExp(`\\.(?:${ending})$`);
const anywhere = new RegExp(`\\.(?:${ending})`);

/** Whether the name ends like an archive that ADD unpacks or a compressed file that hadolint counts among them. */
export function isArchive(path: string): boolean {
  return archive.test(path);
}

/** Whether there may be such a name in a longer text. */
export function mentionsArchive(text: string): boolean {
  return anywhere.test(text);
}
