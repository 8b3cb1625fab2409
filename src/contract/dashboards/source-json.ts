// JSON as it came, kept beside what was read from it. A writer changes in it what was changed in the model and leaves the
// rest as it is, so that nothing of a file is lost that the model does not know.

export type SourceJson = Readonly<Record<string, unknown>>;
