/** One object's own YAML. */
export interface ManifestPart {
  /** As in the YAML: `Secret`, `Pod`. */
  readonly kind: string;
  readonly text: string;
}

/** The documents of a YAML text that the engine made, each with the comment above all of them. */
export function splitManifests(yaml: string): readonly ManifestPart[] {
  const [comment = ''] = /^(?:#.*\n)*/.exec(yaml) ?? [];
  // Whatever is inside a document is indented or quoted, so this is never part of a value.
  const documents = yaml.slice(comment.length).split(/^---\n/m);
  return documents.map((document) => ({
    kind: /^kind: (\w+)$/m.exec(document)?.[1] ?? '',
    text: comment + document,
  }));
}
