/** Players for sound and films, which are the browser's own. */
import { type ReactElement, type RefObject, useEffect, useRef, useState } from "react";
import type { MediaProps, RecordingProps } from "../../media/room";
import type { FileUrl } from "../../media/source";
import { shownSize, UNASKED, useSeen } from "../../media/wanted";

type Props = MediaProps<RecordingProps>;
type UseFileUrl = Props["useFileUrl"];
type Track = NonNullable<RecordingProps["subtitles"]>[number];

export function Audio({ node, useFileUrl }: Props): ReactElement {
  const { alt, file, url } = node.props;
  const box = useRef<HTMLDivElement>(null);
  const player = useRef<HTMLAudioElement>(null);
  const source = useRecording(node.props, box, useFileUrl);
  usePlaying(player, node.props, source.url);
  return (
    <div className="rv-audio" ref={box}>
      {source.waits ? (
        <Wait source={source} what="audio" />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: what is spoken, only its author knows
        <audio
          aria-label={alt}
          className="stAudio rv-recording"
          controls
          data-testid="stAudio"
          preload="metadata"
          ref={player}
          src={source.url}
        />
      )}
      <Failure source={source} shown={file !== undefined || url !== undefined} />
    </div>
  );
}

export function Video(props: Props): ReactElement {
  return props.node.props.youtube === undefined ? <Film {...props} /> : <Youtube {...props} />;
}

function Film({ node, useFileUrl }: Props): ReactElement {
  const { alt, file, muted, subtitles = [], url } = node.props;
  const box = useRef<HTMLDivElement>(null);
  const player = useRef<HTMLVideoElement>(null);
  const source = useRecording(node.props, box, useFileUrl);
  usePlaying(player, node.props, source.url);
  return (
    <div className="rv-video" ref={box}>
      {source.waits ? (
        <Wait source={source} what="video" />
      ) : (
        <video
          aria-label={alt}
          className="stVideo rv-recording"
          controls
          data-testid="stVideo"
          muted={muted}
          playsInline
          preload="metadata"
          ref={player}
          src={source.url}
        >
          {subtitles.map((track, index) => (
            <Subtitles
              first={index === 0}
              key={track.label}
              track={track}
              useFileUrl={useFileUrl}
            />
          ))}
        </video>
      )}
      <Failure source={source} shown={file !== undefined || url !== undefined} />
    </div>
  );
}

function Subtitles({
  track,
  first,
  useFileUrl,
}: {
  readonly track: Track;
  readonly first: boolean;
  readonly useFileUrl: UseFileUrl;
}): ReactElement | null {
  const { url } = useFileUrl(track.file);
  if (url === undefined) return null;
  return (
    <track
      data-testid="stVideoSubtitle"
      default={first}
      kind="captions"
      label={track.label}
      src={url}
    />
  );
}

/** A film of another site, in a frame that keeps it apart from this page. */
function Youtube({ node }: Props): ReactElement {
  const { alt, autoplay, end_time: end, loop, muted, start_time: start, youtube = "" } = node.props;
  const address = new URL(`https://www.youtube.com/embed/${encodeURIComponent(youtube)}`);
  const said = { start, end, autoplay: autoplay && 1, mute: muted && 1, loop: loop && 1 };
  for (const [name, value] of Object.entries(said)) {
    if (value) address.searchParams.set(name, String(value));
  }
  // A single film repeats only as a list of one.
  if (loop) address.searchParams.set("playlist", youtube);
  return (
    <iframe
      allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
      className="stVideo rv-recording rv-film-frame"
      data-testid="stVideo"
      loading="lazy"
      referrerPolicy="strict-origin-when-cross-origin"
      sandbox="allow-scripts allow-same-origin allow-popups allow-presentation"
      src={address.href}
      title={alt ?? address.href}
    />
  );
}

