/** A camera: its picture, and the photo that was taken; loaded when the first is on the page. */
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { FilesProps } from "../inputs/files";
import { cannotAsk, nameOfNow, stopTracks, whyNot } from "../uploads/media";
import { useOneFile } from "../uploads/one";
import type { FileProps } from "../uploads/transfer";

export { default as styles } from "../styles/uploads.css";

export interface CameraInputProps extends FileProps {
  readonly resolution?: "480p" | "720p" | "1080p";
}

type Facing = "user" | "environment";

const QUALITY = 0.92;
/** Width over height until the camera has said its own. */
const USUAL_SHAPE = 16 / 9;

export function Input(props: FilesProps<CameraInputProps>): ReactElement {
  const { node, input, labelId } = props;
  const { resolution } = node.props;
  const file = useOneFile(props);
  const box = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [facing, setFacing] = useState<Facing>("user");
  const visible = useVisible(box);
  const taken = file.made !== null || file.value !== null;
  const camera = useCamera({
    facing,
    height: resolution === undefined ? undefined : Number.parseInt(resolution, 10),
    on: visible && !taken && !input.disabled,
    width: () => box.current?.clientWidth ?? 0,
  });
  const { stream } = camera;

  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);

  const take = async (): Promise<void> => {
    const picture = video.current;
    if (picture === null || picture.videoWidth === 0) return;
    const canvas = document.createElement("canvas");
    canvas.width = picture.videoWidth;
    canvas.height = picture.videoHeight;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    const photo = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, "image/jpeg", QUALITY),
    );
    if (photo !== null) file.send(nameOfNow("photo", "jpg"), photo);
  };
  const clear = (): void => {
    file.clear();
    button.current?.focus();
  };

  const message = input.disabled && !taken ? "The camera is off." : camera.problem;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own */}
      <div aria-labelledby={labelId} className="rv-camera" ref={box} role="group">
        <div
          className="rv-camera-box"
          data-testid="stCameraInputWebcamStyledBox"
          style={{ aspectRatio: String(camera.shape ?? USUAL_SHAPE) }}
        >
          {file.made !== null ? (
            <img alt="What was taken" src={file.made.url} />
          ) : file.value !== null ? (
            <span className="rv-camera-note">A photo was taken.</span>
          ) : message !== null ? (
            <div className="rv-camera-note" role="status">
              <span>{message}</span>
              {camera.problem !== null && camera.again !== null && (
                <button className="rv-button" onClick={camera.again} type="button">
                  Try again
                </button>
              )}
            </div>
          ) : (
            <>
              {stream === null && <span className="rv-camera-note">Waiting for the camera…</span>}
              <video
                aria-label="Picture of the camera"
                autoPlay
                data-front={facing === "user" || undefined}
                data-testid="stCameraInputWebcamComponent"
                muted
                onLoadedMetadata={({ currentTarget }) =>
                  camera.setShape(currentTarget.videoWidth / currentTarget.videoHeight)
                }
                playsInline
                ref={video}
              />
            </>
          )}
          {file.progress !== null && (
            <span
              aria-label="Sending the photo"
              aria-valuemax={100}
              aria-valuemin={0}
              aria-valuenow={Math.round(file.progress * 100)}
              className="rv-file-progress"
              role="progressbar"
            >
              <span style={{ transform: `scaleX(${file.progress})` }} />
            </span>
          )}
          {!taken && stream !== null && camera.several && (
            <button
              aria-label="Switch the camera"
              className="rv-camera-switch"
              data-testid="stCameraInputSwitchButton"
              onClick={() => setFacing(facing === "user" ? "environment" : "user")}
              title="Switch the camera"
              type="button"
            >
              <svg aria-hidden="true" viewBox="0 0 24 24">
                <path d="M4 9.5V7h4l1.5-2h5L16 7h4v2.5M20 14.5V18H4v-3.5M1.5 12.5L4 10l2.5 2.5M17.5 11.5L20 14l2.5-2.5" />
              </svg>
            </button>
          )}
        </div>
        <button
          className="rv-button rv-camera-button"
          data-testid="stCameraInputButton"
          disabled={input.disabled || (!taken && stream === null)}
          onClick={taken ? clear : () => void take()}
          ref={button}
          type="button"
        >
          {taken ? "Clear photo" : "Take photo"}
        </button>
      </div>
      {file.error !== null && (
        <div className="rv-upload-error" role="alert">
          The photo was not sent. {file.error}{" "}
          <button className="rv-file-again" onClick={file.retry} type="button">
            Try again
          </button>
        </div>
      )}
      <span className="rv-visually-hidden" role="status">
        {taken && file.progress === null && file.error === null ? "The photo was taken." : ""}
      </span>
    </>
  );
}

interface Wanted {
  readonly facing: Facing;
  /** Of the picture, in pixels; as wide as its place when there is none. */
  readonly height?: number;
  readonly on: boolean;
  width(): number;
}

interface Camera {
  readonly stream: MediaStream | null;
  readonly problem: string | null;
  readonly several: boolean;
  readonly shape: number | null;
  readonly again: (() => void) | null;
  setShape(shape: number): void;
}

function useCamera({ facing, height, on, width }: Wanted): Camera {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [several, setSeveral] = useState(false);
  const [shape, setShape] = useState<number | null>(null);
  const [attempt, setAttempt] = useState(0);
  const refused = cannotAsk("camera");
  const room = useRef(width);
  room.current = width;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew
  useEffect(() => {
    if (!on || refused !== null) return;
    let opened: MediaStream | null = null;
    let over = false;
    const size =
      height === undefined
        ? { width: { ideal: Math.max(320, room.current()) } }
        : { height: { ideal: height }, width: { ideal: Math.round(height * USUAL_SHAPE) } };
    navigator.mediaDevices.getUserMedia({ video: { facingMode: facing, ...size } }).then(
      async (found) => {
        opened = found;
        if (over) {
          stopTracks(found);
          return;
        }
        setProblem(null);
        setStream(found);
        // Their number is told only to those who may use one.
        const devices = await navigator.mediaDevices.enumerateDevices();
        if (!over) setSeveral(devices.filter(({ kind }) => kind === "videoinput").length > 1);
      },
      (error: unknown) => {
        if (!over) setProblem(whyNot(error, "camera"));
      },
    );
    return () => {
      over = true;
      stopTracks(opened);
      setStream(null);
    };
  }, [on, facing, height, refused, attempt]);

  return {
    stream,
    problem: refused ?? problem,
    several,
    shape,
    again: refused === null ? () => setAttempt(attempt + 1) : null,
    setShape: (next) => setShape(Number.isFinite(next) && next > 0 ? next : null),
  };
}

/** Whether something is in view, or was: a camera behind a tab is not switched on. */
function useVisible(element: React.RefObject<HTMLElement | null>): boolean {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    if (element.current === null || typeof IntersectionObserver === "undefined") {
      setVisible(true);
      return;
    }
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        setVisible(true);
        observer.disconnect();
      }
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return visible;
}
