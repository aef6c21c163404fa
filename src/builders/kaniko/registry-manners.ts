import type { RegistryManners } from '../builder.ts';

/** As its registry library behaves: go-containerregistry, `pkg/name/registry.go` and `pkg/v1/remote/transport/ping.go`. */
export const kanikoManners: RegistryManners = {
  fallsBackToHttp: (host) => local.some((pattern) => pattern.test(host)),
  verifiesInsecure: true,
  everyHubKey: false,
  ambientLogin: (host) => clouds.some((pattern) => pattern.test(host)),
  stopsWithoutCache: false,
};

/** `localhost`, loopback and private addresses, and names below `.local` and `.localhost`. (kaniko.md §4.5) */
const local = [
  /^localhost:/,
  /127\.0\.0\.1/,
  /::1/,
  /\.local(?:host)?(?::\d{1,5})?$/,
  /^10\.\d+\.\d+\.\d+(?::|$)/,
  /^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+(?::|$)/,
  /^192\.168\.\d+\.\d+(?::|$)/,
];

/** Google's, Amazon's and Azure's registries: the executor holds their credential helpers. (kaniko.md §4.1) */
const clouds = [
  /(?:^|\.)gcr\.io$/,
  /\.pkg\.dev$/,
  /\.dkr[.-]ecr(?:-fips)?\..+\.amazonaws\.com(?:\.cn)?$/,
  /\.dkr-ecr\..+\.on\.aws$/,
  /^public\.ecr\.aws$/,
  /\.azurecr\.(?:io|cn|us)$/,
];
