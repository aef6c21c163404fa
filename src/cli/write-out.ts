/**
 * Writes to standard output and waits until all of it is taken, so that nothing is lost where a pipe is slow. A reader
 * that has gone (`| head`) wants no more: that is no error.
 */
export async function writeOut(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EPIPE') resolve();
      else reject(error);
    };
    // Stays: the stream tells of the error once more behind the write's own answer.
    process.stdout.on('error', onError);
    process.stdout.write(text, (error) => {
      if (error) onError(error);
      else resolve();
    });
  });
}
