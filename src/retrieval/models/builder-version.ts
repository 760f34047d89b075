/**
 * Version of everything that decides what a model folder contains: the graphs, the quantisation, the tokenizer's
 * files. Raise it with every change to them; folders of another version are built anew.
 */
export const BUILDER_VERSION = 1;
