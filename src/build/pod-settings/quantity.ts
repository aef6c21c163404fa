const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/**
 * The number that a Kubernetes quantity such as `500m` or `2Gi` stands for; undefined when it is none.
 * (k8s.io/apimachinery, `pkg/api/resource/quantity.go`)
 */
export function quantity(text: string): number | undefined {
  const [, digits, exponent, suffix = ''] =
    /^(\+?(?:\d+\.?\d*|\.\d+))(?:([eE][-+]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (exponent !== undefined) return Number(digits + exponent);
  const power = binary.indexOf(suffix);
  return Number(digits) * (power < 0 ? 1000 ** (decimal.indexOf(suffix) - 3) : 1024 ** (power + 1));
}
