/** Images, alone or several in a row; charts of Matplotlib are drawn as images as well. */
import { type ReactElement, useId, useLayoutEffect, useRef, useState } from "react";
import type { NodeProps } from "../elements/registry";
import { classes } from "../elements/size";
import { InlineMarkdown } from "../markdown/markdown";
import { useFileUrl } from "../media/source";
import type { CommonProps, FileProps } from "../protocol";
import { Toolbar, useFullscreen } from "./toolbar";

interface Picture {
  readonly data?: Uint8Array;
  /** In place of `data`, where that is large. */
  readonly file?: FileProps;
  readonly mime?: string;
  readonly url?: string;
  readonly caption?: string | null;
  readonly alt?: string | null;
}

export interface ImageProps extends CommonProps {
  readonly images: readonly Picture[];
  readonly link?: string | null;
  /** Name of the call that made it: `image` or `pyplot`. */
  readonly command?: string;
}

export function Image({ node }: NodeProps<ImageProps>): ReactElement {
  const { images, link, width } = node.props;
  const box = useRef<HTMLDivElement>(null);
  const full = useFullscreen(box);
  return (
    <div
      className={classes("stImage rv-images rv-data", full.on && "rv-fullscreen")}
      data-several={images.length > 1 || undefined}
      data-testid="stImage"
      data-width={widthName(width)}
      ref={box}
    >
      <Toolbar full={full} />
      {images.map((picture, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture is its position
        <Figure key={index} link={link} picture={picture} width={width} />
      ))}
    </div>
  );
}

const widthName = (width: CommonProps["width"]): string =>
  typeof width === "number" ? "fixed" : width === "stretch" ? "stretch" : "content";

interface FigureProps {
  readonly picture: Picture;
  readonly link?: string | null;
  readonly width?: CommonProps["width"];
}

function Figure({ picture, link, width }: FigureProps): ReactElement {
  const { alt, caption } = picture;
  const id = useId();
  const fetched = useFileUrl(picture.file);
  const own = useSource(picture);
  const source = picture.file === undefined ? own : fetched.url;
  const image = (
    <img
      // Without a description the caption below says it all; saying it twice helps nobody.
      alt={alt ?? ""}
      className="rv-image"
      src={source}
      style={{ width: typeof width === "number" ? width : undefined }}
    />
  );
  const href = safeLink(link);
  return (
    <figure className="rv-figure" data-testid="stImageContainer">
      {href ? (
        <a
          aria-label={alt || (caption ? undefined : href)}
          aria-labelledby={alt || !caption ? undefined : id}
          className="rv-image-link"
          data-testid="stImageLink"
          href={href}
          rel="noopener noreferrer"
          target="_blank"
        >
          {image}
        </a>
      ) : (
        image
      )}
      {caption && (
        <figcaption className="rv-image-caption" data-testid="stImageCaption" id={id}>
          <InlineMarkdown text={caption} />
        </figcaption>
      )}
    </figure>
  );
}

/**
 * Where the browser finds the picture. Bytes become a blob URL for as long as they are shown; it
 * is only ever the source of an `img`, where the scripts of an SVG do not run.
 */
function useSource({ data, mime, url }: Picture): string | undefined {
  const [blob, setBlob] = useState<string>();
  useLayoutEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(new Blob([data.slice()], { type: mime ?? "image/png" }));
    setBlob(made);
    return () => URL.revokeObjectURL(made);
  }, [data, mime]);
  return data ? blob : url;
}

function safeLink(link: string | null | undefined): string | null {
  if (!link) return null;
  try {
    const { protocol, href } = new URL(link, document.baseURI);
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : null;
  } catch {
    return null;
  }
}