interface Source extends FileUrl {
  /** Whether there is a large file that nobody has asked for yet, or that is on its way. */
  readonly waits: boolean;
  readonly size: number;
  fetch(): void;
  readonly asked: boolean;
}

function useRecording(
  props: RecordingProps,
  box: RefObject<Element | null>,
  useFileUrl: UseFileUrl,
): Source {
  const { autoplay, file, url } = props;
  const seen = useSeen(box);
  const [asked, setAsked] = useState<string>();
  const isLarge = file !== undefined && file.size > UNASKED;
  const isAsked = asked !== undefined && asked === file?.$m;
  const found = useFileUrl(file, isAsked || autoplay || (seen && !isLarge));
  return {
    ...found,
    url: file === undefined ? url : (found.url ?? (seen ? found.served : undefined)),
    waits: isLarge && found.url === undefined && found.served === undefined,
    size: file?.size ?? 0,
    fetch: () => setAsked(file?.$m),
    asked: isAsked || autoplay === true,
  };
}

/** In place of the player of a large file, until it is there. */
function Wait({ source, what }: { readonly source: Source; readonly what: string }): ReactElement {
  const { asked, error, fetch, share, size } = source;
  if (asked && error === undefined) {
    const percent = Math.floor(share * 100);
    return (
      <div className="rv-recording-wait" data-kind={what}>
        <div
          aria-label={`Loading ${what}`}
          aria-valuemax={100}
          aria-valuemin={0}
          aria-valuenow={percent}
          className="rv-transfer"
          role="progressbar"
        >
          <div style={{ transform: `scaleX(${share})` }} />
        </div>
        <span aria-hidden="true">
          {percent} % of {shownSize(size)}
        </span>
      </div>
    );
  }
  return (
    <button className="rv-recording-wait" data-kind={what} onClick={fetch} type="button">
      <svg
        aria-hidden="true"
        className="rv-recording-play"
        fill="currentColor"
        height="1em"
        viewBox="0 0 24 24"
        width="1em"
      >
        <path
          d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM9.5 7.5l7 4.5-7 4.5z"
          fillRule="evenodd"
        />
      </svg>
      <span>
        Load {what} ({shownSize(size)})
      </span>
    </button>
  );
}

function Failure({
  source,
  shown,
}: {
  readonly source: Source;
  readonly shown: boolean;
}): ReactElement | null {
  if (!shown || source.error === undefined) return null;
  return (
    <div className="rv-file-error" role="alert">
      {source.error}
    </div>
  );
}

/** Has a player begin, end and repeat where its author wants it to. */
function usePlaying(
  player: RefObject<HTMLMediaElement | null>,
  { autoplay, end_time: end, loop = false, start_time: start = 0 }: RecordingProps,
  url: string | undefined,
): void {
  // The player comes with the file when that is a large one.
  useEffect(() => {
    const media = player.current;
    if (media === null || url === undefined) return;
    let stopped = false;
    const begin = (): void => {
      if (start > 0) media.currentTime = start;
    };
    const again = (): void => {
      media.currentTime = Math.max(start, 0);
      void media.play().catch(() => {});
    };
    const look = (): void => {
      if (end === undefined || media.currentTime < end) return;
      if (loop) again();
      else if (!stopped) {
        // Once: who goes on after it wants the rest.
        stopped = true;
        media.pause();
      }
    };
    const ended = (): void => {
      if (loop) again();
    };
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) begin();
    media.addEventListener("loadedmetadata", begin);
    media.addEventListener("timeupdate", look);
    media.addEventListener("ended", ended);
    return () => {
      media.removeEventListener("loadedmetadata", begin);
      media.removeEventListener("timeupdate", look);
      media.removeEventListener("ended", ended);
    };
  }, [end, loop, player, start, url]);
  useEffect(() => {
    // A browser may want the visitor to do something first.
    if (autoplay && url !== undefined) void player.current?.play().catch(() => {});
  }, [autoplay, player, url]);
}
