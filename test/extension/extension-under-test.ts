import * as vscode from 'vscode';

const extensionId = 'kaniko-build.kaniko-build';

/** The part of the manifest that the suites read. */
export interface Manifest {
  readonly main: string;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly languages: readonly { readonly id: string }[];
  };
}

export interface Setting {
  readonly default?: unknown;
  readonly scope?: string;
}

/** The extension as the host knows it. Throws when it is not installed. */
export function extensionUnderTest(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension(extensionId);
  if (extension === undefined) {
    throw new Error(`The extension ${extensionId} is not installed in this host.`);
  }
  return extension;
}

/** Its package.json. */
export function manifest(): Manifest {
  return extensionUnderTest().packageJSON as Manifest;
}
