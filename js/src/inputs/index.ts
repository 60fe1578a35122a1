/** Registers the inputs. */
import { registerElement } from "../elements/registry";
import { Button, FormSubmitButton } from "./button";
import { Checkbox, Toggle } from "./checkbox";
import { AudioInput, CameraInput, FileUploader } from "./files";
import { NumberInput } from "./number-input";
import { Radio } from "./radio";
import { Selectbox } from "./selectbox";
import { Slider } from "./slider";
import { TextArea } from "./text-area";
import { TextInput } from "./text-input";

registerElement("button", Button, { inline: true });
registerElement("form_submit_button", FormSubmitButton, { inline: true });
registerElement("checkbox", Checkbox, { inline: true });
registerElement("toggle", Toggle, { inline: true });
registerElement("radio", Radio, { inline: true });
registerElement("number_input", NumberInput);
registerElement("selectbox", Selectbox);
registerElement("slider", Slider);
registerElement("text_area", TextArea);
registerElement("text_input", TextInput);
registerElement("audio_input", AudioInput);
registerElement("camera_input", CameraInput);
registerElement("file_uploader", FileUploader);
