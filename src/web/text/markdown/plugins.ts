import type { Root as Hast } from "hast";
import type { Root } from "mdast";
import type { Extension } from "micromark-util-types";
import type { Options } from "react-markdown";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkStrikethrough from "remark-cjk-friendly-gfm-strikethrough";
import remarkGfm from "remark-gfm";
import type { Processor } from "unified";
import type { VFile } from "vfile";
import { bareAddresses } from "./bare-addresses.ts";
import { keepText } from "./keep-text.ts";
import { readSafeTags } from "./safe-tags.ts";
import { tidyTree } from "./tidy-tree.ts";

// what remark reads besides its own syntax
declare module "unified" {
  interface Data {
    micromarkExtensions?: Extension[];
  }
}

/** `27~28℃`: a single `~` is a range. */
const oneTilde = { singleTilde: false };

/** Markdown as models write it in Chinese, Japanese and Korean. */
export const remarkPlugins: NonNullable<Options["remarkPlugins"]> = [
  [remarkGfm, oneTilde],
  remarkCjkFriendly,
  [remarkStrikethrough, oneTilde],
  function cjkAddresses(this: Processor) {
    const data = this.data();
    (data.micromarkExtensions ??= []).push(bareAddresses, { disable: { null: ["htmlFlow"] } });
  },
  () => (tree: Root, file: VFile) => keepText(tree, String(file)),
];

export const rehypePlugins: NonNullable<Options["rehypePlugins"]> = [
  () => (tree: Hast) => {
    readSafeTags(tree);
    tidyTree(tree);
  },
];
