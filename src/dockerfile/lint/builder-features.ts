/** The builder that a Dockerfile is for, and what it makes of what Dockerfiles can say. */
export interface ChosenBuilder {
  readonly id: string;
  readonly flavour: string;
  /** For people: `kaniko (Google)`. */
  readonly name: string;
  /** `1.37.6`, from the image's tag; absent where it does not say. */
  readonly version?: string;
  readonly features: BuilderFeatures;
}

/** What a builder does otherwise than BuildKit; what is not named works. */
export type BuilderFeatures = Readonly<Partial<Record<BuilderFeature, FeatureSupport>>>;

/** What a rule can see that a Dockerfile uses. */
export type BuilderFeature =
  | 'run-heredoc'
  | 'run-quoted-heredoc'
  | 'copy-heredoc'
  | 'copy-heredoc-variables'
  | 'mount-bind'
  | 'mount-bind-from'
  | 'mount-cache'
  | 'mount-secret'
  | 'mount-ssh'
  | 'mount-tmpfs'
  | 'run-network'
  | 'run-security'
  | 'run-device'
  | 'copy-parents'
  | 'copy-exclude'
  | 'copy-link'
  | 'copy-symbolic-chmod'
  | 'copy-as-user'
  | 'copy-ignored'
  | 'add-checksum'
  | 'add-git'
  | 'add-unpack'
  | 'from-platform'
  | 'platform-args'
  | 'arg-over-env'
  | 'start-interval'
  | 'volume-writes'
  | 'lost-paths'
  | 'syntax-frontend'
  | 'unset-operators'
  | 'pattern-operators';

export interface FeatureSupport {
  /**
   * `refused`: the build stops. `wrong`: it goes on and makes another image than the Dockerfile says. `differs`: the
   * image may differ. `slight`: it differs in what hardly ever matters.
   */
  readonly how: 'refused' | 'wrong' | 'differs' | 'slight';
  /** What happens, one localised sentence that follows the builder's name and a colon. */
  readonly reason: () => string;
  /** The first version in which it works as in BuildKit. */
  readonly until?: string;
  /** Folders and files concerned, for `lost-paths`. */
  readonly paths?: readonly string[];
}
