/** The names that Docker, Podman and VS Code give a Dockerfile. */
const dockerfileName = /^(?:Dockerfile|Containerfile)|\.(?:dockerfile|containerfile)$/i;

/** What only looks like a Dockerfile: its ignore file, a text about it, an editor's backup. */
const otherFile = /\.(?:dockerignore|md|txt|ya?ml|json|sh|swp|bak|orig)$|~$/i;

/** Folders in which nobody looks for Dockerfiles of their own. */
export const foreignFolders: readonly string[] = ['node_modules', '.git', '.hg', '.svn', 'vendor', '.venv'];

/** Whether a file of this name, without folder, is taken for a Dockerfile where many are looked for. */
export function isDockerfileName(name: string): boolean {
  return dockerfileName.test(name) && !otherFile.test(name);
}
