/**
 * Nothing may be mounted over this folder, which holds the executor; folders in it are never part of an image nor
 * deleted between stages. (kaniko.md §3.6, §4.2)
 */
export const kanikoFolder = '/kaniko';

/** Where a context that comes as a tar is unpacked to. (buildcontext/tar.go, all flavours) */
export const contextFolder = `${kanikoFolder}/buildcontext`;
