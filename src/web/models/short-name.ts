/** The part of a model's name that tells models apart: without the registry, the namespace and `:latest`. */
export const shortName = (model: string): string => model.replace(/^.*\/(?=[^/])/, "").replace(/:latest$/, "");
