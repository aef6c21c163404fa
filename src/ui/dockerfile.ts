/** A Dockerfile on disk, as the user interface names it. */
export interface DockerfileOnDisk {
  /** Absolute path. */
  readonly path: string;
  /** Absolute path of its workspace folder, or of its own folder when it lies outside the workspace. */
  readonly root: string;
  /** What people call it: the path relative to {@link root}, with the folder's name where there are several. */
  readonly label: string;
}
