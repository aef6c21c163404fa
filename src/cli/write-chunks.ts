/**
 * Writes each chunk to its end before it asks for the next, as chunks may be views of memory that is used again. Leaves
 * `output` open. Throws what `chunks` fails with, and what `output` does.
 */
export async function writeChunks(
  chunks: AsyncIterable<Uint8Array>,
  output: NodeJS.WritableStream,
): Promise<void> {
  let failure: Error | undefined;
  // Stays: a stream tells its error to the write first, and then to whoever listens, or else ends the process.
  output.on('error', (error: Error) => (failure ??= error));
  for await (const chunk of chunks) {
    await new Promise<void>((resolve, reject) => {
      output.write(chunk, (error) => {
        if (error) reject(failure ?? error);
        else resolve();
      });
    });
  }
}
