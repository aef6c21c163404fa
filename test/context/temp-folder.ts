import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real folder for one test. */
export class TempFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'kaniko-build-context-'));

  /** Writes files; a path that ends in a slash is an empty folder, a value that begins with `-> ` a link's target. */
  write(files: Readonly<Record<string, string>>): this {
    for (const [path, content] of Object.entries(files)) {
      const full = join(this.path, path);
      mkdirSync(path.endsWith('/') ? full : dirname(full), { recursive: true });
      if (content.startsWith('-> ')) {
        symlinkSync(content.slice(3), full);
      } else if (!path.endsWith('/')) {
        writeFileSync(full, content);
      }
    }
    return this;
  }

  chmod(path: string, mode: number): this {
    chmodSync(join(this.path, path), mode);
    return this;
  }

  join(...path: string[]): string {
    return join(this.path, ...path);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
