/**
 * Keeps a text as it is through the kubelet's expansion of `$(NAME)` in commands, arguments and environment values,
 * where `$$` stands for `$`. (kubernetes.io: "Define Dependent Environment Variables")
 */
export function literal(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}
