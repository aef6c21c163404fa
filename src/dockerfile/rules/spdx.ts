import { spdxLicenses } from './spdx-licenses.ts';

/**
 * Whether the value is a licence of the SPDX list or an expression of such: `MIT OR (Apache-2.0 WITH LLVM-exception)`.
 * Exceptions are taken as they are; deprecated ids are none.
 */
export function isSpdxExpression(value: string): boolean {
  if (/^\s/.test(value)) {
    return false;
  }
  const tokens = value.match(/[()]|[^\s()]+/g) ?? [];
  let depth = 0;
  let expectsLicense = true;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] ?? '';
    if (token === '(') {
      depth++;
    } else if (token === ')') {
      depth--;
    } else if (expectsLicense) {
      if (!isLicense(token)) {
        return false;
      }
      expectsLicense = false;
    } else if (token === 'WITH') {
      index++;
      if (!/^[\w.-]+$/.test(tokens[index] ?? '')) {
        return false;
      }
    } else if (token === 'AND' || token === 'OR') {
      expectsLicense = true;
    } else {
      return false;
    }
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0 && !expectsLicense;
}

function isLicense(id: string): boolean {
  return spdxLicenses.has(id) || /^(?:DocumentRef-[\dA-Za-z.-]+:)?LicenseRef-[\dA-Za-z.-]+$/.test(id);
}
