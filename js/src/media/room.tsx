/** The room for players and documents; what is in it is a chunk. */
import type { ReactElement } from "react";
import { Skeleton, useChunk } from "../data/chunk";
import type { NodeProps } from "../elements/registry";
import type { CommonProps, FileProps } from "../protocol";
import { useFileUrl } from "./source";
import { UNASKED } from "./wanted";

/** What the chunk gets; it has no part of the core but this. */
export interface MediaProps<P> extends NodeProps<P> {
  readonly useFileUrl: typeof useFileUrl;
}

interface Track {
  readonly label: string;
  readonly file: FileProps;
}

export interface RecordingProps extends CommonProps {
  readonly file?: FileProps;
  readonly url?: string;
  /** Identity of a film on YouTube. */
  readonly youtube?: string;
  /** Seconds. */
  readonly start_time?: number;
  readonly end_time?: number;
  readonly loop?: boolean;
  readonly autoplay?: boolean;
  readonly muted?: boolean;
  readonly subtitles?: readonly Track[];
  readonly alt?: string;
}

export interface PdfProps extends CommonProps {
  readonly file?: FileProps;
  readonly url?: string;
  readonly alt?: string;
}

type MediaChunk = typeof import("../chunks/media");

/** Of a player with its buttons, and of a film whose shape the browser does not know yet; in CSS pixels. */
const AUDIO_HEIGHT = 54;
const FILM_HEIGHT = 150;
const FILM_SHAPE = "16 / 9";

export function Audio({ node }: NodeProps<RecordingProps>): ReactElement {
  const chunk = useChunk<MediaChunk>("media");
  if (chunk === null) return <Skeleton height={AUDIO_HEIGHT} />;
  return <chunk.Audio node={node} useFileUrl={useFileUrl} />;
}

export function Video({ node }: NodeProps<RecordingProps>): ReactElement {
  const chunk = useChunk<MediaChunk>("media");
  if (chunk !== null) return <chunk.Video node={node} useFileUrl={useFileUrl} />;
  const { file, youtube } = node.props;
  const shaped = youtube !== undefined || (file?.size ?? 0) > UNASKED;
  return shaped ? <Skeleton shape={FILM_SHAPE} /> : <Skeleton height={FILM_HEIGHT} />;
}

export function Pdf({ node }: NodeProps<PdfProps>): ReactElement {
  const chunk = useChunk<MediaChunk>("media");
  const { height } = node.props;
  if (chunk === null) return <Skeleton height={typeof height === "number" ? height : "100%"} />;
  return <chunk.Pdf node={node} useFileUrl={useFileUrl} />;
}
