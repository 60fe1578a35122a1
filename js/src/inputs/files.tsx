/** Inputs whose values are files: the room for them; what is in it is a chunk each. */
import { type ComponentType, type ReactElement, useId } from "react";
import { Skeleton, useChunk } from "../data/chunk";
import type { NodeProps } from "../elements/registry";
import { type InputHandle, useInput, useSession } from "../store/hooks";
import type { InputNode, Session } from "../store/session";
import type { FileProps, SentFile } from "../uploads/transfer";
import { Field } from "./field";

/** What the chunk of an input gets; it has no part of the core but this. */
export interface FilesProps<P extends FileProps = FileProps> {
  readonly node: InputNode<readonly SentFile[]> & { readonly props: P };
  readonly input: InputHandle<readonly SentFile[]>;
  readonly session: Session;
  /** Id of the label. */
  readonly labelId: string;
}

interface FilesChunk {
  readonly Input: ComponentType<FilesProps>;
}

interface Room {
  readonly chunk: string;
  readonly testId: string;
  readonly height: number;
}

function Files({ node, chunk: name, testId, height }: NodeProps<FileProps> & Room): ReactElement {
  const session = useSession();
  const input = useInput(node);
  const chunk = useChunk<FilesChunk>(name);
  const labelId = `${useId()}-label`;
  return (
    <Field labelId={labelId} node={node} testId={testId}>
      {chunk ? (
        <chunk.Input input={input} key={node.id} labelId={labelId} node={node} session={session} />
      ) : (
        <Skeleton height={height} />
      )}
    </Field>
  );
}

export const FileUploader = (props: NodeProps<FileProps>): ReactElement => (
  <Files {...props} chunk="file-uploader" height={72} testId="stFileUploader" />
);

export const CameraInput = (props: NodeProps<FileProps>): ReactElement => (
  <Files {...props} chunk="camera-input" height={320} testId="stCameraInput" />
);

export const AudioInput = (props: NodeProps<FileProps>): ReactElement => (
  <Files {...props} chunk="audio-input" height={48} testId="stAudioInput" />
);
